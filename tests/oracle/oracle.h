// A second reading of a save, for tests: slow, straightforward, with pugixml and XPath, and written against the format
// (docs/save-format.md) without looking at the reader in src/model. What both agree on is probably so.
//
// Every relation is a list of rows of text, as SQL would print them: numbers in decimal, flags true and false, NULL as
// kNull. Columns are SQL expressions over the relation of that name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace perankh::oracle {

inline constexpr std::string_view kNull = "<null>";

using Row = std::vector<std::string>;

struct Relation {
  std::string name;
  std::vector<std::string> columns;
  std::vector<Row> rows;
};

/// Number of rows, and a sum of their hashes: the order does not matter.
struct Checksum {
  std::size_t rows = 0;
  std::uint64_t sum = 0;
  friend bool operator==(const Checksum&, const Checksum&) = default;
};
[[nodiscard]] Checksum checksum(const std::vector<Row>& rows);

struct Reading {
  std::vector<Relation> relations;
  std::uint64_t leaf_values = 0;  ///< attributes, and elements without child elements
};

/// Throws std::runtime_error when the text is not XML.
[[nodiscard]] Reading read(const std::string& xml);

}  // namespace perankh::oracle
