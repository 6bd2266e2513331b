#include "store/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "model/account.h"
#include "model/game_data.h"
#include "store/migrations.h"
#include "store/relations_sql.h"
#include "store/transaction.h"

namespace perankh::store {

namespace {

ColumnType column_type(model::ValueType type) {
  switch (type) {
    case model::ValueType::kInt:
    case model::ValueType::kId:
    case model::ValueType::kSymbol:
      return ColumnType::kInteger;
    case model::ValueType::kText:
      return ColumnType::kVarchar;
    case model::ValueType::kFlag:
      return ColumnType::kBoolean;
    case model::ValueType::kSeed:
      return ColumnType::kUbigint;
  }
  return ColumnType::kInteger;
}

Table table_of(const model::Layout& layout) {
  Table table{.name = layout.table(), .columns = {{"match_id", ColumnType::kBigint}}};
  for (const model::Column& column : layout.columns()) {
    table.columns.push_back({column.name, column_type(column.type)});
  }
  return table;
}

std::vector<Table> make_save_tables() {
  using enum ColumnType;
  std::vector<Table> tables = {
      {"match",
       {{"match_id", kBigint},
        {"file_name", kVarchar},
        {"file_path", kVarchar},
        {"file_hash", kVarchar},
        {"xml_hash", kVarchar},
        {"file_size", kBigint},
        {"xml_bytes", kBigint},
        {"file_modified", kTimestamp},
        {"entry_name", kVarchar},
        {"processed_date", kTimestamp},
        {"parser_version", kInteger},
        {"collection_id", kInteger},
        {"run_id", kBigint},
        {"file_path_bytes", kVarchar}}},  // see recorded_path.h
      {"series",
       {{"match_id", kBigint},
        {"owner", kInteger},
        {"field", kInteger},
        {"key", kInteger},
        {"first_turn", kInteger},
        {"turns", kIntegerList},  // NULL: every turn from the first on
        {"vals", kIntegerList}}},
      {"coverage",
       {{"match_id", kBigint},
        {"paths", kIntegerList},
        {"places", kIntegerList},
        {"elements", kIntegerList},
        {"leaf_values", kIntegerList}}},
      {"note", {{"match_id", kBigint}, {"code", kVarchar}, {"element", kVarchar}, {"note_text", kVarchar}}},
  };
  for (const model::Layout* layout : model::all_layouts()) tables.push_back(table_of(*layout));
  for (const model::Layout* layout :
       {&model::Tile::feature_layout(), &model::TileSight::layout(), &model::TileChange::layout(),
        &model::Detail::layout(), &model::KeyedValue::layout(), &model::KeyedValue::plain_layout()}) {
    tables.push_back(table_of(*layout));
  }
  return tables;
}

/// Tables of schema data that belong to the library as a whole.
const std::vector<Table>& library_tables() {
  using enum ColumnType;
  static const std::vector<Table> kTables = {
      {"symbol", {{"symbol_id", kInteger}, {"name", kVarchar}}},
      {"import_file",
       {{"run_id", kBigint},
        {"position", kInteger},
        {"path", kVarchar},
        {"file_size", kBigint},
        {"file_hash", kVarchar},
        {"status", kVarchar},
        {"match_id", kBigint},
        {"code", kVarchar},
        {"message", kVarchar},
        {"path_bytes", kVarchar}}},
  };
  return kTables;
}

std::string create_table(const Table& table) {
  std::string columns;
  for (const TableColumn& column : table.columns) {
    columns += fmt::format("{}\"{}\" {}", columns.empty() ? "" : ", ", column.name, sql_type(column.type));
  }
  return fmt::format("CREATE TABLE IF NOT EXISTS data.\"{}\" ({});\n", table.name, columns);
}

// Tables with keys: small, and written by SQL. The relations collections and user_settings are for users to write, too.
constexpr std::string_view kSmallTables = R"(
CREATE SCHEMA IF NOT EXISTS data;
CREATE TABLE IF NOT EXISTS data.library (key VARCHAR PRIMARY KEY, value VARCHAR);
CREATE TABLE IF NOT EXISTS main.collections (
  collection_id INTEGER PRIMARY KEY, name VARCHAR UNIQUE NOT NULL, is_default BOOLEAN NOT NULL DEFAULT false);
CREATE TABLE IF NOT EXISTS main.user_settings (key VARCHAR PRIMARY KEY, value VARCHAR);
CREATE TABLE IF NOT EXISTS data.import_run (
  run_id BIGINT PRIMARY KEY, started TIMESTAMP, elapsed_ms BIGINT, total INTEGER, imported INTEGER, duplicates INTEGER,
  failed INTEGER, cancelled INTEGER, fatal_code VARCHAR, program_version VARCHAR);
INSERT OR IGNORE INTO main.collections VALUES (1, 'Personal', true);
)";

// What every view decodes names with: one row, a list whose n-th element is symbol n. Indexing a list costs a third of
// what joining does, and unlike a join it costs nothing for columns nobody asks for (docs/PERFORMANCE.md).
constexpr std::string_view kNamesView =
    "CREATE OR REPLACE VIEW data.names AS SELECT list(name ORDER BY symbol_id) AS names FROM data.symbol;\n";

/// data.city_value and its like: the keyed values of one kind of entity, plain or not, for the relations to read.
std::string value_views() {
  constexpr std::array<std::string_view, model::kSubjects> kNames{"game", "player", "character",
                                                                  "city", "tile",   "unit"};
  std::string sql;
  for (std::size_t subject = 0; subject < kNames.size(); ++subject) {
    sql += fmt::format(
        "CREATE OR REPLACE VIEW data.{0}_value AS\n"
        "SELECT match_id, owner, field, key, NULL::INTEGER AS other, NULL::INTEGER AS idx, NULL::INTEGER AS idx2, "
        "value, "
        "NULL::INTEGER AS name FROM data.plain_value WHERE subject = {1}\n"
        "UNION ALL SELECT match_id, owner, field, key, other, idx, idx2, value, name FROM data.keyed_value "
        "WHERE subject = {1};\n",
        kNames[subject], subject);
  }
  return sql;
}

/// Tables that are not there yet, and in an older library columns that are not.
Result<void> create_tables(Connection& connection, bool is_new) {
  std::string sql(kSmallTables);
  for (const std::vector<Table>* tables : {&library_tables(), &save_tables()}) {
    for (const Table& table : *tables) {
      sql += create_table(table);
      if (is_new) continue;
      for (const TableColumn& column : table.columns) {
        sql += fmt::format("ALTER TABLE data.\"{}\" ADD COLUMN IF NOT EXISTS \"{}\" {};\n", table.name, column.name,
                           sql_type(column.type));
      }
    }
  }
  return connection.execute(sql);
}

/// The view's SQL with {YieldStockpile} replaced by the number of that name.
std::string with_symbols(std::string_view sql, SymbolTable& symbols) {
  std::string out;
  while (!sql.empty()) {
    const std::size_t open = sql.find('{');
    out += sql.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = sql.find('}', open);
    out += fmt::format("{}", symbols.intern(sql.substr(open + 1, close - open - 1)).id());
    sql.remove_prefix(close + 1);
  }
  return out;
}

Result<void> create_views(Connection& connection, SymbolTable& symbols) {
  std::string sql = std::string(kNamesView) + value_views();
  for (const Relation& relation : relations()) {
    std::string text = relation.sql;
    text.replace(0, std::string_view("CREATE VIEW").size(), "CREATE OR REPLACE VIEW");
    sql += with_symbols(text, symbols) + "\n";
  }
  return connection.execute(sql);
}

/// The names of `symbols` that a database holds, and is to hold: the first ones.
struct NameCounts {
  std::size_t stored = 0;
  std::size_t wanted = 0;
};

constexpr const char* kMarkUpgrade = "INSERT OR REPLACE INTO data.library VALUES ('upgrade_in_log', NULL)";

// Without the mark there is nothing to do; with it, the log is small once it is gone.
Result<void> write_upgrade_into_file(Connection& connection) {
  auto marks = connection.query_value("SELECT count(*) FROM data.library WHERE key = 'upgrade_in_log'");
  if (!marks) return std::unexpected(std::move(marks.error()));
  if (std::get<std::int64_t>(*marks) == 0) return {};
  return connection.execute("CHECKPOINT; DELETE FROM data.library WHERE key = 'upgrade_in_log'; CHECKPOINT");
}

Result<void> build(Connection& connection, SymbolTable& symbols, NameCounts counts, std::int64_t from) {
  const bool is_new = from == kSchemaVersion;  // an older one is of an older version
  return in_transaction(connection, [&]() -> Result<void> {
    if (auto made = create_tables(connection, is_new); !made) return made;
    if (auto migrated = run_migrations(connection, from); !migrated) return migrated;
    if (auto made = create_views(connection, symbols); !made) return made;
    // In the same transaction: a view must never hold the number of a name that is not there.
    TableWriter names(connection, table("symbol"));
    if (auto written = write_symbols(names, symbols, counts.stored, counts.wanted); !written) return written;
    if (!is_new) {
      if (auto marked = connection.execute(kMarkUpgrade); !marked) return marked;
    }
    return connection.execute(
        fmt::format("INSERT OR REPLACE INTO data.library VALUES ('schema_version', '{}')", kSchemaVersion));
  });
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \n") - first + 1);
}

/// "name: what it means", and not a sentence that happens to hold a colon.
bool is_column_note(std::string_view line) {
  const std::size_t colon = line.find(": ");
  return colon != std::string_view::npos &&
         line.substr(0, colon).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_*, ") ==
             std::string_view::npos &&
         line.substr(0, colon).find("  ") == std::string_view::npos;
}

void describe(Relation& relation, const std::vector<std::string>& comment) {
  for (const std::string& line : comment) {
    const bool starts_note = is_column_note(line);
    if (starts_note) {
      const std::size_t colon = line.find(": ");
      relation.column_notes.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    } else if (!relation.column_notes.empty()) {
      relation.column_notes.back().second += " " + line;
    } else {
      relation.meaning += (relation.meaning.empty() ? "" : " ") + line;
    }
  }
}

/// Cuts a file of relations into its views and the comments before them.
void read_relations(std::string_view file, std::vector<Relation>& into) {
  std::string topic;
  std::vector<std::string> comment;
  std::string statement;
  while (!file.empty()) {
    const std::string_view line = file.substr(0, file.find('\n'));
    file.remove_prefix(std::min(file.size(), line.size() + 1));
    if (statement.empty() && line.starts_with("--")) {
      comment.emplace_back(trim(line.substr(2)));
      if (topic.empty()) topic = comment.back();
    } else if (statement.empty() && line.empty()) {
      comment.clear();  // what stands apart is about the file, not about a view
    } else {
      statement += std::string(line) + "\n";
      if (!line.ends_with(';')) continue;
      Relation relation{.topic = topic, .sql = statement};
      constexpr std::string_view kCreate = "CREATE VIEW ";
      relation.name = statement.substr(kCreate.size(), statement.find(' ', kCreate.size()) - kCreate.size());
      describe(relation, comment);
      into.push_back(std::move(relation));
      comment.clear();
      statement.clear();
    }
  }
}

}  // namespace

