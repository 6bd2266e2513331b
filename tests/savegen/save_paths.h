#pragma once

// The set of element and attribute paths of a document, with keys that are names or numbers folded into one:
// T17 -> T#, T.0.1 -> T.#, P.0 -> P.#, TECH_STEEL -> TECH_*, FAMILY_X.EVENTSTORY_Y -> FAMILY_*.EVENTSTORY_*.

#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>

namespace perankh::savegen::testing {

std::string normalised(std::string_view name);
void collect_paths(const pugi::xml_node& node, const std::string& parent, std::set<std::string>& paths);

}  // namespace perankh::savegen::testing
