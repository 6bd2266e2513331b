#include "model/account.h"

#include "model/game_data.h"

namespace perankh::model {

namespace {

std::string where_of(const Layout& layout, const Entry& entry) {
  switch (entry.shape) {
    case Shape::kValue:
      if (!entry.other_table.empty()) return entry.other_table + "." + column_name(entry.name);
      for (const Column& column : layout.columns()) {
        if (column.offset == entry.offset) return layout.table() + "." + column.name;
      }
      return layout.table();
    case Shape::kKeyed:
    case Shape::kPositional:
      return std::string(value_table(layout.what())) + " " + entry.field;
    case Shape::kHistory:
      return "series " + entry.field;
    case Shape::kChanges:
      return "tile_change " + entry.field;
    case Shape::kKnowledge:
      return entry.name == "RevealedTurn" || entry.name == "VisibleTime" ? "series " + entry.name
                                                                         : "tile_sight, tile.known_to";
    case Shape::kRows:
      return "rows of their own";
    case Shape::kDetail:
      return "detail " + layout.path() + "/" + entry.name;
  }
  return {};
}

std::string_view below(Shape shape) {
  switch (shape) {
    case Shape::kKeyed:
      return "/{key}";
    case Shape::kPositional:
      return "/{item}";
    case Shape::kHistory:
      return "/{turns}";
    case Shape::kChanges:
      return "/{turn}";
    case Shape::kKnowledge:
      return "/{team}";
    case Shape::kDetail:
      return "/{all}";
    case Shape::kValue:
    case Shape::kRows:
      break;
  }
  return {};
}

}  // namespace

const std::array<const Layout*, kConcepts>& all_layouts() {
  static const std::array<const Layout*, kConcepts> kLayouts = {
      &Save::layout(),     &Game::layout(),      &Player::layout(),       &Goal::layout(), &Memory::layout(),
      &LogEntry::layout(), &Character::layout(), &Relationship::layout(), &City::layout(), &Build::layout(),
      &Tile::layout(),     &Unit::layout(),      &Tribe::layout()};
  return kLayouts;
}

std::string_view value_table(Concept what) {
  switch (what) {
    case Concept::kPlayer:
    case Concept::kGoal:
    case Concept::kMemory:
    case Concept::kLog:
      return "player_value";
    case Concept::kCharacter:
    case Concept::kRelationship:
      return "character_value";
    case Concept::kCity:
    case Concept::kBuild:
      return "city_value";
    case Concept::kTile:
      return "tile_value";
    case Concept::kUnit:
      return "unit_value";
    case Concept::kSave:
    case Concept::kGame:
    case Concept::kTribe:
      break;
  }
  return "game_value";
}

PathReport describe_entry(const Layout& layout, const Entry& entry) {
  const std::string root = layout.path().empty() ? "Root" : "Root/" + layout.path();
  return {.path = root + (entry.is_attribute ? "@" : "/") + entry.name + std::string(below(entry.shape)),
          .stored = true,
          .where = where_of(layout, entry)};
}

std::vector<PathReport> report(const Account& account) {
  std::vector<PathReport> lines;
  for (const Layout* layout : all_layouts()) {
    const auto& counts = account.stored[static_cast<std::size_t>(layout->what())];
    for (const Entry& entry : layout->entries()) {
      // Rows of their own are counted where they stand; only an empty list of them is a value here.
      if (entry.index >= counts.size() || counts[entry.index].values == 0) continue;
      lines.push_back(describe_entry(*layout, entry));
      lines.back().count = counts[entry.index];
    }
  }
  for (const auto& [path, count] : account.unknown) {
    lines.push_back({.path = path, .stored = false, .where = {}, .count = count});
  }
  return lines;
}

AccountSummary summarize(const Account& account) {
  AccountSummary summary;
  for (const auto& counts : account.stored) {
    for (const PathCount& count : counts) summary.stored_values += count.values;
  }
  for (const auto& [path, count] : account.unknown) summary.unknown_values += count.values;
  summary.unknown_values += account.more_unknown_values;
  summary.unknown_paths = account.unknown.size();
  summary.ignored_values = account.rejected_values;
  summary.leaf_values = summary.stored_values + summary.unknown_values + summary.ignored_values;
  return summary;
}

}  // namespace perankh::model
