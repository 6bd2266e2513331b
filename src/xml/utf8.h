// UTF-8, checked and written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace perankh::xml {

/// Is every byte part of a well-formed character (no overlong forms, no surrogates, nothing beyond U+10FFFF)?
[[nodiscard]] bool valid_utf8(std::string_view text);

/// Appends one character; false for a number that is none.
[[nodiscard]] bool append_utf8(std::uint32_t code, std::string& out);

}  // namespace perankh::xml
