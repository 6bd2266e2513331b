// Rows of the model into a table of DuckDB, column by column.
//
// A TableWriter belongs to one table and one connection. Rows are copied into DuckDB's vectors straight from the
// structs, 2,048 at a time, along the columns of their Layout; nothing is turned into text on the way. What has been
// appended belongs to the transaction that is open on the connection, once flush() has been called.
//
// Threads: one at a time, the thread of the connection. Errors: the codes of database.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.h"
#include "model/layout.h"
#include "store/database.h"

namespace perankh::store {

enum class ColumnType : std::uint8_t { kBigint, kInteger, kUbigint, kBoolean, kVarchar, kTimestamp, kIntegerList };

struct TableColumn {
  std::string name;
  ColumnType type = ColumnType::kInteger;
};

/// A table as we want it; the first column is match_id wherever rows belong to a save.
struct Table {
  std::string name;  ///< within schema data
  std::vector<TableColumn> columns;
};

[[nodiscard]] std::string_view sql_type(ColumnType type);

/// One value of a row written by hand; see TableWriter::append_row.
struct IntegerList {
  const std::int32_t* values = nullptr;  ///< null for a NULL
  std::size_t size = 0;
};
using Cell = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, std::string_view, IntegerList>;

class TableWriter {
 public:
  /// `table` must exist with these columns, in any order and perhaps with more.
  TableWriter(Connection& connection, const Table& table);
  TableWriter(TableWriter&&) noexcept;
  TableWriter& operator=(TableWriter&&) noexcept;
  ~TableWriter();

  /// Appends all rows of a save. `rows` are structs of `stride` bytes whose members `columns` describes, in the order
  /// of the table's columns behind match_id; `texts` is what Text members refer to.
  [[nodiscard]] Result<void> append(std::int64_t match_id, std::span<const model::Column> columns,
                                    const std::byte* rows, std::size_t count, std::size_t stride,
                                    std::string_view texts);

  /// Appends one row, a cell for each column of the table.
  [[nodiscard]] Result<void> append_row(std::span<const Cell> cells);
  [[nodiscard]] Result<void> append_row(std::initializer_list<Cell> cells) {
    return append_row(std::span<const Cell>(cells.begin(), cells.size()));
  }

  /// Hands everything to the open transaction.
  [[nodiscard]] Result<void> flush();

  /// Forgets what has not been flushed. The writer is ready for the next transaction.
  void discard();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace perankh::store
