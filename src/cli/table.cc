#include "cli/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "cli/console.h"
#include "cli/text.h"

namespace perankh::cli {

namespace {

constexpr std::string_view kGap = "  ";
constexpr std::size_t kNarrowest = 6;  // no cell is shortened below this

}  // namespace

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)) {
  for (const Column& column : columns_) head_.push_back(printable(column.name));
}

void Table::add(const std::vector<std::string>& cells) {
  auto& row = rows_.emplace_back();
  row.reserve(cells.size());
  for (const std::string& cell : cells) row.push_back(printable(cell));
}

std::string Table::text(std::optional<std::size_t> width, const Paint& paint) const {
  const std::vector<std::size_t> widths = widths_within(width);
  std::vector<std::string> rule;
  for (const std::size_t columns : widths) rule.emplace_back(columns, '-');
  std::string text =
      paint.in(Colour::kBold, line(head_, widths)) + '\n' + paint.in(Colour::kDim, line(rule, widths)) + '\n';
  for (const auto& row : rows_) text += line(row, widths) + '\n';
  return text;
}

std::vector<std::size_t> Table::widths_within(std::optional<std::size_t> width) const {
  std::vector<std::size_t> widths;
  for (const std::string& name : head_) widths.push_back(display_width(name));
  for (const auto& row : rows_) {
    for (std::size_t at = 0; at < row.size(); ++at) widths[at] = std::max(widths[at], display_width(row[at]));
  }
  if (!width || widths.empty()) return widths;
  const std::size_t gaps = kGap.size() * (widths.size() - 1);
  std::size_t used = std::accumulate(widths.begin(), widths.end(), gaps);
  while (used > *width) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowest) break;  // too many columns: lines will wrap
    --*widest;
    --used;
  }
  return widths;
}

std::string Table::line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) const {
  std::string text;
  for (std::size_t at = 0; at < cells.size(); ++at) {
    if (at > 0) text += kGap;
    const std::string cell = shorten(cells[at], widths[at]);
    text += columns_[at].align == Align::kRight ? pad_left(cell, widths[at]) : pad_right(cell, widths[at]);
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

void print_table(const Table& table) {
  const bool watched = console().is_terminal(Stream::kOut);
  const auto width = watched ? std::optional(console().width(Stream::kOut)) : std::nullopt;
  say("{}", table.text(width, Paint(Stream::kOut)));
}

}  // namespace perankh::cli
