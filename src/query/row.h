// A row of a result, read by type. A column that is NULL, or of another type than asked for, is empty.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/database.h"

namespace perankh::query {

class Row {
 public:
  explicit Row(const std::vector<store::Value>& values) : values_(values) {}

  [[nodiscard]] std::optional<std::string> text(std::size_t column) const { return as<std::string>(column); }
  [[nodiscard]] std::optional<std::int64_t> number(std::size_t column) const { return as<std::int64_t>(column); }
  [[nodiscard]] bool flag(std::size_t column) const { return as<bool>(column).value_or(false); }

 private:
  template <class T>
  [[nodiscard]] std::optional<T> as(std::size_t column) const {
    const auto* const value = std::get_if<T>(&values_[column]);
    return value == nullptr ? std::nullopt : std::optional<T>(*value);
  }

  const std::vector<store::Value>& values_;
};

/// Calls `use` with each row of a query; its error when there is one.
template <class Use>
[[nodiscard]] Result<void> for_each_row(store::Connection& connection, const std::string& sql,
                                        std::span<const store::Value> parameters, Use use) {
  auto rows = connection.query(sql, parameters);
  if (!rows) return std::unexpected(std::move(rows.error()));
  for (const auto* row = rows->next(); row != nullptr; row = rows->next()) use(Row(*row));
  return {};
}

}  // namespace perankh::query
