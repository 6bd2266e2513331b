#include "store/database.h"

#include <duckdb.h>
#include <fmt/format.h>

#include <array>
#include <cstring>
#include <optional>

#include "store/allocator.h"
#include "store/handles.h"

namespace perankh::store {

namespace {

struct Translation {
  std::string_view sign;  // what DuckDB says
  std::string_view code;
  std::string_view message;
};

// In this order: the first sign that is found decides.
constexpr std::array<Translation, 16> kTranslations{{
    {"Could not set lock", "store/locked",
     "the library is open in another program; close it there, or use another --db"},
    {"Conflicting lock", "store/locked", "the library is open in another program; close it there, or use another --db"},
    {"not a valid DuckDB database file", "store/not-a-library",
     "the file is not a library of Per-Ankh, or its very start is damaged; it was left as it is: choose another --db"},
    {"created with a newer version", "store/newer",
     "the library was written by a newer version of Per-Ankh; update this one to open it"},
    {"Could not read enough bytes", "store/damaged",
     "the library is cut short; it was left as it is: restore it from a copy, or import into another --db"},
    {"Is a directory", "store/not-a-library", "this is a folder; name a file with --db"},
    {"No space left", "store/no-space", "the disk is full; what was committed before is safe: make room and run again"},
    {"File too large", "store/no-space",
     "the disk or its quota is full; what was committed before is safe: make room and run again"},
    {"Disk quota exceeded", "store/no-space",
     "the disk quota is used up; what was committed before is safe: make room and run again"},
    {"read-only", "store/read-only", "the library is opened for reading only"},
    {"Read-only file system", "store/read-only", "the library's folder cannot be written to; name another with --db"},
    {"Permission denied", "store/read-only",
     "the library's file or folder may not be opened or written as is needed; check their permissions"},
    {"Out of Memory", "store/memory", "the database ran out of memory; close other programs and run again"},
    {"INTERRUPT", "store/cancelled", "cancelled"},
    {"Corrupt", "store/damaged",
     "the library is damaged; it was left as it is: restore it from a copy, or import into another --db"},
    {"database has been invalidated", "store/stopped",
     "the database stopped after an error; what was committed before is safe: run again"},
}};

constexpr std::string_view kAttached = "library";

std::string first_line(std::string_view text) { return std::string(text.substr(0, text.find('\n'))); }

Value value_at(duckdb_vector vector, duckdb_type type, idx_t row) {
  const auto* const valid = duckdb_vector_get_validity(vector);
  if (valid != nullptr && !duckdb_validity_row_is_valid(const_cast<std::uint64_t*>(valid), row)) return {};
  const void* const data = duckdb_vector_get_data(vector);
  const auto as = [&]<class T>(T) { return static_cast<const T*>(data)[row]; };
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN:
      return as(bool{});
    case DUCKDB_TYPE_TINYINT:
      return std::int64_t{as(std::int8_t{})};
    case DUCKDB_TYPE_SMALLINT:
      return std::int64_t{as(std::int16_t{})};
    case DUCKDB_TYPE_INTEGER:
      return std::int64_t{as(std::int32_t{})};
    case DUCKDB_TYPE_BIGINT:
      return as(std::int64_t{});
    case DUCKDB_TYPE_UTINYINT:
      return std::int64_t{as(std::uint8_t{})};
    case DUCKDB_TYPE_USMALLINT:
      return std::int64_t{as(std::uint16_t{})};
    case DUCKDB_TYPE_UINTEGER:
      return std::int64_t{as(std::uint32_t{})};
    case DUCKDB_TYPE_UBIGINT:
      return as(std::uint64_t{});
    case DUCKDB_TYPE_FLOAT:
      return double{as(float{})};
    case DUCKDB_TYPE_DOUBLE:
      return as(double{});
    case DUCKDB_TYPE_VARCHAR: {
      auto text = static_cast<const duckdb_string_t*>(data)[row];
      return std::string(duckdb_string_t_data(&text), duckdb_string_t_length(text));
    }
    default:
      return std::string("?");  // Connection::query asks DuckDB for text instead, so this is never seen
  }
}

bool arrives_as_it_is(duckdb_type type) {
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN:
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
    case DUCKDB_TYPE_VARCHAR:
      return true;
    default:
      return false;
  }
}

std::string name_of(duckdb_type type) {
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN:
      return "BOOLEAN";
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
      return "DOUBLE";
    case DUCKDB_TYPE_HUGEINT:  // what sum() of whole numbers gives
    case DUCKDB_TYPE_UHUGEINT:
      return "INTEGER";
    case DUCKDB_TYPE_DECIMAL:
      return "DECIMAL";
    case DUCKDB_TYPE_VARCHAR:
      return "VARCHAR";
    case DUCKDB_TYPE_TIMESTAMP:
      return "TIMESTAMP";
    case DUCKDB_TYPE_DATE:
      return "DATE";
    default:
      return arrives_as_it_is(type) ? "INTEGER" : "OTHER";
  }
}