Database::Options file_layout() {
  // DuckDB writes a full row group at once, and everything else first into its log, then into the file, and again
  // whenever it grows. With row groups of 10,240 rows even the smaller tables fill them in a commit of 64 saves, and
  // one more save rewrites little (docs/PERFORMANCE.md).
  return {.settings = {{"threads", "1"}, {"default_block_size", "32768"}}, .row_group = 10240};
}

const std::vector<Table>& save_tables() {
  static const std::vector<Table> kTables = make_save_tables();
  return kTables;
}

const Table& table(std::string_view name) {
  for (const std::vector<Table>* tables : {&save_tables(), &library_tables()}) {
    const auto found = std::ranges::find(*tables, name, &Table::name);
    if (found != tables->end()) return *found;
  }
  throw std::logic_error(fmt::format("there is no table {}", name));
}

const std::vector<Relation>& relations() {
  static const std::vector<Relation> kRelations = [] {
    std::vector<Relation> all;
    for (const std::string_view file : kRelationFiles) read_relations(file, all);
    return all;
  }();
  return kRelations;
}

Result<void> write_symbols(TableWriter& names, const SymbolTable& symbols, std::size_t first, std::size_t last) {
  for (std::size_t id = first + 1; id <= last; ++id) {
    const Symbol symbol(static_cast<std::uint32_t>(id));
    if (auto row = names.append_row({{static_cast<std::int64_t>(id), symbols.text(symbol)}}); !row) return row;
  }
  return names.flush();
}

