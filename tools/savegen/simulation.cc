#include "simulation.h"

#include <algorithm>

#include "campaign.h"

namespace perankh::savegen {
namespace {

void seat_players(Save& save) {
  for (const PlayerSetup& setup : save.settings.players) {
    Player player;
    player.setup = setup;
    player.id = static_cast<int>(save.players.size());
    save.players.push_back(std::move(player));
  }
}

// Turn logs hold the last two turns; what was before is forgotten.
void forget_old_turns(Sim& sim) {
  for (Player& player : sim.save.players) {
    std::erase_if(player.turn_log, [&sim](const LogEntry& entry) { return entry.turn < sim.turn - 1; });
  }
}

}  // namespace

Save simulate(const Settings& settings, int turn, bool finished) {
  Save save;
  save.settings = settings;
  save.turn = turn;
  save.finished = finished;
  const HexGrid grid(settings.width, settings.height);
  build_world(save, grid);
  seat_players(save);

  Sim sim{save, grid};
  start_diplomacy(sim);
  start_realms(sim);
  start_people(sim);
  start_cities(sim);
  start_units(sim);
  for (sim.turn = 2; sim.turn <= turn; ++sim.turn) {
    advance_diplomacy(sim);
    advance_people(sim);
    advance_cities(sim);
    advance_land(sim);
    advance_realms(sim);
    advance_religions(sim);
    advance_units(sim);
    advance_stories(sim);
    advance_histories(sim);
    forget_old_turns(sim);
  }
  sim.turn = turn;
  save.time = save_time(settings, turn);
  look_around(sim);
  finish_save(sim);
  return save;
}

}  // namespace perankh::savegen
