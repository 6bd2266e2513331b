#include "cli/rows_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "cli/console.h"
#include "cli/json.h"
#include "cli/table.h"
#include "cli/terminal.h"
#include "cli/text.h"
#include "cli/units.h"

namespace perankh::cli {

namespace {

using store::QueryResult;
using store::Value;

std::string text_of(const Value& value, std::string_view null) {
  return std::visit(
      [null]<class T>(const T& plain) -> std::string {
        if constexpr (std::is_same_v<T, std::monostate>) {
          return std::string(null);
        } else if constexpr (std::is_same_v<T, std::string>) {
          return plain;
        } else {
          return fmt::format("{}", plain);
        }
      },
      value);
}

bool is_number(std::string_view type) { return type == "INTEGER" || type == "DOUBLE" || type == "DECIMAL"; }

void print_as_table(QueryResult& rows) {
  std::vector<Table::Column> columns;
  for (std::size_t at = 0; at < rows.columns().size(); ++at) {
    columns.push_back({rows.columns()[at], is_number(rows.types()[at]) ? Align::kRight : Align::kLeft});
  }
  Table table(std::move(columns));
  for (const auto* row = rows.next(); row != nullptr; row = rows.next()) {
    std::vector<std::string> cells;
    for (const Value& value : *row) cells.push_back(text_of(value, "NULL"));
    table.add(cells);
  }
  print_table(table);
  say("({})\n", format_count(table.rows(), "row"));
}

std::string in_quotes(std::string_view text) {
  std::string cell = "\"";
  for (const char letter : text) cell += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return cell += '"';
}

std::string csv_cell(const std::string& text) {
  const bool plain = !text.empty() && text.find_first_of("\",\r\n") == std::string::npos;
  return plain ? text : in_quotes(text);
}

class CsvPrinter {
 public:
  void print_head(const std::vector<std::string>& names) {
    std::string line;
    for (const std::string& name : names) add(line, csv_cell(safe(name)));
    end(line);
  }

  void print(const std::vector<Value>& row) {
    std::string line;
    for (const Value& value : row) {
      const bool null = std::holds_alternative<std::monostate>(value);
      add(line, null ? std::string() : csv_cell(safe(text_of(value, ""))));
    }
    end(line);
  }

 private:
  // A file gets the data as they are, a terminal only what does it no harm.
  [[nodiscard]] std::string safe(const std::string& text) const { return watched_ ? printable(text) : text; }

  void add(std::string& line, const std::string& cell) {
    if (!first_) line += ',';
    first_ = false;
    line += cell;
  }

  void end(const std::string& line) {
    say("{}\r\n", line);
    first_ = true;
  }

  bool watched_ = console().is_terminal(Stream::kOut);
  bool first_ = true;
};

void print_as_csv(QueryResult& rows) {
  CsvPrinter csv;
  csv.print_head(rows.columns());
  for (const auto* row = rows.next(); row != nullptr; row = rows.next()) csv.print(*row);
}

// An object holds a name once only: the second "name" of a join becomes "name_2".
std::vector<std::string> unique_names(const std::vector<std::string>& names) {
  std::vector<std::string> unique;
  for (const std::string& name : names) {
    std::string candidate = name;
    for (int number = 2; std::ranges::find(unique, candidate) != unique.end(); ++number) {
      candidate = fmt::format("{}_{}", name, number);
    }
    unique.push_back(std::move(candidate));
  }
  return unique;
}

void print_as_json(QueryResult& rows) {
  const std::vector<std::string> names = unique_names(rows.columns());
  std::string_view before = "[\n";
  for (const auto* row = rows.next(); row != nullptr; row = rows.next()) {
    Json object = Json::object();
    for (std::size_t at = 0; at < row->size(); ++at) object[names[at]] = to_json((*row)[at], rows.types()[at]);
    say("{}  {}", before, to_line(object));
    before = ",\n";
  }
  say("{}\n", before == "[\n" ? "[]" : "\n]");
}

}  // namespace

void print_rows(QueryResult& rows, RowFormat format) {
  switch (format) {
    case RowFormat::kTable:
      return print_as_table(rows);
    case RowFormat::kCsv:
      return print_as_csv(rows);
    case RowFormat::kJson:
      return print_as_json(rows);
  }
}

}  // namespace perankh::cli