void intern_schema_names(SymbolTable& symbols) {
  for (const model::Layout* layout : model::all_layouts()) {
    for (const model::Entry& entry : layout->entries()) static_cast<void>(symbols.intern(entry.field));
  }
  for (const Relation& relation : relations()) static_cast<void>(with_symbols(relation.sql, symbols));
}

Result<void> create_schema(Connection& connection, SymbolTable& symbols, std::size_t names) {
  return build(connection, symbols, {.stored = 0, .wanted = names}, kSchemaVersion);
}

Result<void> migrate(Connection& connection, SymbolTable& symbols, std::int64_t version) {
  if (version > kSchemaVersion) {
    return fail("store/newer", fmt::format("the library was written by a newer version of Per-Ankh (its schema is {}, "
                                           "this program knows {}); update Per-Ankh to open it",
                                           version, kSchemaVersion));
  }
  // DuckDB 1.4 gives the place of dropped tables to new rows while its log may still refer to it, and then cannot
  // replay that log (duckdb#21067). So an upgrade goes from the log into the file before anything else is written: this
  // one, and before it one that a kill or a full disk has kept from there.
  if (auto whole = write_upgrade_into_file(connection); !whole || version == kSchemaVersion) return whole;
  const std::size_t stored = symbols.size();
  intern_schema_names(symbols);
  auto upgraded = build(connection, symbols, {.stored = stored, .wanted = symbols.size()}, version);
  return upgraded ? write_upgrade_into_file(connection) : upgraded;
}

