// What teams know of tiles: the fog of war.
#include <bit>
#include <cstdint>
#include <utility>

#include "base/numbers.h"
#include "model/reader.h"
#include "model/spelling.h"

namespace perankh::model {

namespace {

/// A team as the game writes it: T.0, T0 in RevealedTurn, TEAM_0 in some builds, ID0 in WasVisibleThisTurn since 2026.
std::optional<std::int32_t> team_of(std::string_view name) {
  if (const auto team = number_after(name, "T.")) return team;
  if (const auto team = number_after(name, "TEAM_")) return team;
  if (const auto team = number_after(name, "ID")) return team;
  return number_after(name, "T");
}

}  // namespace

/// Two spellings: <RevealedTurn><T0>17</T0>, and <RevealedTerrain><Team Terrain="TERRAIN_LUSH">0</Team>, where the text
/// is the team and the attribute is what it saw.
void Reader::read_knowledge(const Entry& entry) {
  unknown_attributes();
  if (xml_.leaf_text()) {
    ++count(entry).values;
    return;
  }
  const auto fill = [&](std::int32_t team, std::string_view seen, bool has_value) {
    TileSight* const row = sight_of(team);
    if (row == nullptr) return false;
    auto* const bytes = reinterpret_cast<std::byte*>(row);
    if (entry.presence_offset) put(bytes + *entry.presence_offset, true);
    if (entry.type == ValueType::kFlag) return set(ValueType::kFlag, bytes + entry.offset, "True");
    if (!has_value || set(entry.type, bytes + entry.offset, seen)) return true;
    reject_value(seen, "Team");
    return false;
  };
  while (xml_.next_child()) {
    if (const auto team = team_of(xml_.name())) {
      unknown_attributes();
      const auto text = xml_.leaf_text();
      if (!text) {
        read_unknown();
      } else if (fill(*team, *text, !text->empty())) {
        ++count(entry).values;
      }
      continue;
    }
    // The attribute's value is copied: reading the text may reuse the cursor's scratch space.
    std::uint32_t values = 1;
    Symbol said;
    std::string_view raw;
    for (const xml::Attribute& attribute : xml_.attributes()) {
      raw = attribute.plain ? attribute.raw : symbols_.table().text(said = symbol(xml_.value(attribute)));
      ++values;
    }
    const auto text = xml_.leaf_text();
    const auto team = text ? parse_int(*text) : std::nullopt;
    if (!text) {
      read_unknown();
    } else if (!team || *team < 0) {
      reject_value(*text, "Team");
      game_.account.rejected_values += values - 1;
    } else if (fill(*team, raw, values > 1)) {
      count(entry).values += values;
    } else {
      game_.account.rejected_values += values - 1;
    }
  }
}

TileSight* Reader::sight_of(std::int32_t team) {
  const auto bits = team < kMostTeams ? Int(std::int32_t{1} << team) : Int();
  if (!bits.has_value()) {
    reject("save/bad-key", "a team beyond the number of teams a game can have");
    return nullptr;
  }
  for (TileSight& row : sights_) {
    if (row.teams == bits) return &row;
  }
  TileSight& row = sights_.emplace_back();
  row.tile = TileId(scope_.owner.raw());
  row.teams = bits;
  return &row;
}

/// Most of what a team knows of a tile, the others know as well: those share a row.
void Reader::finish_tile() {
  const std::size_t first = game_.sights.size();
  for (TileSight& sight : sights_) {
    const std::int32_t teams = sight.teams.raw();
    const auto team = static_cast<std::size_t>(std::countr_zero(static_cast<std::uint32_t>(teams)));
    const auto move_to = [&](std::vector<Turn>& turns, Int& turn) {
      if (turn.has_value()) turns.push_back({.turn = sight.tile.raw(), .value = turn.raw()});
      turn = Int();
    };
    move_to(reveals_[team], sight.revealed_turn);
    move_to(last_seen_[team], sight.visible_time);
    std::size_t same = first;
    while (same < game_.sights.size()) {
      sight.teams = game_.sights[same].teams;
      if (sight == game_.sights[same]) break;
      ++same;
    }
    if (same < game_.sights.size()) {
      game_.sights[same].teams = game_.sights[same].teams.raw() | teams;
    } else {
      sight.teams = teams;
      game_.sights.push_back(sight);
    }
  }
  sights_.clear();
}

void Reader::finish_teams() {
  const auto finish = [&](std::string_view name, std::array<std::vector<Turn>, kMostTeams>& of_teams) {
    const Symbol field = symbols_.intern(name);
    for (std::int32_t team = 0; team < kMostTeams; ++team) {
      turns_ = std::move(of_teams[static_cast<std::size_t>(team)]);
      finish_series(team, field, Symbol());
    }
  };
  finish("RevealedTurn", reveals_);
  finish("VisibleTime", last_seen_);
}

}  // namespace perankh::model
