#include "store/table_writer.h"

#include <duckdb.h>
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/values.h"
#include "store/handles.h"

namespace perankh::store {

namespace {

using AppenderHandle = Owned<duckdb_appender, [](duckdb_appender* appender) { duckdb_appender_destroy(appender); }>;

// By itself an appender hands its rows to the transaction when they are 204,800. In smaller portions the work of
// compressing full row groups is spread over a group of saves, instead of keeping stage 1 waiting at its end.
constexpr idx_t kFlushRows = 40960;

duckdb_type type_id(ColumnType type) {
  switch (type) {
    case ColumnType::kBigint:
      return DUCKDB_TYPE_BIGINT;
    case ColumnType::kInteger:
      return DUCKDB_TYPE_INTEGER;
    case ColumnType::kUbigint:
      return DUCKDB_TYPE_UBIGINT;
    case ColumnType::kBoolean:
      return DUCKDB_TYPE_BOOLEAN;
    case ColumnType::kVarchar:
      return DUCKDB_TYPE_VARCHAR;
    case ColumnType::kTimestamp:
      return DUCKDB_TYPE_TIMESTAMP;
    case ColumnType::kIntegerList:
      return DUCKDB_TYPE_LIST;
  }
  return DUCKDB_TYPE_INVALID;
}

TypeHandle logical_type(ColumnType type) {
  if (type != ColumnType::kIntegerList) return TypeHandle(duckdb_create_logical_type(type_id(type)));
  const TypeHandle child(duckdb_create_logical_type(DUCKDB_TYPE_INTEGER));
  return TypeHandle(duckdb_create_list_type(child.get()));
}

std::uint64_t* writable_validity(duckdb_vector vector) {
  duckdb_vector_ensure_validity_writable(vector);
  return duckdb_vector_get_validity(vector);
}

/// Copies one 32-bit member of `count` rows; rows that hold `none` become NULL.
void copy_numbers(duckdb_vector vector, const std::byte* member, std::size_t count, std::size_t stride,
                  std::int32_t none) {
  auto* const out = static_cast<std::int32_t*>(duckdb_vector_get_data(vector));
  bool any_none = false;
  for (std::size_t row = 0; row < count; ++row) {
    std::memcpy(&out[row], member + row * stride, sizeof out[row]);
    any_none |= out[row] == none;
  }
  if (!any_none) return;
  std::uint64_t* const valid = writable_validity(vector);
  for (std::size_t base = 0; base < count; base += 64) {
    std::uint64_t bits = 0;
    const std::size_t end = std::min<std::size_t>(64, count - base);
    for (std::size_t bit = 0; bit < end; ++bit) bits |= std::uint64_t{out[base + bit] != none} << bit;
    valid[base / 64] = bits;
  }
}

void copy_seeds(duckdb_vector vector, const std::byte* member, std::size_t count, std::size_t stride) {
  auto* const out = static_cast<std::uint64_t*>(duckdb_vector_get_data(vector));
  for (std::size_t row = 0; row < count; ++row) {
    std::memcpy(&out[row], member + row * stride, sizeof out[row]);
    if (out[row] == 0) duckdb_validity_set_row_invalid(writable_validity(vector), row);
  }
}

void copy_flags(duckdb_vector vector, const std::byte* member, std::size_t count, std::size_t stride) {
  auto* const out = static_cast<bool*>(duckdb_vector_get_data(vector));
  for (std::size_t row = 0; row < count; ++row) std::memcpy(&out[row], member + row * stride, sizeof out[row]);
}

void copy_texts(duckdb_vector vector, const std::byte* member, std::size_t count, std::size_t stride,
                std::string_view texts) {
  for (std::size_t row = 0; row < count; ++row) {
    model::Text text;
    std::memcpy(&text, member + row * stride, sizeof text);
    if (text.has_value()) {
      duckdb_vector_assign_string_element_len(vector, row, texts.data() + text.offset, text.length);
    } else {
      duckdb_validity_set_row_invalid(writable_validity(vector), row);
    }
  }
}

void append_list(duckdb_vector vector, idx_t row, IntegerList list) {
  const idx_t before = duckdb_list_vector_get_size(vector);
  duckdb_list_vector_reserve(vector, before + list.size);
  duckdb_list_vector_set_size(vector, before + list.size);
  auto* const child = static_cast<std::int32_t*>(duckdb_vector_get_data(duckdb_list_vector_get_child(vector)));
  if (list.size > 0) std::memcpy(child + before, list.values, list.size * sizeof(std::int32_t));
  static_cast<duckdb_list_entry*>(duckdb_vector_get_data(vector))[row] = {.offset = before, .length = list.size};
}

}  // namespace

std::string_view sql_type(ColumnType type) {
  switch (type) {
    case ColumnType::kBigint:
      return "BIGINT";
    case ColumnType::kInteger:
      return "INTEGER";
    case ColumnType::kUbigint:
      return "UBIGINT";
    case ColumnType::kBoolean:
      return "BOOLEAN";
    case ColumnType::kVarchar:
      return "VARCHAR";
    case ColumnType::kTimestamp:
      return "TIMESTAMP";
    case ColumnType::kIntegerList:
      return "INTEGER[]";
  }
  return {};
}

struct TableWriter::State {
  duckdb_connection connection = nullptr;
  Table table;
  AppenderHandle appender;
  ChunkHandle chunk;
  idx_t unflushed = 0;  // sent to the appender
  idx_t rows = 0;       // in the chunk, written by append_row

  [[nodiscard]] duckdb_vector vector(std::size_t column) const {
    return duckdb_data_chunk_get_vector(chunk.get(), column);
  }

