// Rows for people: aligned columns, a line under the head.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.h"

namespace perankh::cli {

enum class Align : std::uint8_t { kLeft, kRight };

/// Cells may be any text; they are made printable here. A newline in one does not break the table.
///
/// Example: `Table table({{"Name"}, {"Turns", Align::kRight}}); table.add({"Rome", "119"}); say("{}",
/// table.text());`
class Table {
 public:
  struct Column {
    std::string name;
    Align align = Align::kLeft;
  };

  explicit Table(std::vector<Column> columns);

  /// REQUIRES: a cell for each column.
  void add(const std::vector<std::string>& cells);

  [[nodiscard]] std::size_t rows() const { return rows_.size(); }

  /// Within `width` columns, by shortening the widest cells; nothing: as wide as it has to be.
  [[nodiscard]] std::string text(std::optional<std::size_t> width = {}, const Paint& paint = Paint(false)) const;

 private:
  [[nodiscard]] std::vector<std::size_t> widths_within(std::optional<std::size_t> width) const;
  [[nodiscard]] std::string line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) const;

  std::vector<Column> columns_;
  std::vector<std::string> head_;
  std::vector<std::vector<std::string>> rows_;
};

/// Prints a table on stdout: shortened to the terminal when there is one, whole when not.
void print_table(const Table& table);

}  // namespace perankh::cli
