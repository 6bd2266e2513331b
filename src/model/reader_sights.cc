// What teams know of tiles: the fog of war.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
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

/// Neighbouring tiles are known alike: of the 2 MB that say which terrain each team saw, 50 KB are not a repetition. So
/// the last few different texts of each such element are kept with what they said.
void Reader::read_knowledge(const Entry& entry) {
  unknown_attributes();
  if (entry.type == ValueType::kInt) return read_new_knowledge(entry);  // turns: these are all different
  std::vector<KnownText>& known = known_texts_[entry.index];
  const std::string_view ahead = xml_.ahead();
  const auto found =
      std::ranges::find_if(known, [&](const KnownText& candidate) { return ahead.starts_with(candidate.text); });
  if (found != known.end()) {
    std::rotate(known.begin(), found, found + 1);
    for (const Fact& fact : known.front().facts) know(entry, fact);
    count(entry).values += known.front().values;
    return xml_.leave_known(known.front().text.size());
  }
  facts_.clear();
  const std::uint32_t values_before = count(entry).values;
  const auto faults = [&] { return game_.account.rejected_values + game_.note_count + unknown_elements_; };
  const std::size_t faults_before = faults();
  read_new_knowledge(entry);
  if (facts_.empty() || faults() != faults_before || xml_.failed()) return;
  if (known.size() == kMostKnownTexts) known.pop_back();
  known.insert(known.begin(), {.text = ahead.substr(0, ahead.size() - (xml_.remaining())),
                               .facts = facts_,
                               .values = count(entry).values - values_before});
}

/// Two spellings: <RevealedTurn><T0>17</T0>, and <RevealedTerrain><Team Terrain="TERRAIN_LUSH">0</Team>, where the text
/// is the team and the attribute is what it saw.
void Reader::read_new_knowledge(const Entry& entry) {
  if (xml_.leaf_text()) {
    ++count(entry).values;
    return;
  }
  while (xml_.next_child()) {
    if (const auto team = team_of(xml_.name())) {
      unknown_attributes();
      const auto text = xml_.leaf_text();
      if (!text) {
        read_unknown();
      } else if (learn(entry, *team, *text, !text->empty())) {
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
    } else if (learn(entry, *team, raw, values > 1)) {
      count(entry).values += values;
    } else {
      game_.account.rejected_values += values - 1;
    }
  }
}

/// Takes what the text says of a team; false when it is not what the entry asks for.
bool Reader::learn(const Entry& entry, std::int32_t team, std::string_view seen, bool has_value) {
  Fact fact{.team = team};
  if (sight_of(team) == nullptr) return false;
  auto* const value = reinterpret_cast<std::byte*>(&fact.value);
  if (entry.type == ValueType::kFlag) {
    fact.has_value = set(ValueType::kFlag, value, "True");
  } else if (has_value) {
    know(entry, fact);  // that there is something is known even when it makes no sense
    fact.value = entry.type == ValueType::kId ? PlayerId::kNone : entry.type == ValueType::kInt ? Int::kNone : 0;
    fact.has_value = set(entry.type, value, seen);
    if (!fact.has_value) {
      reject_value(seen, "Team");
      return false;
    }
  }
  know(entry, fact);
  facts_.push_back(fact);
  return true;
}

void Reader::know(const Entry& entry, const Fact& fact) {
  auto* const row = reinterpret_cast<std::byte*>(sight_of(fact.team));
  if (entry.presence_offset) put(row + *entry.presence_offset, true);
  if (!fact.has_value) return;
  if (entry.type == ValueType::kFlag) {
    put(row + entry.offset, true);
  } else {
    put(row + entry.offset, fact.value);
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

/// `first_change` is where the tile's own changes begin; going by its id could walk through those of many others.
void Reader::finish_tile(std::size_t first_change) {
  if (xml_.failed()) return;
  Tile& tile = game_.tiles.back();
  tile.owner = last_owner(first_change);
  finish_sights(tile);
}

PlayerId Reader::last_owner(std::size_t first_change) const {
  PlayerId owner;
  Int last_turn;
  for (std::size_t at = game_.tile_changes.size(); at-- > first_change;) {
    const TileChange& change = game_.tile_changes[at];
    if (change.field != owner_history_ || change.turn <= last_turn) continue;
    last_turn = change.turn;
    owner = PlayerId(change.value.value_or(PlayerId::kNone));
  }
  return owner;
}

/// Most of what a team knows of a tile is as it is, or what others know as well: those share a bit or a row.
void Reader::finish_sights(Tile& tile) {
  const auto add_team = [](Int& teams, std::int32_t bit) { teams = teams.value_or(0) | bit; };
  const TileSight current = TileSight::as_it_is(tile);
  const std::size_t first = game_.sights.size();
  for (TileSight& sight : sights_) {
    const std::int32_t bit = sight.teams.raw();
    const auto team = static_cast<std::size_t>(std::countr_zero(static_cast<std::uint32_t>(bit)));
    const auto move_to = [&](std::vector<Turn>& turns, Int& turn) {
      if (turn.has_value()) turns.push_back({.turn = sight.tile.raw(), .value = turn.raw()});
      turn = Int();
    };
    move_to(reveals_[team], sight.revealed_turn);
    move_to(last_seen_[team], sight.visible_time);
    if (std::exchange(sight.was_visible_this_turn, false)) add_team(tile.visible_to, bit);
    sight.teams = Int();
    if (sight == current) {
      add_team(tile.known_to, bit);
      continue;
    }
    const auto same = std::find_if(game_.sights.begin() + static_cast<std::ptrdiff_t>(first), game_.sights.end(),
                                   [&](TileSight& other) {
                                     const Int teams = std::exchange(other.teams, Int());
                                     const bool equal = other == sight;
                                     other.teams = teams;
                                     return equal;
                                   });
    if (same != game_.sights.end()) {
      add_team(same->teams, bit);
    } else {
      charge(sizeof sight);
      game_.sights.push_back(sight);
      game_.sights.back().teams = bit;
    }
  }
  sights_.clear();
}

/// Teams see most of the map, so a list of all tiles with a gap here and there is shorter than one with a number for
/// each tile. Where a gap could be mistaken for something the file says, the tiles keep their numbers.
void Reader::finish_teams() {
  const auto finish = [&](std::string_view name, std::array<std::vector<Turn>, kMostTeams>& of_teams) {
    const Symbol field = symbols_.intern(name);
    for (std::int32_t team = 0; team < kMostTeams; ++team) {
      turns_ = std::move(of_teams[static_cast<std::size_t>(team)]);
      const bool gaps_are_clear = std::ranges::all_of(turns_, [](const Turn& tile) { return tile.value >= 0; });
      if (gaps_are_clear) fill_gaps();
      finish_series(team, field, Symbol(), gaps_are_clear);
    }
  };
  finish("RevealedTurn", reveals_);
  finish("VisibleTime", last_seen_);
}

void Reader::fill_gaps() {
  if (turns_.empty() || !std::ranges::is_sorted(turns_, std::less<>(), &Turn::turn)) return;
  const std::int64_t span = std::int64_t{turns_.back().turn} - turns_.front().turn + 1;
  if (span > 2 * static_cast<std::int64_t>(turns_.size())) return;
  std::vector<Turn> filled;
  filled.reserve(static_cast<std::size_t>(span));
  for (const Turn& tile : turns_) {
    while (!filled.empty() && filled.back().turn + 1 < tile.turn) {
      filled.push_back({.turn = filled.back().turn + 1, .value = Series::kGap});
    }
    filled.push_back(tile);
  }
  turns_ = std::move(filled);
}

}  // namespace perankh::model