  // Lists would grow without bound if the chunk were reset while they are large; 2,048 rows bound them well enough.
  Result<void> send(idx_t count) {
    if (appender.get() == nullptr) {
      if (auto made = make_appender(); !made) return made;
    }
    duckdb_data_chunk_set_size(chunk.get(), count);
    if (duckdb_append_data_chunk(appender.get(), chunk.get()) == DuckDBError) return appender_error();
    duckdb_data_chunk_reset(chunk.get());
    return (unflushed += count) >= kFlushRows ? hand_over() : Result<void>();
  }

  Result<void> hand_over() {
    unflushed = 0;
    if (duckdb_appender_flush(appender.get()) == DuckDBError) return appender_error();
    return {};
  }

  Result<void> send_rows() {
    if (rows == 0) return {};
    return send(std::exchange(rows, 0));
  }

  Result<void> make_appender() {
    if (duckdb_appender_create_ext(connection, nullptr, "data", table.name.c_str(), appender.out()) == DuckDBError) {
      return appender_error();
    }
    // A library that was upgraded may hold columns in another order, or columns nobody fills any more.
    for (const TableColumn& column : table.columns) {
      if (duckdb_appender_add_column(appender.get(), column.name.c_str()) == DuckDBError) return appender_error();
    }
    return {};
  }

  Result<void> appender_error() {
    const char* const message = duckdb_appender_error(appender.get());
    return std::unexpected(translate(message == nullptr ? "rows could not be appended" : message));
  }
};

TableWriter::TableWriter(Connection& connection, const Table& table) : state_(std::make_unique<State>()) {
  state_->connection = connection.state_->handle.get();
  state_->table = table;
  std::vector<TypeHandle> types;
  std::vector<duckdb_logical_type> raw;
  for (const TableColumn& column : table.columns) raw.push_back(types.emplace_back(logical_type(column.type)).get());
  state_->chunk = ChunkHandle(duckdb_create_data_chunk(raw.data(), raw.size()));
}

TableWriter::TableWriter(TableWriter&&) noexcept = default;
TableWriter& TableWriter::operator=(TableWriter&&) noexcept = default;
TableWriter::~TableWriter() = default;

Result<void> TableWriter::append(std::int64_t match_id, std::span<const model::Column> columns, const std::byte* rows,
                                 std::size_t count, std::size_t stride, std::string_view texts) {
  State& state = *state_;
  const std::size_t most = duckdb_vector_size();
  for (std::size_t first = 0; first < count; first += most) {
    const std::size_t part = std::min(most, count - first);
    std::fill_n(static_cast<std::int64_t*>(duckdb_vector_get_data(state.vector(0))), part, match_id);
    for (std::size_t at = 0; at < columns.size(); ++at) {
      const model::Column& column = columns[at];
      const std::byte* const member = rows + first * stride + column.offset;
      const duckdb_vector vector = state.vector(at + 1);
      switch (column.type) {
        case model::ValueType::kInt:
          copy_numbers(vector, member, part, stride, Int::kNone);
          break;
        case model::ValueType::kId:
          copy_numbers(vector, member, part, stride, PlayerId::kNone);
          break;
        case model::ValueType::kSymbol:
          copy_numbers(vector, member, part, stride, 0);
          break;
        case model::ValueType::kFlag:
          copy_flags(vector, member, part, stride);
          break;
        case model::ValueType::kSeed:
          copy_seeds(vector, member, part, stride);
          break;
        case model::ValueType::kText:
          copy_texts(vector, member, part, stride, texts);
          break;
      }
    }
    if (auto sent = state.send(part); !sent) return sent;
  }
  return {};
}

Result<void> TableWriter::append_row(std::span<const Cell> cells) {
  State& state = *state_;
  const idx_t row = state.rows;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    const duckdb_vector vector = state.vector(column);
    void* const data = duckdb_vector_get_data(vector);
    std::visit(
        [&]<class T>(const T& value) {
          if constexpr (std::is_same_v<T, std::monostate>) {
            duckdb_validity_set_row_invalid(writable_validity(vector), row);
          } else if constexpr (std::is_same_v<T, bool>) {
            static_cast<bool*>(data)[row] = value;
          } else if constexpr (std::is_same_v<T, std::int64_t>) {
            if (state.table.columns[column].type == ColumnType::kInteger) {
              static_cast<std::int32_t*>(data)[row] = static_cast<std::int32_t>(value);
            } else {
              static_cast<std::int64_t*>(data)[row] = value;
            }
          } else if constexpr (std::is_same_v<T, std::uint64_t>) {
            static_cast<std::uint64_t*>(data)[row] = value;
          } else if constexpr (std::is_same_v<T, std::string_view>) {
            duckdb_vector_assign_string_element_len(vector, row, value.data(), value.size());
          } else if (value.values == nullptr) {
            duckdb_validity_set_row_invalid(writable_validity(vector), row);
            append_list(vector, row, {});
          } else {
            append_list(vector, row, value);
          }
        },
        cells[column]);
  }
  return ++state.rows == duckdb_vector_size() ? state.send_rows() : Result<void>();
}

Result<void> TableWriter::flush() {
  State& state = *state_;
  if (auto sent = state.send_rows(); !sent) return sent;
  if (state.appender.get() == nullptr) return {};
  return state.hand_over();
}

void TableWriter::discard() {
  State& state = *state_;
  state.rows = 0;
  state.unflushed = 0;
  duckdb_data_chunk_reset(state.chunk.get());
  state.appender.reset();  // destroying flushes into the transaction, which the caller then rolls back
}

}  // namespace perankh::store
