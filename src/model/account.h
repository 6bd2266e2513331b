// The account of a save: every attribute and element path, how often it occurred, and what became of it.
//
// Counting costs one increment per value, because every entry of a Layout has a number. Paths that no layout names are
// written down by name; after an update of the game they are what is new.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/layout.h"

namespace perankh::model {

/// Occurrences of one path in one save. A leaf value is an attribute, or an element without child elements.
struct PathCount {
  std::uint32_t elements = 0;  ///< how often the attribute or element itself occurred
  std::uint32_t values = 0;    ///< leaf values at or below it
};

struct Account {
  /// By concept, then by the position of the entry in the concept's layout: what was stored.
  std::array<std::vector<PathCount>, kConcepts> stored;
  /// Paths no layout names, at most kMaxUnknownPaths; what is below them was not stored.
  std::map<std::string, PathCount, std::less<>> unknown;
  /// Unknown values beyond the first kMaxUnknownPaths paths.
  std::uint32_t more_unknown_values = 0;
  /// Values that were not what their place asks for ("3x" for a number); each is in GameData::notes.
  std::uint32_t rejected_values = 0;

  static constexpr std::size_t kMaxUnknownPaths = 1000;
};

/// One line of the account, for people.
struct PathReport {
  std::string path;  ///< "Root/Player/YieldStockpile/{key}", "Root/City@TileID"
  bool stored = true;
  std::string where;  ///< "player.nation", "player_value YieldStockpile"; empty when it was not stored
  PathCount count;
};

/// All layouts of the model, in the order of Concept.
[[nodiscard]] const std::array<const Layout*, kConcepts>& all_layouts();

/// Path and place of one entry, without counts.
[[nodiscard]] PathReport describe_entry(const Layout& layout, const Entry& entry);

/// The account as lines, in the order of the layouts, unknown paths last; paths that did not occur are left out.
[[nodiscard]] std::vector<PathReport> report(const Account& account);

struct AccountSummary {
  std::uint64_t leaf_values = 0;
  std::uint64_t stored_values = 0;
  std::uint64_t ignored_values = 0;  ///< deliberately left out: rejected values
  std::uint64_t unknown_values = 0;
  std::uint64_t unknown_paths = 0;
};
[[nodiscard]] AccountSummary summarize(const Account& account);

/// Name of the table that holds the keyed values of a concept: "player_value".
[[nodiscard]] std::string_view value_table(Concept what);

}  // namespace perankh::model