Result<std::int64_t> stored_version(Connection& connection) {
  auto tables = connection.query_value("SELECT count(*) FROM duckdb_tables()");
  if (!tables) return std::unexpected(std::move(tables.error()));
  if (std::get<std::int64_t>(*tables) == 0) return 0;
  auto version = connection.query_value("SELECT CAST(value AS BIGINT) FROM data.library WHERE key = 'schema_version'");
  if (!version && version.error().code != "store/sql") return std::unexpected(std::move(version.error()));
  if (!version || !std::holds_alternative<std::int64_t>(*version)) {
    return fail(
        "store/not-a-library",
        "the file is a DuckDB database, but not a library of Per-Ankh; nothing in it was changed: choose another "
        "--db");
  }
  return std::get<std::int64_t>(*version);
}

Result<std::string> schema_document(Connection& connection) {
  std::string text =
      "# The relations of a library\n\n"
      "Made by `per-ankh schema`; do not edit. `match_id` says which save a row belongs to. Ids are the save's own, "
      "from 0; none is NULL. Names of the game are kept as the game\n"
      "writes them (`NATION_ROME`). Yields are tenths of what the game shows, prices thousandths. A column whose "
      "element\n"
      "a save does not hold is NULL; so is one the notes call \"always NULL\", which is there for SQL written "
      "elsewhere.\n\n"
      "Beneath the relations lie the tables of schema `data`: few, and coded for speed (docs/ARCHITECTURE.md). They "
      "may\n"
      "change with any version; the relations do not.\n";
  std::string topic;
  auto result = connection.query(
      "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal "
      "ORDER BY table_name, column_index");
  if (!result) return std::unexpected(std::move(result.error()));
  std::vector<std::array<std::string, 3>> columns;
  for (const auto* row = result->next(); row != nullptr; row = result->next()) {
    columns.push_back(
        {std::get<std::string>((*row)[0]), std::get<std::string>((*row)[1]), std::get<std::string>((*row)[2])});
  }
  const auto list_columns = [&](std::string_view name) {
    std::string line;
    for (const auto& [table, column, type] : columns) {
      if (table == name) line += fmt::format("{}`{}` {}", line.empty() ? "" : ", ", column, type);
    }
    return line;
  };
  text += "\n## The library itself\n\n### collections\n\nHow the user sorts games; 1 is Personal. " +
          list_columns("collections") +
          ".\n\n### user_settings\n\nThe user's own settings: `primary_user_online_id` is the online id that means "
          "\"me\". " +
          list_columns("user_settings") + ".\n";
  for (const Relation& relation : relations()) {
    if (relation.topic != topic) {
      topic = relation.topic;
      text += fmt::format("\n## {}\n", topic.substr(0, topic.find_last_not_of('.') + 1));
    }
    text += fmt::format("\n### {}\n\n{}\n\n{}.\n", relation.name, relation.meaning, list_columns(relation.name));
    if (!relation.column_notes.empty()) text += "\n";
    for (const auto& [column, note] : relation.column_notes) text += fmt::format("- `{}`: {}\n", column, note);
  }
  return text;
}

}  // namespace perankh::store