Result<StatementHandle> prepare(duckdb_connection connection, const std::string& sql) {
  StatementHandle statement;
  if (duckdb_prepare(connection, sql.c_str(), statement.out()) == DuckDBError) {
    const char* const message = duckdb_prepare_error(statement.get());
    return std::unexpected(translate(message == nullptr ? "the statement could not be prepared" : message));
  }
  return statement;
}

Result<void> run_statements(duckdb_connection connection, const std::string& sql) {
  ResultHandle result;
  if (duckdb_query(connection, sql.c_str(), result.out()) == DuckDBError) {
    return std::unexpected(translate(duckdb_result_error(result.out())));
  }
  return {};
}

bool is_question(duckdb_prepared_statement statement) {
  const duckdb_statement_type type = duckdb_prepared_statement_type(statement);
  return type == DUCKDB_STATEMENT_TYPE_SELECT || type == DUCKDB_STATEMENT_TYPE_EXPLAIN;
}

std::unexpected<Error> only_questions() {
  return fail("store/read-only", "the library is opened for questions only: SELECT, EXPLAIN, SHOW or DESCRIBE");
}

void bind(duckdb_prepared_statement statement, std::span<const Value> parameters) {
  for (idx_t at = 0; at < parameters.size(); ++at) {
    const idx_t position = at + 1;
    std::visit(
        [&]<class T>(const T& value) {
          if constexpr (std::is_same_v<T, std::monostate>) duckdb_bind_null(statement, position);
          if constexpr (std::is_same_v<T, bool>) duckdb_bind_boolean(statement, position, value);
          if constexpr (std::is_same_v<T, std::int64_t>) duckdb_bind_int64(statement, position, value);
          if constexpr (std::is_same_v<T, std::uint64_t>) duckdb_bind_uint64(statement, position, value);
          if constexpr (std::is_same_v<T, double>) duckdb_bind_double(statement, position, value);
          if constexpr (std::is_same_v<T, std::string>) {
            duckdb_bind_varchar_length(statement, position, value.data(), value.size());
          }
        },
        parameters[at]);
  }
}

}  // namespace

Error translate(std::string_view message) {
  // DuckDB shows the line with a syntax error twice.
  const std::size_t shown = message.find("\n\nLINE ");
  if (shown != std::string_view::npos) message = message.substr(0, message.find("\n\nLINE ", shown + 1));
  for (const Translation& known : kTranslations) {
    if (message.find(known.sign) != std::string_view::npos) {
      return {.code = std::string(known.code), .message = std::string(known.message)};
    }
  }
  const bool about_sql = message.starts_with("Parser Error") || message.starts_with("Binder Error") ||
                         message.starts_with("Catalog Error") || message.starts_with("Conversion Error");
  return {.code = about_sql ? "store/sql" : "store/failed", .message = std::string(message)};
}

std::string_view duckdb_version() { return duckdb_library_version(); }

// --- results --------------------------------------------------------------------------------------------------------

struct QueryResult::State {
  ResultHandle result;
  std::vector<std::string> columns;
  std::vector<std::string> type_names;
  std::vector<duckdb_type> types;
  ChunkHandle chunk;
  idx_t row = 0;
  idx_t rows = 0;
  std::vector<Value> values;
};

QueryResult::QueryResult(std::unique_ptr<State> state) : state_(std::move(state)) {}
QueryResult::QueryResult(QueryResult&&) noexcept = default;
QueryResult& QueryResult::operator=(QueryResult&&) noexcept = default;
QueryResult::~QueryResult() = default;

const std::vector<std::string>& QueryResult::columns() const { return state_->columns; }
const std::vector<std::string>& QueryResult::types() const { return state_->type_names; }

const std::vector<Value>* QueryResult::next() {
  State& state = *state_;
  while (state.row == state.rows) {
    state.chunk = ChunkHandle(duckdb_fetch_chunk(state.result.get()));
    if (state.chunk.get() == nullptr) return nullptr;
    state.row = 0;
    state.rows = duckdb_data_chunk_get_size(state.chunk.get());
    if (state.rows == 0) return nullptr;
  }
  for (idx_t column = 0; column < state.types.size(); ++column) {
    state.values[column] =
        value_at(duckdb_data_chunk_get_vector(state.chunk.get(), column), state.types[column], state.row);
  }
  ++state.row;
  return &state.values;
}

// --- connections ----------------------------------------------------------------------------------------------------

Connection::Connection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Result<void> Connection::execute(const std::string& sql) {
  if (state_->questions_only) return only_questions();
  return run_statements(state_->handle.get(), sql);
}

