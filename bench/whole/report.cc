#include "bench/whole/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "bench/require.h"

namespace perankh::bench {

namespace {

using Cells = std::array<std::string, 6>;
const Cells kHead = {"What", "Target", "Median", "Spread", "Of target", "Verdict"};

std::string number(double value, Unit unit) {
  constexpr double kMegabyte = 1e6;
  switch (unit) {
    case Unit::kSeconds:
      return fmt::format("{:.{}f}", value, value < 1 ? 3 : 2);
    case Unit::kMilliseconds:
      return fmt::format("{:.{}f}", value, value < 10 ? 2 : 1);
    case Unit::kMegabytes:
      return fmt::format("{:.{}f}", value / kMegabyte, value < 10 * kMegabyte ? 2 : 0);
    case Unit::kTimes:
      return fmt::format("{:.2f}", value);
    case Unit::kCount:
      return fmt::format("{:.0f}", value);
  }
  return {};
}

std::string with_unit(double value, Unit unit) {
  constexpr std::array kNames = {" s", " ms", " MB", "x", ""};
  return number(value, unit) + kNames[static_cast<std::size_t>(unit)];
}

std::string verdict(const Row& row, double value) {
  const bool met = row.goal == Goal::kAtMost ? value <= *row.target : value >= *row.target;
  if (met) return "met";
  if (row.goal == Goal::kAtMost && value <= *row.target * row.slowness) return "missed, slow machine";
  return row.disturbed ? "missed, disturbed" : "missed";
}

Cells cells_of(const Row& row) {
  require(!row.samples.empty(), fmt::format("nothing was measured for: {}", row.what));
  const double value = median(row.samples);
  const auto [least, most] = std::ranges::minmax(row.samples);
  Cells cells = {row.what, "", with_unit(value, row.unit), "", "", ""};
  if (row.samples.size() > 1) cells[3] = fmt::format("{} to {}", number(least, row.unit), number(most, row.unit));
  if (row.target) {
    cells[1] = fmt::format("{} {}", row.goal == Goal::kAtMost ? "≤" : "≥", with_unit(*row.target, row.unit));
    cells[4] = fmt::format("{:.2f}", value / *row.target);
    cells[5] = verdict(row, value);
  }
  return cells;
}

// In letters, not bytes.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char letter) { return (static_cast<unsigned char>(letter) & 0xC0U) != 0x80U; }));
}

std::string text_table(const std::vector<Cells>& table) {
  std::array<std::size_t, kHead.size()> widths{};
  for (const Cells& cells : table) {
    for (std::size_t at = 0; at < cells.size(); ++at) widths[at] = std::max(widths[at], width_of(cells[at]));
  }
  std::string text;
  for (const Cells& cells : table) {
    std::string line;
    for (std::size_t at = 0; at < cells.size(); ++at) {
      const std::string space(widths[at] - width_of(cells[at]) + 2, ' ');
      const bool left = at == 0 || at + 1 == cells.size();
      line += left ? "  " + cells[at] + space.substr(2) : space + cells[at];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::vector<Cells> table_of(const Section& section) {
  std::vector<Cells> table = {kHead};
  for (const Row& row : section.rows) table.push_back(cells_of(row));
  return table;
}

}  // namespace

std::string rows_text(std::uint64_t rows) { return fmt::format("{} {}", rows, rows == 1 ? "row" : "rows"); }

std::string as_text(const std::vector<Section>& sections) {
  std::string text;
  for (const Section& section : sections) {
    text += fmt::format("\n{}\n{}", section.title, text_table(table_of(section)));
  }
  return text;
}

std::string as_markdown(const std::vector<Section>& sections) {
  std::string text;
  for (const Section& section : sections) {
    text += fmt::format("\n### {}\n\n", section.title);
    bool head = true;
    for (const Cells& cells : table_of(section)) {
      for (const std::string& cell : cells) text += fmt::format("| {} ", cell);
      text += "|\n";
      if (std::exchange(head, false)) text += "| --- | ---: | ---: | ---: | ---: | --- |\n";
    }
  }
  return text;
}

void replace_results(const std::filesystem::path& document, const std::string& markdown) {
  constexpr std::string_view kBegin = "<!-- bench:begin -->\n";
  constexpr std::string_view kEnd = "<!-- bench:end -->";
  std::stringstream content;
  content << std::ifstream(document).rdbuf();
  std::string text = content.str();
  const std::size_t begin = text.find(kBegin);
  const std::size_t end = text.find(kEnd);
  require(begin != std::string::npos && end != std::string::npos && begin < end,
          fmt::format("{} has no lines {}and {}", document.string(), kBegin, kEnd));
  text.replace(begin + kBegin.size(), end - begin - kBegin.size(), markdown);
  std::ofstream file(document);
  file << text;
  file.close();
  require(!file.fail(), fmt::format("{} cannot be written", document.string()));
}

}  // namespace perankh::bench
