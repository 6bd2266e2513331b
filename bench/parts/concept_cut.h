// A save of which only one concept is left.
#pragma once

#include <string>
#include <string_view>

namespace perankh::bench {

/// `document` with only those children of the root that are called `element` ("Tile"), and, unless that is "Game", as
/// much of <Game> as a save must have. The root keeps its attributes.
[[nodiscard]] std::string cut_to(std::string_view document, std::string_view element);

}  // namespace perankh::bench