Result<QueryResult> Connection::query(const std::string& sql, std::span<const Value> parameters) {
  duckdb_connection const connection = state_->handle.get();
  auto statement = prepare(connection, sql);
  if (!statement) return std::unexpected(std::move(statement.error()));
  if (state_->questions_only && !is_question(statement->get())) return only_questions();

  auto state = std::make_unique<QueryResult::State>();
  std::string as_text;  // the same query with everything unusual turned into text by DuckDB itself
  const idx_t columns = duckdb_prepared_statement_column_count(statement->get());
  for (idx_t column = 0; column < columns; ++column) {
    const duckdb_type type = duckdb_prepared_statement_column_type(statement->get(), column);
    state->type_names.push_back(name_of(type));
    as_text += fmt::format(
        "{}{}", column == 0 ? "" : ", ",
        arrives_as_it_is(type) ? fmt::format("#{}", column + 1) : fmt::format("CAST(#{} AS VARCHAR)", column + 1));
    const char* const name = duckdb_prepared_statement_column_name(statement->get(), column);
    state->columns.emplace_back(name == nullptr ? "" : name);
    duckdb_free(const_cast<char*>(name));
  }
  if (as_text.find("CAST") != std::string::npos) {
    std::string_view inner = sql;
    while (!inner.empty() && (inner.back() == ';' || std::isspace(static_cast<unsigned char>(inner.back())) != 0)) {
      inner.remove_suffix(1);
    }
    statement = prepare(connection, fmt::format("SELECT {} FROM ({}\n)", as_text, inner));
    if (!statement) return std::unexpected(std::move(statement.error()));
  }
  bind(statement->get(), parameters);
  if (duckdb_execute_prepared(statement->get(), state->result.out()) == DuckDBError) {
    return std::unexpected(translate(duckdb_result_error(state->result.out())));
  }
  if (duckdb_result_return_type(state->result.get()) == DUCKDB_RESULT_TYPE_QUERY_RESULT) {
    for (idx_t column = 0; column < duckdb_column_count(state->result.out()); ++column) {
      state->types.push_back(duckdb_column_type(state->result.out(), column));
    }
  }
  state->values.resize(state->types.size());
  return QueryResult(std::move(state));
}

Result<Value> Connection::query_value(const std::string& sql, std::span<const Value> parameters) {
  auto result = query(sql, parameters);
  if (!result) return std::unexpected(std::move(result.error()));
  const std::vector<Value>* const row = result->next();
  return row == nullptr || row->empty() ? Value() : row->front();
}

void Connection::take_questions_only() { state_->questions_only = true; }

void Connection::interrupt() { duckdb_interrupt(state_->handle.get()); }

// --- databases ------------------------------------------------------------------------------------------------------

Database::Database(std::shared_ptr<State> state) : state_(std::move(state)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

namespace {

std::string sql_text(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out.append(c == '\'' ? 2 : 1, c);
  return out + "'";
}

}  // namespace

// A file is attached under a name of ours: the name DuckDB would make of the file's could be one that SQL understands
// otherwise ("data.db"), and only a file that is attached can be given a size of its row groups.
Result<void> Database::attach(const std::string& file, const Options& options) {
  auto connection = connect();
  if (!connection) return std::unexpected(std::move(connection.error()));
  std::string how = options.read_only ? "READ_ONLY" : "READ_WRITE";
  if (options.row_group) how += fmt::format(", ROW_GROUP_SIZE {}", *options.row_group);
  const std::string sql =
      fmt::format("ATTACH {0} AS {1} ({2}); USE {1}; DETACH memory", sql_text(file), kAttached, how);
  if (auto attached = connection->execute(sql); !attached) {
    Error error = std::move(attached.error());
    error.file = file;
    error.message = first_line(error.message);
    return std::unexpected(std::move(error));
  }
  state_->attached = true;
  return {};
}

Result<void> Database::confine() {
  auto connection = connect();
  if (!connection) return std::unexpected(std::move(connection.error()));
  return connection->execute("SET enable_external_access = false; SET lock_configuration = true");
}

Result<Database> Database::open(const std::filesystem::path& path, const Options& options) {
  tune_allocator();
  ConfigHandle config;
  if (duckdb_create_config(config.out()) == DuckDBError) return fail("store/failed", "DuckDB cannot be configured");
  for (const auto& [name, value] : options.settings) {
    if (duckdb_set_config(config.get(), name.c_str(), value.c_str()) == DuckDBError) {
      return fail("store/failed", fmt::format("DuckDB does not take {} = {}", name, value));
    }
  }
  auto state = std::make_shared<State>();
  char* message = nullptr;
  if (duckdb_open_ext(nullptr, state->handle.out(), config.get(), &message) == DuckDBError) {
    Error error = translate(message == nullptr ? "the database cannot be opened" : message);
    duckdb_free(message);
    return std::unexpected(std::move(error));
  }
  Database database(std::move(state));
  Result<void> ready;
  if (!path.empty()) ready = database.attach(path.string(), options);
  if (ready && options.confined) ready = database.confine();
  if (!ready) return std::unexpected(std::move(ready.error()));
  database.state_->questions_only = options.questions_only;
  return database;
}

Result<Connection> Database::connect() {
  auto state = std::make_unique<Connection::State>();
  state->database = state_;
  state->questions_only = state_->questions_only;
  if (duckdb_connect(state_->handle.get(), state->handle.out()) == DuckDBError) {
    return fail("store/failed", "the database does not take another connection");
  }
  Connection connection(std::move(state));
  if (state_->attached) {
    const std::string use = fmt::format("USE {}", kAttached);
    if (auto used = run_statements(connection.state_->handle.get(), use); !used) {
      return std::unexpected(std::move(used.error()));
    }
  }
  return connection;
}

}  // namespace perankh::store
