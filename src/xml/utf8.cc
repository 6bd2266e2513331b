#include "xml/utf8.h"

#include <cstddef>
#include <cstring>

namespace perankh::xml {

namespace {

// Length of the character that starts with `lead`, and the least code it may stand for; 0 for a byte that starts none.
struct Form {
  std::size_t length;
  std::uint32_t least;
  std::uint32_t bits;
};

Form form_of(unsigned char lead) {
  if (lead < 0x80) return {1, 0, lead};
  if ((lead & 0xE0U) == 0xC0) return {2, 0x80, lead & 0x1FU};
  if ((lead & 0xF0U) == 0xE0) return {3, 0x800, lead & 0x0FU};
  if ((lead & 0xF8U) == 0xF0) return {4, 0x10000, lead & 0x07U};
  return {0, 0, 0};
}

bool is_character(std::uint32_t code) { return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF); }

}  // namespace

bool valid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (text.size() - at >= 8) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, text.data() + at, 8);
      if ((eight & 0x8080808080808080U) == 0) {
        at += 8;
        continue;
      }
    }
    const Form form = form_of(static_cast<unsigned char>(text[at]));
    if (form.length == 0 || form.length > text.size() - at) return false;
    std::uint32_t code = form.bits;
    for (std::size_t next = 1; next < form.length; ++next) {
      const auto byte = static_cast<unsigned char>(text[at + next]);
      if ((byte & 0xC0U) != 0x80) return false;
      code = (code << 6U) | (byte & 0x3FU);
    }
    if (code < form.least || !is_character(code)) return false;
    at += form.length;
  }
  return true;
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

}  // namespace perankh::xml
