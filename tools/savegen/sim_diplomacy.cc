#include <fmt/format.h>

#include <algorithm>

#include "logs.h"
#include "simulation.h"

// Meetings, wars and treaties between teams, and of tribes with them.

namespace perankh::savegen {
namespace {

void set_both(Save& save, int a, int b, Name diplomacy, int turn) {
  for (Stance* stance : {&save.stance(a, b), &save.stance(b, a)}) {
    stance->diplomacy = diplomacy;
    stance->diplomacy_turn = turn;
    stance->block_turn = turn + 4;
  }
}

int someone_of(const Save& save, int team) {
  const auto at = std::find_if(save.players.begin(), save.players.end(),
                               [team](const Player& player) { return player.setup.team == team; });
  return at->id;
}

void announce(Sim& sim, int team, int other, Name diplomacy) {
  for (const Player& player : sim.save.players) {
    if (player.setup.team == team) {
      const int subject = someone_of(sim.save, other);
      log_permanent(sim.save, player.id, sim.turn, "TEAM_DIPLOMACY",
                    fmt::format("{} Declared {} on us", player_link(sim.save, subject), diplomacy_link(diplomacy)),
                    fmt::to_string(subject));
    }
  }
}

void meet(Sim& sim, int a, int b) {
  Save& save = sim.save;
  save.stance(a, b).contact = save.stance(b, a).contact = true;
  set_both(save, a, b, "DIPLOMACY_TRUCE", sim.turn);
  for (const Player& player : save.players) {
    if (player.setup.team == a || player.setup.team == b) {
      const int subject = someone_of(save, player.setup.team == a ? b : a);
      const int tile = player.original_capital == kNone ? 0 : save.city(player.original_capital).tile;
      log_permanent(save, player.id, sim.turn, "TEAM_CONTACT",
                    fmt::format("You have met {}.", player_link(save, subject)), fmt::to_string(tile));
    }
  }
}

void deal_with(Sim& sim, int a, int b, Random& random) {
  Save& save = sim.save;
  Stance& ours = save.stance(a, b);
  Stance& theirs = save.stance(b, a);
  if (!ours.contact) {
    if (random.per_thousand(90)) {
      meet(sim, a, b);
    }
    return;
  }
  if (ours.diplomacy == "DIPLOMACY_WAR") {
    ours.war_score += random.range(-4, 8);
    theirs.war_score += random.range(-4, 8);
    if (random.chance(35)) {
      ours.conflict_turn = theirs.conflict_turn = sim.turn;
    }
    if (random.per_thousand(35)) {
      set_both(save, a, b, random.chance(60) ? "DIPLOMACY_TRUCE" : "DIPLOMACY_PEACE", sim.turn);
    }
  } else if (sim.turn > 11 && random.per_thousand(25)) {
    set_both(save, a, b, "DIPLOMACY_WAR", sim.turn);
    ours.conflict_turn = theirs.conflict_turn = sim.turn;
    announce(sim, a, b, "DIPLOMACY_WAR");
    announce(sim, b, a, "DIPLOMACY_WAR");
  } else if (ours.diplomacy == "DIPLOMACY_PEACE" && random.per_thousand(8)) {
    set_both(save, a, b, "DIPLOMACY_ALLIANCE", sim.turn);
  }
}

void meet_tribe(Sim& sim, std::size_t index, int team) {
  Save& save = sim.save;
  const TribeInfo& tribe = tribes()[index];
  save.tribe_stance(static_cast<int>(index), team).contact = true;
  for (const Player& player : save.players) {
    if (player.setup.team == team) {
      const int tile = player.original_capital == kNone ? 0 : save.city(player.original_capital).tile;
      log_permanent(save, player.id, sim.turn, "TRIBE_CONTACT", fmt::format("You have met the {}.", tribe_link(tribe)),
                    fmt::to_string(tile), fmt::to_string(index));
    }
  }
}

void deal_with_tribe(Sim& sim, std::size_t index, int team, Random& random) {
  Save& save = sim.save;
  Stance& stance = save.tribe_stance(static_cast<int>(index), team);
  if (!stance.contact) {
    if (random.per_thousand(40)) {
      meet_tribe(sim, index, team);
    }
    return;
  }
  if (!random.per_thousand(25)) {
    return;
  }
  stance.diplomacy = stance.diplomacy == "DIPLOMACY_WAR" ? (random.chance(70) ? "DIPLOMACY_TRUCE" : "DIPLOMACY_PEACE")
                                                         : "DIPLOMACY_WAR";
  stance.diplomacy_turn = sim.turn;
  stance.conflict_turn = stance.diplomacy == "DIPLOMACY_WAR" ? sim.turn : stance.conflict_turn;
  stance.block_turn = sim.turn + 4;
  stance.war_score += random.range(-3, 2) * 5;
  for (const Player& player : save.players) {
    if (player.setup.team == team) {
      log_permanent(save, player.id, sim.turn, "TRIBE_DIPLOMACY",
                    fmt::format("{}: {}", tribe_link(tribes()[index]), diplomacy_link(stance.diplomacy)),
                    fmt::to_string(index));
    }
  }
  Tribe& state = save.tribe_states[index];
  state.allied_player = stance.diplomacy == "DIPLOMACY_PEACE" && random.chance(30) ? someone_of(save, team) : kNone;
}

}  // namespace

void start_diplomacy(Sim& sim) {
  Save& save = sim.save;
  const auto teams = static_cast<std::size_t>(save.settings.teams);
  save.team_stances.resize(teams * teams);
  save.tribe_stances.resize(tribes().size() * teams);
  for (std::size_t i = 0; i < tribes().size(); ++i) {
    save.tribe_states.push_back({tribes()[i].key, kNone, kNone, {}});
    for (int team = 0; team < save.settings.teams; ++team) {
      save.tribe_stance(static_cast<int>(i), team).diplomacy =
          tribes()[i].has_cities && i != 3 ? "DIPLOMACY_TRUCE" : "DIPLOMACY_WAR";  // barbarians fight everyone
    }
  }
  for (int team = 0; team < save.settings.teams; ++team) {
    save.stance(team, team).contact = true;
    save.stance(team, team).diplomacy = "DIPLOMACY_TEAM";
  }
}

void advance_diplomacy(Sim& sim) {
  Random random = sim.random(Topic::kDiplomacy);
  for (int a = 0; a < sim.save.settings.teams; ++a) {
    for (int b = a + 1; b < sim.save.settings.teams; ++b) {
      deal_with(sim, a, b, random);
    }
    for (std::size_t tribe = 0; tribe < tribes().size(); ++tribe) {
      if (tribes()[tribe].has_cities) {
        deal_with_tribe(sim, tribe, a, random);
      }
    }
  }
}

bool at_war(const Save& save, int player, int other) {
  return save.stance(save.player(player).setup.team, save.player(other).setup.team).diplomacy == "DIPLOMACY_WAR";
}

}  // namespace perankh::savegen
