// Everything without a struct of its own: each value with its path.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/numbers.h"
#include "model/reader.h"

namespace perankh::model {

namespace {

/// Does the text look like a name of the game (EVENTOPTION_X), and not like something a person wrote?
bool is_name(std::string_view text) {
  const auto in_name = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
  return text.size() <= 96 && std::isupper(static_cast<unsigned char>(text.front())) != 0 &&
         text.find('_') != std::string_view::npos && std::ranges::all_of(text, in_name);
}

/// Would writing the number give the same text again?
bool is_plain_number(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  return digits == "0" ? text == "0" : !digits.starts_with('0');
}

}  // namespace

/// Keeps every value at or below the current element; returns how many there were.
std::uint32_t Reader::read_detail() {
  Detail row{.owner = scope_.owner};
  const std::string& concept_path = scope_.layout->path();
  row.part = symbol((concept_path.empty() ? "" : concept_path + "/") + std::string(xml_.name()));
  std::uint32_t values = 0;
  std::string path;
  for (const xml::Attribute& attribute : xml_.attributes()) {
    add_detail(row, fmt::format("@{}", attribute.name), xml_.value(attribute));
    ++values;
  }
  if (const auto text = xml_.leaf_text()) {
    if (!text->empty() || values == 0) add_detail(row, "", *text);
    return values + 1;
  }
  std::int32_t record = 0;
  while (xml_.next_child()) {
    row.record = record++;
    path = xml_.name();
    values += read_detail_below(row, path);
  }
  return values;
}

std::uint32_t Reader::read_detail_below(Detail& row, std::string& path) {
  std::uint32_t values = 0;
  for (const xml::Attribute& attribute : xml_.attributes()) {
    add_detail(row, path + "@" + std::string(attribute.name), xml_.value(attribute));
    ++values;
  }
  if (const auto text = xml_.leaf_text()) {
    add_detail(row, path, *text);
    return values + 1;
  }
  const std::size_t length = path.size();
  while (xml_.next_child()) {
    if (path.size() <= kLongestName) {  // a longer one is no name, and would be copied for every value below
      path += '/';
      path += xml_.name();
    }
    values += read_detail_below(row, path);
    path.resize(length);
  }
  return values;
}

void Reader::add_detail(Detail row, std::string_view path, std::string_view text) {
  row.path = symbol(path);
  if (!text.empty()) {
    const auto number = is_plain_number(text) ? parse_int(text) : std::nullopt;
    if (number) {
      row.value = *number;
    } else if (is_name(text)) {
      row.name = symbol(text);
    } else {
      row.text = keep(text);
    }
  }
  charge(sizeof row);
  game_.details.push_back(row);
}

}  // namespace perankh::model
