#include <fmt/format.h>

#include <algorithm>

#include "logs.h"
#include "simulation.h"

// Founding, growth, production and capture of cities.

namespace perankh::savegen {
namespace {

int city_limit(Size size) {
  switch (size) {
    case Size::kTiny:
      return 3;
    case Size::kDuel:
      return 7;
    case Size::kStandard:
      return 9;
    case Size::kLarge:
      return 11;
  }
  return 1;
}

// Not every nation finds room for as many cities.
int cities_due(const Settings& settings, int player) {
  const auto draw = mix_all({settings.seed, 0xC17, static_cast<std::uint64_t>(player)}) % 5;
  return city_limit(settings.size) - (settings.size >= Size::kStandard && draw < 2 ? 1 : 0);
}

int founded_by(const Save& save, int player) {
  return static_cast<int>(std::count_if(save.cities.begin(), save.cities.end(),
                                        [player](const City& city) { return city.first_player == player; }));
}

// The turn in which a player's city number `index` is due, over the first three quarters of the campaign.
int founding_turn(const Settings& settings, int player, int index) {
  const int span = settings.final_turn * 3 / 4;
  const int limit = city_limit(settings.size);
  const auto jitter = static_cast<int>(
      mix_all({settings.seed, 0xF0, static_cast<std::uint64_t>(player), static_cast<std::uint64_t>(index)}) % 4);
  return 2 + index * span / limit + jitter;
}

bool is_free(const Save& save, int site) {
  return save.tile(site).city_site != "USED" && save.tile(site).owner() == kNone;
}

int nearest_site(const Sim& sim, int tile) {
  int best = kNone;
  int best_distance = 1 << 20;
  for (const int site : sim.save.city_sites) {
    const int away = sim.grid.distance(tile, site);
    if (is_free(sim.save, site) && away < best_distance) {
      best = site;
      best_distance = away;
    }
  }
  return best;
}

// Starts far from one another: each takes the free site whose nearest rival is farthest.
int start_site(const Sim& sim) {
  int best = kNone;
  int best_distance = -1;
  for (const int site : sim.save.city_sites) {
    if (!is_free(sim.save, site)) {
      continue;
    }
    int nearest = 1 << 20;
    for (const City& city : sim.save.cities) {
      nearest = std::min(nearest, sim.grid.distance(site, city.tile));
    }
    if (nearest > best_distance) {
      best = site;
      best_distance = nearest;
    }
  }
  return best;
}

Name city_name(const Save& save, const Player& player) {
  const NationInfo& nation = nation_of(player.setup);
  const auto taken = [&save](Name name) {
    return std::any_of(save.cities.begin(), save.cities.end(), [name](const City& city) { return city.name == name; });
  };
  for (const Name name : nation.cities) {
    if (!taken(name)) {
      return name;
    }
  }
  for (const NationInfo& other : nations()) {
    for (const Name name : other.cities) {
      if (!taken(name)) {
        return name;
      }
    }
  }
  return nation.cities[0];
}

void choose_family(Sim& sim, City& city, Random& random) {
  Player& player = sim.save.player(city.player);
  // The first cities are the seats of the families, one each.
  for (std::size_t i = 0; i < player.families.size(); ++i) {
    if (player.family_seats[i] == kNone) {
      player.family_seats[i] = city.id;
      city.family = player.families[i];
      return;
    }
  }
  city.family = random.pick(player.families);
}

void found_city(Sim& sim, Player& player, int site) {
  Save& save = sim.save;
  Random random = sim.random(Topic::kCities, 100 + player.id);
  City city;
  city.id = static_cast<int>(save.cities.size());
  city.tile = site;
  city.player = city.first_player = city.last_player = player.id;
  city.name = city_name(save, player);
  city.founded = sim.turn;
  city.capital = player.original_capital == kNone;
  city.land = sim.grid.within(site, 4);
  city.culture_teams.push_back(player.setup.team);
  choose_family(sim, city, random);
  city.player_families.emplace_back(player.id, city.family);
  if (city.capital) {
    player.original_capital = city.id;
    player.starting_tiles = {site, random.pick(city.land)};
  }
  Tile& tile = save.tile(site);
  tile.city_site = "USED";
  tile.improvement = "IMPROVEMENT_CITY";
  tile.improvement_since = sim.turn;
  tile.tribe_site = {};
  tile.orig_urban_owner = player.id;
  tile.element_name = fmt::format("TEXT_{}", city.name);
  tile.terrains = {{0, tile.terrain}, {sim.turn, "TERRAIN_URBAN"}};
  tile.terrain = "TERRAIN_URBAN";
  save.cities.push_back(std::move(city));
  City& founded = save.cities.back();
  for (int i = 0; i < 7; ++i) {
    claim_next_tile(sim, founded);
  }
  add_count(save.character(player.leader).stats, "STAT_CITY_FOUNDED");
  log_permanent(save, player.id, sim.turn, "CITY_FOUNDED", fmt::format("Founded {}", city_link(save, founded)),
                fmt::to_string(site));
}

void grow(City& city, int turn, Random& random) {
  city.progress[kGrowth] += random.range(20, 140);
  if (city.progress[kGrowth] >= 900) {
    city.overflow[kGrowth] = city.progress[kGrowth] - 900;
    city.progress[kGrowth] = city.overflow[kGrowth];
    ++city.growth_count;
    ++city.citizens;
  }
  city.progress[kCulture] += 20 + 4 * city.citizens;
  city.overflow[kCivics] = random.below(90) * 10;
  city.overflow[kTraining] = random.below(60) * 10;
  city.progress[kHappiness] = random.range(0, 1400);
  const int years = turn - city.founded;
  city.culture = years < 18 ? 0 : years < 42 ? 1 : years < 72 ? 2 : years < 105 ? 3 : 4;
  if (random.per_thousand(60)) {
    city.happiness = std::clamp(city.happiness + random.range(-2, 2), -10, 12);
    city.level[kHappiness] = std::max(0, city.happiness);
  }
  city.level[kCulture] = city.culture;
  if (city.citizens > 1 && random.per_thousand(45)) {
    --city.citizens;
    ++city.specialists;
  }
}

void hurry_sometimes(City& city, Random& random) {
  if (!random.per_thousand(35)) {
    return;
  }
  switch (random.below(5)) {
    case 0:
      ++city.hurry_civics;
      break;
    case 1:
      ++city.hurry_training;
      break;
    case 2:
      ++city.hurry_money;
      break;
    case 3:
      ++city.hurry_orders;
      break;
    default:
      ++city.hurry_population;
  }
}

void run_projects(Sim& sim, City& city, Random& random) {
  Player& player = sim.save.player(city.player);
  if (random.per_thousand(45)) {
    const Name project = random.pick(kProjects);
    add_count(city.projects, project);
    add_count(player.projects_produced, project);
    city.completed = {{"BUILD_PROJECT", project, kNone, random.range(100, 900), false, {}}};
    pay_for(city.completed.front().cost, project, random);
    log_turn(sim.save, player.id, sim.turn, "CITY_PRODUCTION",
             fmt::format("{} completed a Project: {}", city_link(sim.save, city),
                         help_link("HELP_PROJECT", project, display_name(project))),
             fmt::to_string(city.tile));
  }
  if (random.per_thousand(9)) {
    const Name luxury = random.pick(kResources);
    set_value(city.luxuries, luxury, sim.turn);
    set_value(player.luxuries, luxury, sim.turn);
  }
  if (random.per_thousand(8)) {
    ++city.buy_tiles;
    ++player.buy_tile_count;
    claim_next_tile(sim, city);
  }
}

void appoint_governor(Sim& sim, City& city, Random& random) {
  if (city.governor != kNone && !random.per_thousand(15)) {
    return;
  }
  if (random.chance(90)) {
    return;
  }
  const int candidate = find_adult(sim, city.player, random);
  const bool busy =
      candidate == kNone || std::any_of(sim.save.cities.begin(), sim.save.cities.end(),
                                        [candidate](const City& other) { return other.governor == candidate; });
  if (!busy) {
    city.governor = candidate;
    city.governor_turn = sim.turn;
  }
}

void send_agent(Sim& sim, City& city, Random& random) {
  if (!random.per_thousand(6) || sim.save.players.size() < 2) {
    return;
  }
  const int rival = random.below(static_cast<int>(sim.save.players.size()));
  const bool placed = std::any_of(city.agents.begin(), city.agents.end(),
                                  [rival](const City::Agent& agent) { return agent.player == rival; });
  const int agent = rival == city.player || placed ? kNone : find_adult(sim, rival, random);
  if (agent != kNone) {
    city.agents.push_back({rival, sim.turn, agent, city.tile});
    const int team = sim.save.player(rival).setup.team;
    if (std::find(city.culture_teams.begin(), city.culture_teams.end(), team) == city.culture_teams.end()) {
      city.culture_teams.push_back(team);
    }
  }
}

void tell_story(Sim& sim, City& city, Random& random) {
  if (random.per_thousand(25)) {
    const auto index = static_cast<std::size_t>(random.below(static_cast<int>(stories().size())));
    city.stories.emplace_back(&stories()[index], sim.turn);
  }
}

void live_in_city(Sim& sim, City& city, Random& random) {
  grow(city, sim.turn, random);
  hurry_sometimes(city, random);
  city.damage = random.chance(4) ? random.range(1, 12) : std::max(0, city.damage - 2);
  city.assimilate_turns = std::max(0, city.assimilate_turns - 1);
  if (random.per_thousand(5)) {
    city.raided_turn = sim.turn;
  }
  if (city.player == kNone) {
    return;
  }
  run_projects(sim, city, random);
  appoint_governor(sim, city, random);
  send_agent(sim, city, random);
  tell_story(sim, city, random);
}

// A city rises against its owner: nobody's for a while, its land with it.
void rebel(Sim& sim, City& city) {
  change_owner(sim, city, kNone);
  city.tribe = "TRIBE_REBELS";
  city.governor = kNone;
  city.agents.clear();
}

void capture_cities(Sim& sim, Random& random) {
  Save& save = sim.save;
  if (sim.turn < 15 || save.players.size() < 2) {
    return;
  }
  for (City& city : save.cities) {
    if (city.founded == sim.turn || (city.capital && cities_of(save, city.player).size() > 1)) {
      continue;
    }
    if (city.player == kNone && random.chance(10)) {  // back under someone's rule
      change_owner(sim, city, random.below(static_cast<int>(save.players.size())));
      continue;
    }
    const int rival = random.below(static_cast<int>(save.players.size()));
    if (city.player == kNone || cities_of(save, city.player).size() < 3) {
      continue;
    }
    if (rival != city.player && at_war(save, rival, city.player) && random.per_thousand(7)) {
      const int loser = city.player;
      log_permanent(save, loser, sim.turn, "CITY_BREACHED",
                    fmt::format("{} breached by {}", city_link(save, city), player_link(save, rival)),
                    fmt::to_string(city.tile));
      change_owner(sim, city, rival);
      add_count(save.character(save.player(rival).leader).stats, "STAT_CITY_CAPTURED");
    } else if (city.happiness < -4 && !city.capital && random.per_thousand(12)) {
      rebel(sim, city);
    }
  }
}

}  // namespace

std::vector<int> cities_of(const Save& save, int player) {
  std::vector<int> ids;
  for (const City& city : save.cities) {
    if (city.player == player) {
      ids.push_back(city.id);
    }
  }
  return ids;
}

void change_owner(Sim& sim, City& city, int new_player) {
  Save& save = sim.save;
  city.last_player = city.player == kNone ? city.last_player : city.player;
  if (city.player != kNone) {
    for (int& seat : save.player(city.player).family_seats) {
      if (seat == city.id) {
        seat = kNone;
      }
    }
  }
  city.captured_capital = city.captured_capital || city.capital;
  city.capital = false;
  city.player = new_player;
  city.governor = kNone;
  city.tribe = {};
  city.capture_player = new_player;
  city.capture_turns = new_player == kNone ? 0 : 2;
  city.assimilate_turns = 20;
  for (const int id : city.land) {
    Tile& tile = save.tile(id);
    if (tile.city_territory == city.id && tile.owner() != new_player) {
      set_owner(tile, sim.turn, new_player);
    }
  }
  if (new_player == kNone) {
    city.family = kNoName;
    return;
  }
  const Player& owner = save.player(new_player);
  city.family = owner.families.front();
  std::erase_if(city.player_families, [new_player](const auto& item) { return item.first == new_player; });
  city.player_families.emplace_back(new_player, city.family);
  if (std::find(city.culture_teams.begin(), city.culture_teams.end(), owner.setup.team) == city.culture_teams.end()) {
    city.culture_teams.push_back(owner.setup.team);
  }
}

void start_cities(Sim& sim) {
  for (Player& player : sim.save.players) {
    const int site = start_site(sim);
    found_city(sim, player, site);
  }
  // Tribes hold some of the other places from the start.
  Random random = sim.random(Topic::kCities, 500);
  for (const int site : sim.save.city_sites) {
    const TribeInfo& tribe = random.pick(tribes());
    Tile& tile = sim.save.tile(site);
    if (is_free(sim.save, site) && tribe.has_cities && random.chance(45)) {
      tile.tribe_site = tribe.key;
      tile.improvement = random.chance(50) ? "IMPROVEMENT_SETTLEMENT_1" : "IMPROVEMENT_SETTLEMENT_2";
      tile.improvement_since = 1;
    }
  }
}

void advance_cities(Sim& sim) {
  Save& save = sim.save;
  Random random = sim.random(Topic::kCities);
  for (Player& player : save.players) {
    const int count = founded_by(save, player.id);
    if (count < cities_due(save.settings, player.id) && founding_turn(save.settings, player.id, count) <= sim.turn) {
      const int home = save.city(player.original_capital).tile;
      const int site = nearest_site(sim, home);
      if (site != kNone) {
        found_city(sim, player, site);
      }
    }
  }
  for (City& city : save.cities) {
    live_in_city(sim, city, random);
  }
  capture_cities(sim, random);
}

}  // namespace perankh::savegen
