#include <fmt/format.h>

#include <algorithm>

#include "logs.h"
#include "simulation.h"

// Units: trained in cities, moving near them, promoted, lost.

namespace perankh::savegen {
namespace {

constexpr std::array<Name, 4> kFormations = {"UNITFORMATION_BLOCK", "UNITFORMATION_LINE", "UNITFORMATION_WEDGE",
                                             "UNITFORMATION_LOOSE"};
constexpr std::array<Name, 4> kCooldowns = {"COOLDOWN_GENERAL", "COOLDOWN_ATTACK", "COOLDOWN_MOVE", "COOLDOWN_BUILD"};
constexpr std::array<Name, 4> kRoles = {"IMPROVE", "ATTACK", "DEFEND", "EXPLORE"};

bool is_military(Name type) { return type != "UNIT_SETTLER" && type != "UNIT_WORKER" && type != "UNIT_SCOUT"; }

int land_near(const Sim& sim, int centre, int radius, Random& random) {
  int at = centre;
  for (int step = 0; step < radius; ++step) {
    const int next = sim.grid.neighbour(at, random.below(6));
    if (next != kNone && is_land(sim.save.tile(next)) && sim.save.tile(next).height != "HEIGHT_MOUNTAIN") {
      at = next;
    }
  }
  return at;
}

Unit make_unit(Sim& sim, Name type, int tile, Random& random) {
  Unit unit;
  unit.id = sim.save.next_unit++;
  unit.type = type;
  unit.tile = tile;
  unit.seed = random.game_seed();
  unit.create_turn = sim.turn;
  unit.facing = random.pick(kFacings);
  return unit;
}

Name type_for(int turn, Random& random) {
  // Later turns bring the later types of the table; settlers and workers stay in use.
  const int reach = std::min(static_cast<int>(kUnits.size()), 5 + turn / 6);
  return kUnits[static_cast<std::size_t>(random.below(reach))];
}

void train(Sim& sim, Player& player, Random& random) {
  Save& save = sim.save;
  const auto homes = cities_of(save, player.id);
  if (homes.empty()) {
    return;
  }
  City& city = save.city(random.pick(homes));
  const Name type = type_for(sim.turn, random);
  const int tile = land_near(sim, city.tile, random.range(0, 4), random);
  Unit unit = make_unit(sim, type, tile, random);
  unit.player = unit.original_player = player.id;
  unit.family = city.family;
  if (!is_military(type)) {
    unit.gender = random.chance(50) ? "GENDER_FEMALE" : "GENDER_MALE";
  }
  if (!city.religions.empty() && random.chance(4)) {
    unit.religion = city.religions.front();
  }
  if (random.chance(3)) {
    unit.name_type = "UNITNAME_IRON_GUARD";
    ++player.mercenary_count;
    unit.original_player = kNone;
    unit.original_tribe = tribes()[static_cast<std::size_t>(random.range(4, 9))].key;
  }
  save.units.push_back(std::move(unit));
  add_count(city.units_produced, type);
  add_count(player.units_produced, type);
  log_turn(save, player.id, sim.turn, "CITY_PRODUCTION",
           fmt::format("{} trained a Unit: {}", city_link(save, city),
                       help_link("HELP_UNIT_TYPE", fmt::format("{},{},NONE", type, player.id), display_name(type))),
           fmt::to_string(city.tile));
}

void raise_tribe(Sim& sim, Random& random) {
  Save& save = sim.save;
  for (const int site : save.city_sites) {
    if (save.tile(site).tribe_site.empty() || !random.per_thousand(14)) {
      continue;
    }
    const Name type = random.pick(kTribeUnits);
    const int tile = land_near(sim, site, 3, random);
    Unit unit = make_unit(sim, type, tile, random);
    unit.tribe = save.tile(site).tribe_site;
    save.units.push_back(std::move(unit));
  }
}

void serve(Sim& sim, Unit& unit, Random& random) {
  ++unit.idle_turns;
  if (random.chance(35)) {
    unit.tile = land_near(sim, unit.tile, 2, random);
    unit.facing = random.pick(kFacings);
    unit.idle_turns = 0;
  }
  if (!is_military(unit.type)) {
    return;
  }
  unit.damage = random.chance(5) ? random.range(1, 14) : std::max(0, unit.damage - 2);
  if (random.chance(25)) {
    unit.xp += random.range(1, 20);
  }
  if (unit.xp >= 100 * (unit.level + 1)) {
    ++unit.level;
    const Name promotion = random.pick(kPromotions);
    if (std::find(unit.promotions.begin(), unit.promotions.end(), promotion) == unit.promotions.end()) {
      unit.promotions.push_back(promotion);
    }
  }
  if (unit.general == kNone && unit.player != kNone && random.per_thousand(8)) {
    unit.general = find_adult(sim, unit.player, random);
  }
}

// Losses grow with numbers, so that an army settles at a size the upkeep would allow.
void lose_some(Sim& sim, Random& random) {
  Save& save = sim.save;
  std::vector<int> strength(save.players.size() + 1, 0);
  for (const Unit& unit : save.units) {
    ++strength[static_cast<std::size_t>(unit.player + 1)];
  }
  std::erase_if(save.units, [&](const Unit& unit) {
    const int army = strength[static_cast<std::size_t>(unit.player + 1)];
    const bool lost = random.per_thousand(unit.player == kNone ? 10 : army > 48 ? 30 : 6);
    if (lost && unit.player != kNone) {
      log_turn(save, unit.player, sim.turn, "UNIT_LOST", fmt::format("{} was lost.", display_name(unit.type)),
               fmt::to_string(unit.tile), std::string(unit.type), fmt::to_string(unit.tile));
      add_count(save.character(save.player(unit.player).leader).stats, "STAT_UNIT_LOST");
    }
    return lost;
  });
}

void offer_promotions(Unit& unit, Random& random) {
  const auto has = [](const std::vector<Name>& names, Name wanted) {
    return std::find(names.begin(), names.end(), wanted) != names.end();
  };
  for (int i = 0; i < 5 && unit.xp > 10 && unit.player != kNone; ++i) {
    const Name choice = random.pick(kPromotions);
    if (!has(unit.promotions, choice) && !has(unit.promotions_available, choice)) {
      unit.promotions_available.push_back(choice);
    }
  }
  unit.level_promotion = !unit.promotions_available.empty() && random.chance(10);
}

void note_plans(const Sim& sim, Unit& unit, Random& random) {
  if (unit.tribe != kNoName && random.chance(30)) {
    unit.raid_turn = sim.turn - random.below(5);
  }
  if (random.chance(8)) {
    unit.queue_target = unit.tile;
  }
  if (unit.player == kNone || !sim.save.player(unit.player).setup.human) {
    unit.ai_target = random.chance(60) ? random.below(sim.grid.tiles()) : kNone;
    unit.ai_role = random.pick(kRoles);
  }
  if (random.chance(4)) {
    unit.story = &stories()[static_cast<std::size_t>(random.below(static_cast<int>(stories().size())))];
  }
}

// What only the present turn knows of a unit. Drawn apart, so that it leaves no trace in the turns to come.
void describe_now(const Sim& sim, Unit& unit) {
  Random random = sim.random(Topic::kFinish, 100'000 + unit.id);
  unit.sleep = random.chance(20);
  unit.march = random.chance(4);
  unit.pass = random.chance(5);
  unit.sentry = random.chance(8);
  unit.critical_hit = random.chance(2);
  unit.anchored = unit.type == "UNIT_BIREME" && random.chance(50);
  unit.unlimbered = unit.type == "UNIT_ONAGER" && random.chance(50);
  unit.turn_steps = random.below(4);
  if (is_military(unit.type) && random.chance(40)) {
    unit.formation = random.pick(kFormations);
  }
  if (random.chance(25)) {
    unit.cooldown = random.pick(kCooldowns);
    unit.cooldown_turns = random.range(1, 4);
  }
  if (random.chance(20)) {
    const Name effect = random.pick(kUnitEffects);
    add_count(unit.effects, effect, random.range(1, 3));
  }
  offer_promotions(unit, random);
  note_plans(sim, unit, random);
}

}  // namespace

void start_units(Sim& sim) {
  for (Player& player : sim.save.players) {
    Random random = sim.random(Topic::kArmies, player.id);
    for (int i = 0; i < 3; ++i) {
      train(sim, player, random);
    }
  }
}

void advance_units(Sim& sim) {
  Random random = sim.random(Topic::kArmies);
  lose_some(sim, random);
  for (Unit& unit : sim.save.units) {
    serve(sim, unit, random);
  }
  for (Player& player : sim.save.players) {
    if (random.chance(72)) {
      train(sim, player, random);
    }
  }
  raise_tribe(sim, random);
  if (sim.turn == sim.save.turn) {
    for (Unit& unit : sim.save.units) {
      describe_now(sim, unit);
    }
  }
}

}  // namespace perankh::savegen
