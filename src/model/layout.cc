#include "model/layout.h"

#include <algorithm>
#include <bit>
#include <cctype>

namespace perankh::model {

std::string column_name(std::string_view xml_name) {
  const auto upper = [&](std::size_t at) {
    return at < xml_name.size() && std::isupper(static_cast<unsigned char>(xml_name[at])) != 0;
  };
  const auto lower = [&](std::size_t at) {
    return at < xml_name.size() && std::islower(static_cast<unsigned char>(xml_name[at])) != 0;
  };
  std::string column;
  for (std::size_t at = 0; at < xml_name.size(); ++at) {
    // A new word starts at a capital after a small letter (turnEnded) and at the last capital of a run (AIControlled).
    const bool starts_word = upper(at) && at > 0 && (!upper(at - 1) || lower(at + 1));
    if (starts_word && column.back() != '_') column += '_';
    column += static_cast<char>(std::tolower(static_cast<unsigned char>(xml_name[at])));
  }
  return column;
}

void Layout::add_entry(Entry entry) {
  entry.field = field_prefix_ + entry.name;
  entry.index = entries_.size();
  entries_.push_back(std::move(entry));
}

void Layout::add_column(std::string name, ValueType type, std::size_t offset) {
  // Two spellings of one element share a member, and so a column.
  const bool known = std::ranges::any_of(columns_, [&](const Column& column) { return column.offset == offset; });
  if (!known) columns_.push_back({.name = std::move(name), .type = type, .offset = offset});
}

void Layout::make_index() {
  index_.assign(std::bit_ceil(entries_.size() * 4 + 1), Key());
  mask_ = index_.size() - 1;
  for (const Entry& entry : entries_) {
    Key key = Key::of(entry.name, entry.is_attribute);
    key.entry = static_cast<std::uint16_t>(entry.index);
    std::size_t at = key.hash() & mask_;
    while (index_[at].kind != 0) at = (at + 1) & mask_;
    index_[at] = key;
  }
}

}  // namespace perankh::model
