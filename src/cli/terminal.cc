#include "cli/terminal.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>

#include "cli/console.h"

namespace perankh::cli {

bool wants_colour(Stream stream) {
  const char* const no_colour = std::getenv("NO_COLOR");
  return is_terminal(stream) && (no_colour == nullptr || *no_colour == '\0');
}

Paint::Paint(Stream stream) : Paint(console().wants_colour(stream)) {}

std::string Paint::in(Colour colour, std::string_view text) const {
  constexpr std::array<std::string_view, 6> kCodes = {"", "31", "32", "33", "1", "2"};  // in the order of Colour
  if (!colours_ || colour == Colour::kPlain) return std::string(text);
  return fmt::format("\x1B[{}m{}\x1B[0m", kCodes.at(static_cast<std::size_t>(colour)), text);
}

}  // namespace perankh::cli
