#include <fmt/format.h>

#include <algorithm>

#include "logs.h"
#include "simulation.h"

// A nation's affairs: research, laws, treasury, families and council.

namespace perankh::savegen {
namespace {

int tech_index(Name key) {
  const auto all = techs();
  const auto at = std::find_if(all.begin(), all.end(), [key](const TechInfo& tech) { return tech.key == key; });
  return at == all.end() ? kNone : static_cast<int>(at - all.begin());
}

void discover(Sim& sim, Player& player, int tech, bool logged) {
  const auto index = static_cast<std::size_t>(tech);
  const TechInfo& info = techs()[index];
  player.tech_turn[index] = sim.turn;
  player.last_discovered = tech;
  if (player.leader != kNone) {
    add_count(sim.save.character(player.leader).stats, "STAT_TECH_DISCOVERED");
  }
  if (logged) {
    log_permanent(sim.save, player.id, sim.turn, "TECH_DISCOVERED",
                  fmt::format("Discovered {}", help_link("HELP_TECH", info.key, info.display)), std::string(info.key));
  }
}

bool is_open(const Player& player, std::size_t tech) {
  return player.tech_turn[tech] == 0 && !player.tech_trashed[tech] && !player.tech_locked[tech];
}

// The next techs in the order of the table, four cards at a time; the others of the hand are passed.
void choose_research(Player& player, Random& random) {
  std::vector<std::size_t> hand;
  const std::size_t count = techs().size();
  for (std::size_t i = 0; i < count && hand.size() < 4; ++i) {
    if (is_open(player, i) && !techs()[i].is_bonus) {
      hand.push_back(i);
    }
  }
  for (std::size_t i = 0; i < count && hand.size() < 5; ++i) {  // now and then a card lies among them
    if (is_open(player, i) && techs()[i].is_bonus && random.chance(15)) {
      hand.push_back(i);
    }
  }
  if (hand.empty()) {
    player.researching = kNone;
    return;
  }
  const std::size_t chosen = random.pick(hand);
  player.researching = static_cast<int>(chosen);
  for (const std::size_t other : hand) {
    if (other != chosen && techs()[other].is_bonus) {
      player.tech_trashed[other] = random.chance(60);
    } else if (other != chosen) {
      player.tech_passed[other] = random.chance(50);
    }
  }
}

void research(Sim& sim, Player& player, Random& random) {
  if (player.researching == kNone) {
    return;
  }
  const auto index = static_cast<std::size_t>(player.researching);
  player.tech_progress[index] += player.rate[kScience];
  if (player.tech_progress[index] < techs()[index].cost) {
    return;
  }
  player.tech_passed[index] = false;
  discover(sim, player, player.researching, true);
  if (player.tech_without_log == kNone && sim.turn > 10) {  // a gift of an event, once in a game
    for (std::size_t i = techs().size() - 1; i > 0; --i) {
      if (is_open(player, i) && techs()[i].is_bonus) {
        player.tech_without_log = static_cast<int>(i);
        discover(sim, player, static_cast<int>(i), false);
        break;
      }
    }
  }
  choose_research(player, random);
}

void adopt_laws(Sim& sim, Player& player, Random& random) {
  const bool told = sim.save.settings.format != Format::k2022;  // those saves kept no log of laws
  for (std::size_t i = 1; i < laws().size(); ++i) {
    const LawInfo& law = laws()[i];
    const bool none = player.active_law[i].empty();
    if (sim.turn < law.earliest_turn || !random.per_thousand(none ? 90 : 8)) {
      continue;
    }
    const bool first = none ? random.chance(50) : player.active_law[i] != law.first;
    player.active_law[i] = first ? law.first : law.second;
    ++player.law_changes[i];
    add_count(sim.save.character(player.leader).stats, "STAT_LAW_ADOPTED");
    if (told) {
      player.law_turn[i] = sim.turn;
      const Name display = first ? law.first_display : law.second_display;
      log_permanent(
          sim.save, player.id, sim.turn, "LAW_ADOPTED",
          fmt::format("Adopted {}", help_link("HELP_LAW", fmt::format("{},1", player.active_law[i]), display)),
          std::string(player.active_law[i]));
    }
    if (random.chance(25)) {
      player.family_law_opinions.emplace_back(random.below(static_cast<int>(player.families.size())),
                                              static_cast<int>(i));
    }
    return;  // one a turn
  }
}

// Rates follow the number of cities; the numbers are tenths, as in the file.
void run_economy(Player& player, int cities, Random& random) {
  constexpr std::array<int, kYields.size()> kPerCity = {90, 95, 120, 42, -45, 60, 52, -60, 260, 42, 20, 30, 35, 15};
  for (std::size_t i = 0; i < kYields.size(); ++i) {
    const int target = kPerCity[i] * cities + (i == kScience ? 160 : i == kOrders ? 90 : i == kMoney ? 300 : 0);
    player.rate[i] += (target - player.rate[i]) / 7 + random.range(-25, 25);
    player.total[i] += player.rate[i];
    player.stockpile[i] = std::max(0, player.stockpile[i] + player.rate[i] / 3 - random.below(120));
  }
  player.stockpile[kOrders] = std::max(0, player.rate[kOrders] - random.below(150));
  player.legitimacy = std::max(0, player.legitimacy + (random.chance(15) ? random.range(-2, 10) : 0));
  player.time_stockpile += random.range(0, 6);
}

void keep_families(Sim& sim, Player& player, Random& random) {
  for (std::size_t i = 0; i < player.families.size(); ++i) {
    if (player.family_heads[i] == kNone && random.chance(30)) {
      player.family_heads[i] = find_adult(sim, player.id, random);
      sim.save.character(player.family_heads[i]).family_head = true;
    }
    if (player.family_heads[i] == kNone) {
      player.family_no_leader[i] = sim.turn;
    }
  }
  const auto& families = all_families();
  for (std::size_t i = 0; i < families.size(); ++i) {
    const bool ours =
        std::find(player.families.begin(), player.families.end(), families[i].key) != player.families.end();
    if (ours && random.chance(45)) {
      player.family_opinions[i] = std::clamp(player.family_opinions[i] + random.range(-25, 27), -260, 320);
    }
  }
}

void fill_council(Sim& sim, Player& player, Random& random) {
  for (const Name seat : kCouncil) {
    const bool taken = std::any_of(player.council.begin(), player.council.end(),
                                   [seat](const NameCount& item) { return item.key == seat; });
    if (taken || sim.turn < 12 || !random.chance(6)) {
      continue;
    }
    const int id = find_adult(sim, player.id, random);
    const bool busy = id == player.leader || std::any_of(player.council.begin(), player.council.end(),
                                                         [id](const NameCount& item) { return item.value == id; });
    if (id != kNone && !busy) {
      player.council.push_back({seat, id});
      set_value(player.mission_started, random.pick(kMissions), sim.turn);
    }
  }
}

void size_tables(Player& player) {
  player.tech_turn.assign(techs().size(), 0);
  player.tech_progress.assign(techs().size(), 0);
  player.tech_passed.assign(techs().size(), false);
  player.tech_trashed.assign(techs().size(), false);
  player.tech_locked.assign(techs().size(), false);
  player.active_law.assign(laws().size(), {});
  player.law_turn.assign(laws().size(), 0);
  player.law_changes.assign(laws().size(), 0);
  player.family_opinions.assign(all_families().size(), 0);
  player.religion_opinions.assign(all_religions().size(), 0);
  player.family_history.resize(all_families().size());
  player.religion_history.resize(all_religions().size());
}

void choose_families(Player& player, Random& random) {
  const NationInfo& nation = nation_of(player.setup);
  const int left_out = random.below(static_cast<int>(nation.families.size()));  // three of four play a part
  for (std::size_t i = 0; i < nation.families.size(); ++i) {
    if (static_cast<int>(i) != left_out) {
      player.families.push_back(nation.families[i].key);
    }
  }
  player.family_heads.assign(player.families.size(), kNone);
  player.family_seats.assign(player.families.size(), kNone);
  player.family_no_leader.assign(player.families.size(), 0);
  player.family_religions.assign(player.families.size(), {});
}

}  // namespace

void start_realms(Sim& sim) {
  for (Player& player : sim.save.players) {
    Random random = sim.random(Topic::kRealm, player.id);
    size_tables(player);
    choose_families(player, random);
    player.active_law[0] = laws()[0].first;
    player.stockpile = {0, 250, 200, 0, 0, 0, 0, 300, 0, 120, 200, 150, 150, 200};
    player.rate = {100, 190, 120, 30, -80, 90, 205, 428, 42, 75, 10, 0, 10, 0};
    player.legitimacy = random.range(8, 20);
    for (const Name key : nation_of(player.setup).starting_techs) {
      discover(sim, player, tech_index(key), true);
    }
    for (std::size_t i = 0; i < techs().size(); ++i) {  // cards that only an event can bring
      player.tech_locked[i] = techs()[i].is_bonus && techs()[i].key.starts_with("TECH_RESOURCE");
    }
    choose_research(player, random);
  }
}

void advance_realms(Sim& sim) {
  for (Player& player : sim.save.players) {
    Random random = sim.random(Topic::kRealm, player.id);
    run_economy(player, static_cast<int>(cities_of(sim.save, player.id).size()), random);
    research(sim, player, random);
    adopt_laws(sim, player, random);
    keep_families(sim, player, random);
    fill_council(sim, player, random);
    player.ambition_delay = std::max(0, player.ambition_delay - 1);
  }
}

}  // namespace perankh::savegen
