#include <fmt/format.h>

#include <algorithm>

#include "logs.h"
#include "simulation.h"

// What happens to tiles: borders, fields and mines, roads, forests, wonders.

namespace perankh::savegen {
namespace {

Name improvement_for(const Tile& tile, Random& random) {
  if (!is_land(tile)) {
    return tile.height == "HEIGHT_COAST" && !tile.resource.empty() ? "IMPROVEMENT_NETS" : Name();
  }
  if (tile.height == "HEIGHT_MOUNTAIN" || tile.height == "HEIGHT_VOLCANO") {
    return {};
  }
  if (tile.vegetation == "VEGETATION_TREES") {
    return random.chance(60) ? "IMPROVEMENT_LUMBERMILL" : "IMPROVEMENT_CAMP";
  }
  if (tile.height == "HEIGHT_HILL") {
    return random.chance(60) ? "IMPROVEMENT_MINE" : "IMPROVEMENT_QUARRY";
  }
  constexpr std::array<Name, 8> kFlatLand = {"IMPROVEMENT_FARM",       "IMPROVEMENT_FARM",     "IMPROVEMENT_PASTURE",
                                             "IMPROVEMENT_QUARRY",     "IMPROVEMENT_BARRACKS", "IMPROVEMENT_HAMLET",
                                             "IMPROVEMENT_GARRISON_1", "IMPROVEMENT_SHRINE"};
  return random.pick(kFlatLand);
}

Name specialist_for(Name improvement) {
  if (improvement == "IMPROVEMENT_FARM") {
    return "SPECIALIST_FARMER";
  }
  if (improvement == "IMPROVEMENT_MINE") {
    return "SPECIALIST_MINER";
  }
  if (improvement == "IMPROVEMENT_QUARRY") {
    return "SPECIALIST_STONECUTTER";
  }
  if (improvement == "IMPROVEMENT_LUMBERMILL") {
    return "SPECIALIST_WOODCUTTER";
  }
  if (improvement == "IMPROVEMENT_PASTURE") {
    return "SPECIALIST_RANCHER";
  }
  return {};
}

void finish_improvement(Sim& sim, const City& city, Tile& tile, int id) {
  log_turn(sim.save, city.player, sim.turn, "IMPROVEMENT_FINISHED",
           fmt::format("{} finished near {}",
                       help_link("HELP_IMPROVEMENT", tile.improvement, display_name(tile.improvement)),
                       city_link(sim.save, city)),
           fmt::to_string(id), std::string(tile.improvement));
}

void build_something(Sim& sim, City& city, Random& random) {
  const int id = city.land[static_cast<std::size_t>(random.below(static_cast<int>(city.next_claim)))];
  Tile& tile = sim.save.tile(id);
  if (tile.city_territory != city.id || id == city.tile) {
    return;
  }
  if (tile.improvement.empty()) {
    tile.improvement = improvement_for(tile, random);
    if (tile.improvement.empty()) {
      return;
    }
    tile.improvement_since = sim.turn;
    tile.build_turns = random.range(3, 8);
    tile.build_turns_left = tile.build_turns;
  } else if (tile.specialist.empty() && tile.build_turns_left == 0 && random.chance(25)) {
    tile.specialist = specialist_for(tile.improvement);
  } else if (random.chance(20)) {
    tile.road = true;
  }
}

void tend(Sim& sim, const City& city, Random& random) {
  for (std::size_t i = 0; i < city.next_claim; ++i) {
    const int id = city.land[i];
    Tile& tile = sim.save.tile(id);
    if (tile.city_territory != city.id) {
      continue;
    }
    if (tile.build_turns_left > 0 && --tile.build_turns_left == 0) {
      finish_improvement(sim, city, tile, id);
    }
    tile.pillage_turns = std::max(0, tile.pillage_turns - 1);
    tile.pillaged = tile.pillage_turns > 0;
    if (!tile.improvement.empty() && random.per_thousand(2)) {
      tile.pillage_turns = random.range(3, 9);
      tile.pillaged = true;
    }
    if (tile.improvement == "IMPROVEMENT_HAMLET") {
      tile.develop_turns = std::min(20, tile.develop_turns + 1);
    }
  }
}

void change_vegetation(Tile& tile, int turn, Name now) {
  if (tile.vegetations.empty()) {
    tile.vegetations.push_back({0, tile.vegetation.empty() ? kNoName : tile.vegetation});
  }
  if (tile.vegetations.back().turn == turn) {
    return;  // a second change within a turn replaces nothing: it waits
  }
  tile.vegetations.push_back({turn, now.empty() ? kNoName : now});
  tile.vegetation = now;
}

void fell_and_grow(Sim& sim, Random& random) {
  Save& save = sim.save;
  const int tries = 2 + static_cast<int>(save.tiles.size()) / 700;
  for (int i = 0; i < tries; ++i) {
    Tile& tile = save.tile(random.below(sim.grid.tiles()));
    if (tile.vegetation == "VEGETATION_TREES") {
      change_vegetation(tile, sim.turn, {});
      tile.harvest_turn = sim.turn;
      tile.regrowth_turn = sim.turn + random.range(20, 40);
    } else if (tile.regrowth_turn != 0 && tile.regrowth_turn <= sim.turn) {
      change_vegetation(tile, sim.turn, "VEGETATION_SCRUB");
      tile.regrowth_turn = 0;
    }
  }
}

void erupt_sometimes(Sim& sim, Random& random) {
  Save& save = sim.save;
  if (!random.per_thousand(25)) {
    return;
  }
  int id = random.below(sim.grid.tiles());
  for (int tries = 0; tries < 40 && save.tile(id).height != "HEIGHT_MOUNTAIN"; ++tries) {
    id = random.below(sim.grid.tiles());
  }
  Tile& tile = save.tile(id);
  if (tile.height == "HEIGHT_MOUNTAIN") {
    tile.heights = {{0, tile.height}, {sim.turn, "HEIGHT_VOLCANO"}};
    tile.height = "HEIGHT_VOLCANO";
  }
  constexpr std::array<Name, 5> kKinds = {"OCCURRENCE_VOLCANO", "OCCURRENCE_EARTHQUAKE", "OCCURRENCE_PLAGUE",
                                          "OCCURRENCE_FLOOD", "OCCURRENCE_DROUGHT"};
  const Name kind = random.pick(kKinds);
  save.occurrences.push_back({save.next_occurrence++, kind, sim.turn, sim.turn + random.range(2, 12), id});
  // Older builds misspelt the type.
  const Name log_type = save.settings.format >= Format::k2025 ? "OCCURRENCE" : "OCCURENCE";
  for (const Player& player : save.players) {
    log_permanent(save, player.id, sim.turn, log_type,
                  fmt::format("{} strikes!", help_link("HELP_OCCURRENCE", kind, display_name(kind))),
                  fmt::to_string(id), std::string(kind));
  }
}

void raise_wonder(Sim& sim, Random& random) {
  Save& save = sim.save;
  const bool due = sim.turn > 12 && random.per_thousand(70);
  if (!due || save.wonders_built.size() == kWonders.size()) {
    return;
  }
  City& city = save.cities[static_cast<std::size_t>(random.below(static_cast<int>(save.cities.size())))];
  const Name wonder = kWonders[save.wonders_built.size()];
  for (std::size_t i = 1; i < city.next_claim; ++i) {
    Tile& tile = save.tile(city.land[i]);
    if (city.player == kNone || tile.city_territory != city.id || !is_land(tile) || !tile.improvement.empty()) {
      continue;
    }
    tile.improvement = wonder;
    tile.improvement_since = sim.turn;
    save.wonders_built.push_back(wonder);
    if (random.chance(50)) {
      save.tile_names.emplace_back(city.land[i],
                                   fmt::format("{} of {}", display_name(wonder), display_name(city.name)));
    }
    add_count(save.character(save.player(city.player).leader).stats, "STAT_WONDER_BUILT");
    for (const Player& player : save.players) {  // rivals hear of it too
      log_permanent(save, player.id, sim.turn, "WONDER_ACTIVITY",
                    fmt::format("{} built in {}", help_link("HELP_IMPROVEMENT", wonder, display_name(wonder)),
                                city_link(save, city)),
                    fmt::to_string(city.land[i]), std::string(wonder));
    }
    return;
  }
}

}  // namespace

void pay_for(NameCounts& counts, Name type, Random& random) {
  if (type.starts_with("UNIT_")) {
    counts = {{"YIELD_IRON", random.range(5, 40) * 10}};
  } else if (random.chance(60)) {
    counts = {{"YIELD_STONE", random.range(5, 30) * 10}, {"YIELD_WOOD", random.range(2, 20) * 10}};
  }
}

void set_owner(Tile& tile, int turn, int owner) {
  if (!tile.owners.empty() && tile.owners.back().turn == turn) {
    tile.owners.back().value = owner;  // one entry a turn, as in the game
  } else {
    tile.owners.push_back({turn, owner});
  }
}

void claim_next_tile(Sim& sim, City& city) {
  while (city.next_claim < city.land.size()) {
    Tile& tile = sim.save.tile(city.land[city.next_claim++]);
    if (tile.city_territory == kNone) {
      tile.city_territory = city.id;
      tile.tribe_site = {};
      if (tile.owner() != city.player) {
        set_owner(tile, sim.turn, city.player);
      }
      return;
    }
  }
}

void advance_land(Sim& sim) {
  Save& save = sim.save;
  Random random = sim.random(Topic::kLand);
  for (City& city : save.cities) {
    if (city.player == kNone) {
      continue;
    }
    if (random.chance(34)) {
      claim_next_tile(sim, city);
    }
    if (random.chance(34)) {
      build_something(sim, city, random);
    }
    tend(sim, city, random);
  }
  fell_and_grow(sim, random);
  erupt_sometimes(sim, random);
  raise_wonder(sim, random);
}

}  // namespace perankh::savegen
