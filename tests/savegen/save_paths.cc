#include "save_paths.h"

#include <algorithm>

namespace perankh::savegen::testing {
namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool is_number(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

// TECH_STEEL -> TECH_*; mixed-case names are elements of the format and stay.
std::string folded(std::string_view part) {
  if (is_number(part)) {
    return "#";
  }
  const bool is_key =
      std::none_of(part.begin(), part.end(), [](char letter) { return letter >= 'a' && letter <= 'z'; });
  const std::size_t end = part.find('_');
  return is_key && end != std::string_view::npos ? std::string(part.substr(0, end)) + "_*" : std::string(part);
}

}  // namespace

std::string normalised(std::string_view name) {
  for (const std::string_view prefix : {"T", "ID", "TEAM_"}) {
    if (name.starts_with(prefix) && is_number(name.substr(prefix.size()))) {
      return std::string(prefix) + "#";
    }
  }
  std::string result;
  bool after_number = false;
  while (!name.empty()) {
    const std::size_t dot = name.find('.');
    const std::string part = folded(name.substr(0, dot));
    const bool number = part == "#";
    if (!(number && after_number)) {  // T.0.1 counts as T.0
      result += (result.empty() ? "" : ".") + part;
    }
    after_number = number;
    name = dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
  }
  return result;
}

void collect_paths(const pugi::xml_node& node, const std::string& parent, std::set<std::string>& paths) {
  for (const pugi::xml_node child : node.children()) {
    if (child.type() != pugi::node_element) {
      continue;
    }
    const std::string path = parent + "/" + normalised(child.name());
    paths.insert(path);
    for (const pugi::xml_attribute attribute : child.attributes()) {
      paths.insert(path + "@" + attribute.name());
    }
    collect_paths(child, path, paths);
  }
}

}  // namespace perankh::savegen::testing
