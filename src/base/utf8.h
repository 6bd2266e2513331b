// UTF-8 of any origin, a character at a time: names of files may be any bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace perankh {

struct Utf8Character {
  std::uint32_t code = 0;
  std::string_view bytes;
};

/// What stands for bytes that are no UTF-8: U+FFFD.
inline constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";

/// Takes one character off the front of `text`; nothing, and one byte taken, when it does not begin with one.
/// REQUIRES: text is not empty.
[[nodiscard]] inline std::optional<Utf8Character> take_character(std::string_view& text) {
  const auto byte = [text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char first = byte(0);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
  std::uint32_t code = length == 1 ? first : first & (0x7FU >> length);
  bool whole = length > 0 && length <= text.size();
  for (std::size_t at = 1; whole && at < length; ++at) {
    whole = (byte(at) & 0xC0U) == 0x80;
    code = (code << 6U) | (byte(at) & 0x3FU);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool beyond = code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
  if (!whole || overlong || beyond) {
    text.remove_prefix(1);
    return std::nullopt;
  }
  const Utf8Character character{.code = code, .bytes = text.substr(0, length)};
  text.remove_prefix(length);
  return character;
}

/// `text` with every byte that is no UTF-8 replaced.
[[nodiscard]] inline std::string valid_utf8_of(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  while (!text.empty()) {
    const auto character = take_character(text);
    valid += character ? character->bytes : kReplacementCharacter;
  }
  return valid;
}

}  // namespace perankh
