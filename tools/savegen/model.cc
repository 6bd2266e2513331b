#include "model.h"

#include <algorithm>

namespace perankh::savegen {
namespace {

NameCount* find(NameCounts& counts, Name key) {
  const auto at = std::find_if(counts.begin(), counts.end(), [key](const NameCount& item) { return item.key == key; });
  return at == counts.end() ? nullptr : &*at;
}

std::vector<FamilyInfo> collect_families() {
  std::vector<FamilyInfo> families;
  for (const NationInfo& nation : nations()) {
    for (const FamilyInfo& family : nation.families) {
      const bool known = std::any_of(families.begin(), families.end(),
                                     [&family](const FamilyInfo& other) { return other.key == family.key; });
      if (!known) {
        families.push_back(family);
      }
    }
  }
  return families;
}

std::vector<Name> collect_religions() {
  std::vector<Name> religions(kWorldReligions.begin(), kWorldReligions.end());
  for (const NationInfo& nation : nations()) {
    if (std::find(religions.begin(), religions.end(), nation.pagan_religion) == religions.end()) {
      religions.push_back(nation.pagan_religion);
    }
  }
  religions.emplace_back("RELIGION_ATENISM");
  return religions;
}

// The last name of a history up to `turn`; what stands now when there is no history.
Name name_at(const std::vector<TurnName>& history, Name now, int turn) {
  if (history.empty()) {
    return now;
  }
  Name name = history.front().value;
  for (const TurnName& entry : history) {
    if (entry.turn <= turn) {
      name = entry.value;
    }
  }
  return name == kNoName ? Name() : name;
}

}  // namespace

Name terrain_seen(const Tile& tile, const TeamSight& sight) {
  return name_at(tile.terrains, tile.terrain, sight.last_seen);
}

Name height_seen(const Tile& tile, const TeamSight& sight) {
  return name_at(tile.heights, tile.height, sight.last_seen);
}

Name vegetation_seen(const Tile& tile, const TeamSight& sight) {
  return name_at(tile.vegetations, tile.vegetation, sight.last_seen);
}

Name improvement_seen(const Tile& tile, const TeamSight& sight) {
  return tile.improvement_since <= sight.last_seen ? tile.improvement : Name();
}

int owner_seen(const Tile& tile, const TeamSight& sight) {
  int owner = kNone;
  for (const TurnValue& entry : tile.owners) {
    owner = entry.turn <= sight.last_seen ? entry.value : owner;
  }
  return owner;
}

const std::vector<FamilyInfo>& all_families() {
  static const std::vector<FamilyInfo> kFamilies = collect_families();
  return kFamilies;
}

const std::vector<Name>& all_religions() {
  static const std::vector<Name> kReligions = collect_religions();
  return kReligions;
}

bool is_available(const Player& player, std::size_t tech) {
  if (player.tech_turn[tech] != 0 || player.tech_passed[tech] || player.tech_trashed[tech] ||
      player.tech_locked[tech]) {
    return false;
  }
  // Four cards beside the one in work: the first ones that are still open.
  int before = 0;
  for (std::size_t i = 0; i < tech; ++i) {
    before += player.tech_turn[i] == 0 && !player.tech_passed[i] && !techs()[i].is_bonus ? 1 : 0;
  }
  return !techs()[tech].is_bonus && before < 5;
}

bool is_targeted(const Player& player, std::size_t tech) {
  return player.setup.human && player.researching != kNone &&
         tech == static_cast<std::size_t>(player.researching) + 2 && tech < techs().size() &&
         player.tech_turn[tech] == 0;
}

int winner_of(const Save& save) {
  int winner = kNone;
  if (!save.finished || save.settings.winner_team == kNone) {
    return winner;
  }
  for (const Player& player : save.players) {
    if (player.setup.team == save.settings.winner_team && (winner == kNone || player.setup.human)) {
      winner = player.id;
      if (player.setup.human) {
        break;
      }
    }
  }
  return winner;
}

void add_count(NameCounts& counts, Name key, int by) {
  if (NameCount* const item = find(counts, key)) {
    item->value += by;
  } else {
    counts.push_back({key, by});
  }
}

void set_value(NameCounts& counts, Name key, int value) {
  if (NameCount* const item = find(counts, key)) {
    item->value = value;
  } else {
    counts.push_back({key, value});
  }
}

int value_of(const NameCounts& counts, Name key) {
  const auto at = std::find_if(counts.begin(), counts.end(), [key](const NameCount& item) { return item.key == key; });
  return at == counts.end() ? 0 : at->value;
}

}  // namespace perankh::savegen
