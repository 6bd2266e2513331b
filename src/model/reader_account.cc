// What the reader keeps beside rows: names, texts, notes, and the count of what no layout knows.
#include <algorithm>

#include "model/reader.h"

namespace perankh::model {

namespace {

// Few enough that a hostile file cannot make a library large.
constexpr std::size_t kMostNewNames = 50'000;
constexpr std::size_t kMostText = std::size_t{64} << 20U;

}  // namespace

void Reader::read_unknown() {
  const std::string path = xml_.path();
  count_unknown(path, skip_and_count());
}

std::uint32_t Reader::skip_and_count() {
  auto values = static_cast<std::uint32_t>(xml_.attributes().size());
  if (xml_.leaf_text()) return values + 1;
  while (xml_.next_child()) values += skip_and_count();
  return values;
}

void Reader::count_unknown_attributes() {
  for (const xml::Attribute& attribute : xml_.attributes()) {
    count_unknown(xml_.path() + "@" + std::string(attribute.name), 1);
  }
  xml_.drop_attributes();  // so that nobody counts them again
}

void Reader::count_unknown(const std::string& path, std::uint32_t values) {
  ++unknown_elements_;
  Account& account = game_.account;
  auto known = account.unknown.find(path);
  if (known == account.unknown.end()) {
    if (account.unknown.size() == Account::kMaxUnknownPaths) {
      account.more_unknown_values += values;
      return;
    }
    known = account.unknown.emplace(path, PathCount{}).first;
  }
  ++known->second.elements;
  known->second.values += values;
}

void Reader::charge(std::size_t bytes) {
  if (bytes > budget_) {
    xml_.fail("save/too-many", "the save holds more values than any game writes into a file of its size");
  }
  budget_ -= std::min(bytes, budget_);
}

Symbol Reader::symbol(std::string_view text) {
  if (text.size() > kLongestName) return {};
  const Symbol symbol = symbols_.intern(text);
  if (symbols_.misses() > kMostNewNames) {
    xml_.fail("save/too-many-names", "the save uses more different names than all versions of the game have");
  }
  return symbol;
}

Symbol Reader::field(const Entry& entry) {
  return fields_[static_cast<std::size_t>(scope_.layout->what())][entry.index];
}

Text Reader::keep(std::string_view text) {
  if (game_.texts.size() + text.size() > kMostText) {
    xml_.fail("save/too-much-text", "the save holds more text than any game writes");
    return {};
  }
  return game_.keep(text);
}

/// A value that was left out. `leaf` is the name of the element it stood in, when that has been left already, or of the
/// attribute.
void Reader::reject(std::string_view code, std::string_view text, std::string_view leaf) {
  ++game_.account.rejected_values;
  note(code, text, leaf);
}

void Reader::reject_value(std::string_view text, std::string_view leaf) {
  reject(text.size() > kLongestName ? "save/long-name" : "save/bad-number", text, leaf);
}

void Reader::note(std::string_view code, std::string_view text, std::string_view leaf) {
  ++game_.note_count;
  if (game_.notes.size() == GameData::kMaxNotes) return;
  // Cut at a character, not inside one.
  std::size_t length = std::min<std::size_t>(text.size(), 60);
  while (length < text.size() && length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) --length;
  std::string element = xml_.path();
  if (!leaf.empty() && !leaf.starts_with('@')) element += '/';
  element += leaf;
  game_.notes.push_back(
      {.code = std::string(code), .element = std::move(element), .text = std::string(text.substr(0, length))});
}

}  // namespace perankh::model
