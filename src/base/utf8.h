// UTF-8 of any origin: names of files, and texts of saves, may be any bytes.
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

/// Is `code` a character? Surrogates are none.
[[nodiscard]] constexpr bool is_character(std::uint32_t code) {
  return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

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
  if (!whole || overlong || !is_character(code)) {
    text.remove_prefix(1);
    return std::nullopt;
  }
  const Utf8Character character{.code = code, .bytes = text.substr(0, length)};
  text.remove_prefix(length);
  return character;
}

/// Is every byte part of a well-formed character (no overlong forms, no surrogates, nothing beyond U+10FFFF)?
[[nodiscard]] bool is_utf8(std::string_view text);

/// `text` with every byte that is no UTF-8 replaced.
[[nodiscard]] std::string valid_utf8_of(std::string_view text);

/// Appends one character; false for a number that is none.
[[nodiscard]] bool append_utf8(std::uint32_t code, std::string& out);

}  // namespace perankh
