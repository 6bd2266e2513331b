#include "base/utf8.h"

#include <cstring>

namespace perankh {

namespace {

// ASCII, which most texts are, goes eight characters at a time.
bool begins_with_eight_ascii(std::string_view text) {
  std::uint64_t eight = 0;
  if (text.size() < sizeof eight) return false;
  std::memcpy(&eight, text.data(), sizeof eight);
  return (eight & 0x8080808080808080U) == 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    if (begins_with_eight_ascii(text)) {
      text.remove_prefix(8);
    } else if (!take_character(text)) {
      return false;
    }
  }
  return true;
}

std::string valid_utf8_of(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  while (!text.empty()) {
    const auto character = take_character(text);
    valid += character ? character->bytes : kReplacementCharacter;
  }
  return valid;
}

bool append_utf8(std::uint32_t code, std::string& out) {
  if (!is_character(code)) return false;
  const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0U | (code >> 12U));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | (code >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
  return true;
}

}  // namespace perankh
