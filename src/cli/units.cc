#include "cli/units.h"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <charconv>
#include <cmath>

namespace perankh::cli {

namespace {

constexpr double kStep = 1024;
constexpr std::string_view kPrefixes = "KMGT";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string in_capitals(std::string_view text) {
  std::string capitals(text);
  for (char& letter : capitals) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  return capitals;
}

// What a unit multiplies by: "", "B", "K", "KB", "KIB", ...
std::optional<double> factor_of(std::string_view unit) {
  if (unit.empty() || unit == "B") return 1;
  const std::size_t power = kPrefixes.find(unit.front());
  unit.remove_prefix(1);
  if (power == std::string_view::npos || !(unit.empty() || unit == "B" || unit == "IB")) return std::nullopt;
  return std::pow(kStep, static_cast<double>(power + 1));
}

}  // namespace

std::optional<std::uint64_t> parse_size(std::string_view text) {
  text = trimmed(text);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  const std::optional<double> factor = factor_of(in_capitals(trimmed(text)));
  constexpr double kMost = 1e18;
  if (!factor || !(number * *factor >= 1) || number * *factor > kMost) return std::nullopt;
  return static_cast<std::uint64_t>(number * *factor);
}

std::string format_size(std::uint64_t bytes) {
  if (bytes < 1024) return format_count(bytes, "byte");
  auto size = static_cast<double>(bytes);
  std::size_t prefix = 0;
  for (size /= kStep; size >= 1000 && prefix + 1 < kPrefixes.size(); size /= kStep) ++prefix;
  return fmt::format("{:.{}f} {}B", size, size < 10 ? 1 : 0, kPrefixes[prefix]);
}

std::string format_duration(Duration duration) {
  const double exact = seconds(duration);
  if (exact < 10) return fmt::format("{:.2f} s", exact);
  if (exact < 60) return fmt::format("{:.1f} s", exact);
  const auto whole = static_cast<std::int64_t>(std::llround(exact));
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::int64_t milliseconds(Duration duration) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

std::string format_count(std::uint64_t count, std::string_view thing) {
  return fmt::format("{} {}{}", format_number(count), thing, count == 1 ? "" : "s");
}

std::string format_number(std::uint64_t number) {
  std::string digits = fmt::format("{}", number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

}  // namespace perankh::cli
