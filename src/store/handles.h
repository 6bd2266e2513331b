// The C API's handles with owners, for the .cc files of this folder that talk to DuckDB.
#pragma once

#include <duckdb.h>

#include <memory>
#include <utility>

#include "store/database.h"

namespace perankh::store {

/// Owns one handle of the C API; `Destroy` takes a pointer to it.
template <class Handle, void (*Destroy)(Handle*)>
class Owned {
 public:
  Owned() = default;
  explicit Owned(Handle handle) : handle_(handle) {}
  Owned(Owned&& other) noexcept : handle_(std::exchange(other.handle_, Handle{})) {}
  Owned& operator=(Owned&& other) noexcept {
    if (this != &other) {
      reset();
      handle_ = std::exchange(other.handle_, Handle{});
    }
    return *this;
  }
  ~Owned() { reset(); }

  void reset() {
    Destroy(&handle_);
    handle_ = Handle{};
  }
  [[nodiscard]] Handle get() const { return handle_; }
  [[nodiscard]] Handle* out() { return &handle_; }

 private:
  Handle handle_{};
};

using DatabaseHandle = Owned<duckdb_database, duckdb_close>;
using ConnectionHandle = Owned<duckdb_connection, duckdb_disconnect>;
using ConfigHandle = Owned<duckdb_config, duckdb_destroy_config>;
using ChunkHandle = Owned<duckdb_data_chunk, duckdb_destroy_data_chunk>;
using TypeHandle = Owned<duckdb_logical_type, duckdb_destroy_logical_type>;
using StatementHandle = Owned<duckdb_prepared_statement, duckdb_destroy_prepare>;
using ResultHandle = Owned<duckdb_result, duckdb_destroy_result>;

struct Database::State {
  DatabaseHandle handle;
  bool attached = false;        // the file is not the database's main one, but attached as kAttached
  bool questions_only = false;  // of the connections made from now on
};

struct Connection::State {
  std::shared_ptr<Database::State> database;  // a connection keeps its database open
  ConnectionHandle handle;
  bool questions_only = false;
};

}  // namespace perankh::store
