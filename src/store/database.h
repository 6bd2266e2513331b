// DuckDB behind a small value-typed face: open a file, run SQL, walk over rows. The only place that knows its C API,
// together with table_writer.cc; no header of ours includes duckdb.h.
//
// Errors carry a stable code: store/locked, store/damaged, store/newer, store/read-only, store/no-space, store/memory,
// store/sql, store/cancelled, store/not-a-library, store/stopped, store/failed.
// Threads: a Database may be shared; a Connection and its results belong to one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/error.h"

namespace perankh::store {

/// A value of a result, or a parameter of a query. Types DuckDB has beyond these arrive as text.
using Value = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string>;

/// The rows of a finished query, walked over once:
///     for (auto row = result.next(); row; row = result.next()) use((*row)[0]);
class QueryResult {
 public:
  QueryResult(QueryResult&&) noexcept;
  QueryResult& operator=(QueryResult&&) noexcept;
  ~QueryResult();

  [[nodiscard]] const std::vector<std::string>& columns() const;
  /// DuckDB's name of a column's type: "INTEGER", "VARCHAR", "TIMESTAMP".
  [[nodiscard]] const std::vector<std::string>& types() const;
  /// The next row, valid until the call after; null at the end.
  [[nodiscard]] const std::vector<Value>* next();

 private:
  friend class Connection;
  struct State;
  explicit QueryResult(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class Database;

class Connection {
 public:
  struct State;
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  /// Runs statements that give no rows. Several may be separated by semicolons.
  [[nodiscard]] Result<void> execute(const std::string& sql);

  /// Runs one statement with `?` parameters.
  [[nodiscard]] Result<QueryResult> query(const std::string& sql, std::span<const Value> parameters = {});

  /// The first value of the first row; NULL when there is no row.
  [[nodiscard]] Result<Value> query_value(const std::string& sql, std::span<const Value> parameters = {});

  /// From now on nothing but one SELECT (or EXPLAIN, SHOW, DESCRIBE) at a time, with query(); all else is
  /// store/read-only.
  void take_questions_only();

  /// Stops what the connection is doing, from another thread; it fails with store/cancelled.
  void interrupt();

 private:
  friend class Database;
  friend class TableWriter;
  explicit Connection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class Database {
 public:
  struct State;

  struct Options {
    std::vector<std::pair<std::string, std::string>> settings = {};  ///< of DuckDB, by name: {"threads", "2"}
    bool read_only = false;
    bool confined = false;                      ///< no other file, no setting and no extension can be reached
    bool questions_only = false;                ///< every connection is as after take_questions_only()
    std::optional<std::size_t> row_group = {};  ///< rows, a multiple of 2,048; nothing: DuckDB's own 122,880
  };

  /// Opens or creates a file; an empty path is a database in memory.
  [[nodiscard]] static Result<Database> open(const std::filesystem::path& path, const Options& options);

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  /// Closing the last connection of a file writes what is still in its log into it.
  ~Database();

  [[nodiscard]] Result<Connection> connect();

 private:
  explicit Database(std::shared_ptr<State> state);
  Result<void> attach(const std::string& file, const Options& options);
  Result<void> confine();
  std::shared_ptr<State> state_;
};

/// The version of the DuckDB library: "v1.4.4".
[[nodiscard]] std::string_view duckdb_version();

/// An error message of DuckDB as one of ours.
[[nodiscard]] Error translate(std::string_view message);

}  // namespace perankh::store
