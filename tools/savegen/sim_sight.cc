#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "logs.h"
#include "simulation.h"

// What only the moment of saving knows: who sees what, what the computer plans, what waits in queues, who has won.

namespace perankh::savegen {
namespace {

constexpr int kPatchDelay = 9;

struct Source {
  int tile = 0;
  int turn = 0;
  int turns_per_ring = 0;
};

// A team learns the map outwards from where it has been: its cities, and quickest from its first one.
std::vector<Source> sources_of(const Save& save, int team) {
  std::vector<Source> sources;
  for (const City& city : save.cities) {
    if (save.player(city.first_player).setup.team == team) {
      const bool first = save.player(city.first_player).original_capital == city.id;
      sources.push_back({city.tile, city.founded, first ? 5 : 9});
    }
  }
  return sources;
}

TeamSight sight_of(const Sim& sim, const std::vector<Source>& sources, int tile, int team) {
  int revealed = 1 << 20;
  int nearest = 1 << 20;
  // Scouts walk in stretches: tiles of a patch become known together.
  const int x = tile % sim.grid.width() / 4;
  const int y = tile / sim.grid.width() / 4;
  const auto blur = static_cast<int>(mix_all({sim.save.settings.seed, 0x516, static_cast<std::uint64_t>(x),
                                              static_cast<std::uint64_t>(y), static_cast<std::uint64_t>(team)}) %
                                     kPatchDelay);
  for (const Source& source : sources) {
    const int away = sim.grid.distance(source.tile, tile);
    nearest = std::min(nearest, away);
    const int rings = away <= 3 ? 0 : (away + 1) / 3;
    revealed = std::min(revealed, source.turn + (rings == 0 ? 0 : rings * source.turns_per_ring + blur));
  }
  if (revealed > sim.turn) {
    return {};
  }
  const int last_seen = nearest <= 5 ? sim.turn : revealed + (sim.turn - revealed) * blur / kPatchDelay;
  return {revealed, last_seen};
}

void plan_for(const Sim& sim, Player& player, Random& random) {
  const Save& save = sim.save;
  const bool human = player.setup.human;
  for (int i = random.range(0, 3); i > 0; --i) {
    player.expansion_tiles.push_back(random.pick(save.city_sites));
  }
  for (int i = random.range(human ? 5 : 50, human ? 25 : 120); i > 0; --i) {
    player.attack_targets.push_back(random.below(sim.grid.tiles()));
  }
  for (int i = human ? random.below(4) : random.range(4, 14); i > 0; --i) {
    player.harvest_targets.push_back(random.below(sim.grid.tiles()));
  }
  std::sort(player.attack_targets.begin(), player.attack_targets.end());
  std::sort(player.harvest_targets.begin(), player.harvest_targets.end());
  for (const Unit& unit : save.units) {
    if (unit.player != player.id && random.chance(25)) {
      player.last_seen_units.emplace_back(unit.id, unit.tile);
    }
  }
  for (const int site : save.city_sites) {
    if (!save.tile(site).tribe_site.empty() && random.chance(40)) {
      player.last_seen_sites.emplace_back(site, save.tile(site).tribe_site);
    }
  }
  for (int i = random.below(3); i > 0; --i) {
    const int tile = random.below(sim.grid.tiles());
    player.bones_times.emplace_back(tile, random.range(1, 3));
  }
  for (int i = random.below(5); i > 0; --i) {
    const int tile = random.below(sim.grid.tiles());
    player.recent_attacks.emplace_back(tile, random.range(1, 2));
  }
}

void fill_queue(const Sim& sim, City& city) {
  Random random = sim.random(Topic::kFinish, 1000 + city.id);
  if (city.player == kNone) {
    return;
  }
  constexpr std::array<Name, 3> kSpecialists = {"SPECIALIST_OFFICER_1", "SPECIALIST_MONK_1", "SPECIALIST_ACOLYTE_1"};
  for (int i = random.range(0, 3); i > 0; --i) {
    QueueItem item;
    switch (random.below(3)) {
      case 0:
        item.build = "BUILD_UNIT";
        item.type = random.pick(kUnits);
        break;
      case 1:
        item.build = "BUILD_PROJECT";
        item.type = random.pick(kProjects);
        item.repeat = random.chance(15);
        break;
      default:
        item.build = "BUILD_SPECIALIST";
        item.type = random.pick(kSpecialists);
        item.data = city.land[static_cast<std::size_t>(random.below(static_cast<int>(city.next_claim)))];
    }
    item.progress = random.below(900);
    pay_for(item.cost, item.type, random);
    city.queue.push_back(std::move(item));
  }
  city.citizens_queue = random.chance(10) ? random.range(1, 2) : 0;
}

void report_sightings(Sim& sim, Player& player, Random& random) {
  for (const auto& [unit, tile] : player.last_seen_units) {
    if (!random.chance(8)) {
      continue;
    }
    const auto at = std::find_if(sim.save.units.begin(), sim.save.units.end(),
                                 [id = unit](const Unit& other) { return other.id == id; });
    log_turn(
        sim.save, player.id, sim.turn, "UNIT_SEEN",
        fmt::format("Hostile {} seen.", help_link("HELP_SELECT_UNIT", fmt::to_string(unit), display_name(at->type))),
        fmt::to_string(tile), std::string(at->type), fmt::to_string(tile));
  }
}

std::string victory_text(const Save& save, int winner) {
  const Name victory = save.settings.winner_victory;
  return fmt::format("{} has met the conditions for {}!", player_link(save, winner),
                     help_link("HELP_VICTORY_TYPE", victory, fmt::format("a {} Victory", display_name(victory))));
}

void end_campaign(Sim& sim) {
  Save& save = sim.save;
  const std::string text = victory_text(save, winner_of(save));
  for (Player& player : save.players) {
    const bool won = player.setup.team == save.settings.winner_team;
    player.surrendered = !won && player.setup.human && save.settings.network;
    player.turn_summary.push_back({text, "MISC", {}, {}, {}, 0, 0});
    log_turn(save, player.id, sim.turn, "TURN_SUMMARY", text, "", "");
    if (won && player.setup.human) {
      player.achievements = {"ACHIEVEMENT_VICTORY_NO_UNDO", "ACHIEVEMENT_WIN_FFA",
                             fmt::format("ACHIEVEMENT_{}", save.settings.winner_victory),
                             fmt::format("ACHIEVEMENT_{}", nation_of(player.setup).key)};
      if (save.settings.network) {
        player.achievements.emplace_back("ACHIEVEMENT_WIN_NETWORK");
      }
    }
  }
}

}  // namespace

void look_around(Sim& sim) {
  Save& save = sim.save;
  for (int team = 0; team < save.settings.teams; ++team) {
    const std::vector<Source> sources = sources_of(save, team);
    for (int id = 0; id < sim.grid.tiles(); ++id) {
      save.tile(id).sight.push_back(sight_of(sim, sources, id, team));
    }
  }
  for (std::size_t i = 0; i < save.units.size(); ++i) {
    save.tile(save.units[i].tile).units.push_back(static_cast<int>(i));
  }
}

void finish_save(Sim& sim) {
  Save& save = sim.save;
  Random random = sim.random(Topic::kFinish);
  save.game_seed = random.game_seed();
  for (Tile& tile : save.tiles) {
    tile.turn_seed = random.next();
    tile.recent_attacks = random.per_thousand(4) ? random.range(1, 3) : 0;
    tile.unit_turns = !tile.units.empty() && tile.build_turns_left > 0 ? random.range(1, 3) : 0;
  }
  for (City& city : save.cities) {
    fill_queue(sim, city);
  }
  for (Tribe& tribe : save.tribe_states) {
    if (!save.religions.empty() && random.chance(15)) {
      tribe.religion = random.pick(save.religions).key;
    }
  }
  std::vector<int> humans;
  for (Player& player : save.players) {
    Random own = sim.random(Topic::kFinish, 10 + player.id);
    plan_for(sim, player, own);
    report_sightings(sim, player, own);
    if (player.setup.human) {
      humans.push_back(player.id);
    }
  }
  save.active_player = random.pick(humans);
  if (save.finished && save.settings.winner_team != kNone) {
    end_campaign(sim);
  }
}

}  // namespace perankh::savegen
