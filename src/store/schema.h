// What a library looks like inside: physical tables (schema `data`), relations for people (views in `main`), versions.
//
// Tables follow from the layouts of the model, so a new member of a struct is a new column without a word here. Views
// are written in relations/*.sql. docs/schema.md is made from the same text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/symbol.h"
#include "store/database.h"
#include "store/table_writer.h"

namespace perankh::store {

/// Raised with every change of the tables or views; src/store/migrations.cc says how to come from the one before.
inline constexpr std::int64_t kSchemaVersion = 5;

/// How DuckDB lays out the file of a library: it is made and written with these.
[[nodiscard]] Database::Options file_layout();

/// All tables of schema data that hold rows of saves; `match_id` is the first column of each.
[[nodiscard]] const std::vector<Table>& save_tables();

/// Table of that name, which must be one of save_tables() or of the tables beside them (symbol, import_files, ...).
[[nodiscard]] const Table& table(std::string_view name);

/// Writes the names with ids from `first` + 1 to `last` into table symbol, within the caller's transaction.
[[nodiscard]] Result<void> write_symbols(TableWriter& names, const SymbolTable& symbols, std::size_t first,
                                         std::size_t last);

/// Puts the names that every library has, those of fields and those the views ask for, into `symbols`. Before any other
/// name and always in the same order: equal libraries get equal numbers.
void intern_schema_names(SymbolTable& symbols);

/// Creates everything in an empty database, with the first `names` of `symbols`: at least those that
/// intern_schema_names() gave. One transaction.
[[nodiscard]] Result<void> create_schema(Connection& connection, SymbolTable& symbols, std::size_t names);

/// Brings an older library up to kSchemaVersion in one transaction and writes it into the file; leaves it as it was
/// when the first fails. When the second does (store/no-space), the upgrade is safe in the log, and the next call
/// writes it into the file: to be called whenever a library is opened to write. store/newer when the library is ahead
/// of this program.
[[nodiscard]] Result<void> migrate(Connection& connection, SymbolTable& symbols, std::int64_t version);

/// The library's version; nothing when the database has no schema yet; store/damaged when it is something else.
[[nodiscard]] Result<std::int64_t> stored_version(Connection& connection);

/// One relation, as relations/*.sql describes it.
struct Relation {
  std::string name;
  std::string topic;    ///< first line of its file
  std::string meaning;  ///< what a row is, and where it comes from
  std::vector<std::pair<std::string, std::string>> column_notes;
  std::string sql;  ///< CREATE VIEW, with {names}
};

/// All views, in the order in which they can be created.
[[nodiscard]] const std::vector<Relation>& relations();

/// docs/schema.md, from the relations and the types DuckDB gives their columns.
[[nodiscard]] Result<std::string> schema_document(Connection& connection);

}  // namespace perankh::store
