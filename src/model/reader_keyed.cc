// Maps and lists whose keys are names of elements: a KeyedValue for each.
#include <utility>

#include "base/numbers.h"
#include "model/reader.h"
#include "model/spelling.h"

namespace perankh::model {

void Reader::read_keyed(const Entry& entry) {
  std::vector<KeyedValue>& rows = game_.values_of(scope_.subject);
  KeyedValue row{.subject = subject(), .owner = scope_.owner, .field = field(entry), .index = scope_.record};
  const KeyedValue empty = row;
  repeats_.start_map();
  for (const xml::Attribute& attribute : xml_.attributes()) {  // <GameContentEnabled BASE_CONTENT.1="...">
    row = empty;
    set_key(row, attribute.name);
    const std::string_view text = xml_.value(attribute);
    row.name = symbol(text);
    if (text.size() > kLongestName) {
      reject_value(text, "@" + std::string(attribute.name));
      continue;
    }
    add_keyed(rows, row);
    ++count(entry).values;
  }
  if (const auto text = xml_.leaf_text()) {  // an empty map, or a single value where others have a map
    row = empty;
    // Some empty maps are written with a line break inside.
    const bool blank = text->find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (!blank && !set_keyed_value(row, *text)) return reject_value(*text, entry.name);
    if (!blank) add_keyed(rows, row);
    ++count(entry).values;
    return;
  }
  while (xml_.next_child()) {
    const std::string_view name = xml_.name();
    row = empty;
    set_key(row, name);
    unknown_attributes();
    const auto text = xml_.leaf_text();
    if (!text) {
      read_unknown();
    } else if (set_keyed_value(row, *text)) {
      add_keyed(rows, row);
      ++count(entry).values;
    } else {
      reject_value(*text, name);
    }
  }
}

void Reader::read_positional(const Entry& entry) {
  std::vector<KeyedValue>& rows = game_.values_of(scope_.subject);
  std::int32_t position = 0;
  unknown_attributes();
  if (xml_.leaf_text()) {
    ++count(entry).values;
    return;
  }
  while (xml_.next_child()) {
    const std::string_view name = xml_.name();
    KeyedValue row{
        .subject = subject(), .owner = scope_.owner, .field = field(entry), .key = symbol(name), .index = position++};
    std::uint32_t values = 1;
    Symbol said;  // <Team Victory="VICTORY_X">1</Team>
    for (const xml::Attribute& attribute : xml_.attributes()) {
      said = symbol(xml_.value(attribute));
      ++values;
    }
    const auto text = xml_.leaf_text();
    if (!text) {
      read_unknown();
    } else if (set_keyed_value(row, *text)) {
      if (said.has_value()) row.name = said;
      charge(sizeof row);
      rows.push_back(row);
      count(entry).values += values;
    } else {
      reject_value(*text, name);
      game_.account.rejected_values += values - 1;  // the attributes: they mean nothing without the text
    }
  }
}

/// Takes an element's name apart; see KeyedValue.
void Reader::set_key(KeyedValue& row, std::string_view name) {
  if (const auto turn = number_after(name, "T")) {
    row.index = *turn;
    return;
  }
  if (name.find('.') == std::string_view::npos) {
    row.key = symbol(name);
    return;
  }
  const KeyedValue before = row;
  std::size_t names = 0;
  for (std::string_view rest = name; !rest.empty();) {
    const std::size_t dot = rest.find('.');
    const std::string_view part = rest.substr(0, dot);
    rest.remove_prefix(dot == std::string_view::npos ? rest.size() : dot + 1);
    if (const auto number = parse_int(part)) {
      (row.index.has_value() ? row.index2 : row.index) = *number;
    } else if (part != "P" && part != "T") {  // which of the two a number is follows from the field
      row.other = std::exchange(row.key, symbol(part));
      ++names;
    }
  }
  // Only the game's and players' values have pairs; elsewhere a pair keeps its name whole.
  const bool has_pairs = scope_.subject == Subject::kGame || scope_.subject == Subject::kPlayer;
  if (names > (has_pairs ? 2 : 1) || (!has_pairs && row.index2.has_value())) {
    row = before;
    row.key = symbol(name);
  }
}

bool Reader::set_keyed_value(KeyedValue& row, std::string_view text) {
  if (text.empty() || text == "NONE") return true;
  if (const auto number = parse_int(text)) {
    row.value = *number;
    return true;
  }
  // No name of the game begins like a number: this is a number that went wrong.
  if (text.front() == '-' || (text.front() >= '0' && text.front() <= '9')) return false;
  row.name = symbol(text);
  return text.size() <= kLongestName;
}

void Reader::add_keyed(std::vector<KeyedValue>& rows, const KeyedValue& row) {
  const std::size_t at = repeats_.find_or_add(rows, row, rows.size());
  if (at == rows.size()) {
    charge(sizeof row);
    rows.push_back(row);
  } else {
    note("save/repeated", symbols_.table().text(row.key));
    rows[at] = row;
  }
}

}  // namespace perankh::model
