// What the account of a save must add up to, counted by another parser.
#pragma once

#include <cstdint>
#include <pugixml.hpp>

namespace perankh::model {

/// Attributes below `node`, and elements without elements in them.
[[nodiscard]] inline std::uint64_t leaves(const pugi::xml_node& node) {
  std::uint64_t count = 0;
  bool has_child = false;
  for ([[maybe_unused]] const pugi::xml_attribute attribute : node.attributes()) ++count;
  for (const pugi::xml_node child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    has_child = true;
    count += leaves(child);
  }
  return has_child ? count : count + 1;
}

}  // namespace perankh::model
