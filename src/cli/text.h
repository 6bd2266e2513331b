// Text for people who look at a terminal: harmless, aligned, short enough.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace perankh::cli {

/// `text` as a terminal may be given it: control characters and those that reorder what follows are spelled out
/// (`\n`, `\x1B`, `\u{202E}`), bytes that are no UTF-8 become U+FFFD. Names of files and players can be anything.
[[nodiscard]] std::string printable(std::string_view text);

/// How many columns of a terminal printable text takes: 2 for a Chinese character, 0 for a combining accent.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// Printable text cut to `width` columns, with an ellipsis at its end or (for paths, whose end matters) its start.
[[nodiscard]] std::string shorten(std::string_view text, std::size_t width);
[[nodiscard]] std::string shorten_start(std::string_view text, std::size_t width);

/// Printable text filled up with spaces to `width` columns, behind it or in front of it.
[[nodiscard]] std::string pad_right(std::string_view text, std::size_t width);
[[nodiscard]] std::string pad_left(std::string_view text, std::size_t width);

}  // namespace perankh::cli
