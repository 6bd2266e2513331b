#include "bench/scan.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "base/numbers.h"
#include "xml/cursor.h"

namespace perankh::bench {

namespace {

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t head = 0;
  std::uint64_t tail = 0;
  if (text.size() >= 8) {
    std::memcpy(&head, text.data(), 8);
    std::memcpy(&tail, text.data() + text.size() - 8, 8);
  } else if (text.size() >= 4) {
    std::memcpy(&head, text.data(), 4);
    std::memcpy(&tail, text.data() + text.size() - 4, 4);
  } else {
    for (const char letter : text) head = head << 8U | static_cast<unsigned char>(letter);
  }
  return (head ^ (tail << 7U) ^ text.size()) * 0x9E3779B97F4A7C15U;
}

void scan_value(std::string_view text, ScanCounts& counts) {
  if (const auto number = parse_int(text)) {
    ++counts.numbers;
    counts.sum += static_cast<std::uint64_t>(*number);
  } else {
    counts.sum += hash_of(text);
  }
}

void scan_element(xml::Cursor& xml, ScanCounts& counts) {
  ++counts.elements;
  counts.sum += hash_of(xml.name());
  for (const xml::Attribute& attribute : xml.attributes()) {
    ++counts.attributes;
    counts.sum += hash_of(attribute.name) + hash_of(attribute.raw);
  }
  if (const auto text = xml.leaf_text()) {
    scan_value(*text, counts);
  } else {
    while (xml.next_child()) scan_element(xml, counts);
  }
}

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

ScanCounts& ScanCounts::operator+=(const ScanCounts& other) {
  elements += other.elements;
  attributes += other.attributes;
  numbers += other.numbers;
  sum += other.sum;
  return *this;
}

Result<ScanCounts> scan(std::string_view document) {
  xml::Cursor xml(document);
  ScanCounts counts;
  if (xml.open_root()) scan_element(xml, counts);
  if (auto end = xml.finish(); !end) return std::unexpected(std::move(end.error()));
  return counts;
}

ScanCounts count_by_hand(std::string_view document) {
  ScanCounts counts;
  for (std::size_t open = document.find('<'); open != std::string_view::npos; open = document.find('<', open + 1)) {
    const std::size_t close = document.find('>', open);
    const std::size_t next = document.find('<', close);
    const char first = document[open + 1];
    if (first == '?' || first == '/' || next == std::string_view::npos) continue;
    ++counts.elements;
    const std::string_view tag = document.substr(open, close - open);
    counts.attributes += static_cast<std::uint64_t>(std::ranges::count(tag, '"')) / 2;
    const bool is_leaf = document[next + 1] == '/' && !tag.ends_with('/');
    if (is_leaf && is_number(document.substr(close + 1, next - close - 1))) ++counts.numbers;
  }
  return counts;
}

}  // namespace perankh::bench
