#include <algorithm>

#include "simulation.h"

// The series of values by turn. They begin at turn 2.

namespace perankh::savegen {
namespace {

enum class Kind : std::uint64_t { kPoints, kMilitary, kLegitimacy, kRate, kTotal, kFamily, kReligion, kPrice };

// Now and then a series is written only where it changes; a missing turn keeps the value before it.
bool is_sparse(const Save& save, Kind kind, int player, std::size_t index) {
  return mix_all({save.settings.seed, 0x5BA45E, static_cast<std::uint64_t>(kind),
                  static_cast<std::uint64_t>(player + 1), index}) %
             100 <
         6;
}

void record(const Sim& sim, Series& series, Kind kind, int player, std::size_t index, int value) {
  if (!series.empty() && series.back().value == value && is_sparse(sim.save, kind, player, index)) {
    return;
  }
  series.push_back({sim.turn, value});
}

int points_of(const Save& save, int player) {
  int points = 0;
  for (const City& city : save.cities) {
    points += city.player == player ? 1 + city.culture : 0;
  }
  return points;
}

int power_of(const Save& save, int player) {
  int power = 0;
  for (const Unit& unit : save.units) {
    power += unit.player == player ? 10 * (2 + unit.level) : 0;
  }
  return power;
}

void record_player(const Sim& sim, Player& player) {
  record(sim, player.points_history, Kind::kPoints, player.id, 0, points_of(sim.save, player.id));
  record(sim, player.military_history, Kind::kMilitary, player.id, 0, power_of(sim.save, player.id));
  record(sim, player.legitimacy_history, Kind::kLegitimacy, player.id, 0, player.legitimacy);
  for (std::size_t i = 0; i < kYields.size(); ++i) {
    record(sim, player.rate_history[i], Kind::kRate, player.id, i, player.rate[i]);
    record(sim, player.total_history[i], Kind::kTotal, player.id, i, static_cast<int>(player.total[i]));
  }
  for (std::size_t i = 0; i < player.family_history.size(); ++i) {
    record(sim, player.family_history[i], Kind::kFamily, player.id, i, player.family_opinions[i]);
  }
  for (std::size_t i = 0; i < player.religion_history.size(); ++i) {
    record(sim, player.religion_history[i], Kind::kReligion, player.id, i, player.religion_opinions[i]);
  }
}

void move_prices(Sim& sim) {
  Random random = sim.random(Topic::kHistory);
  Save& save = sim.save;
  if (sim.turn == 2) {
    save.prices = {0, 0, 0, 0, 0, 0, 0, 0, 0, 200'000, 40'000, 40'000, 40'000, 40'000};
  }
  for (std::size_t i = 0; i < kYields.size(); ++i) {
    if (save.prices[i] > 0) {
      const int step = i == kOrders ? random.range(1'000, 11'000) : random.range(-600, 1'100);
      save.prices[i] = std::max(10'000, save.prices[i] + step);
    }
    record(sim, save.price_history[i], Kind::kPrice, kNone, i, save.prices[i]);
  }
}

}  // namespace

void advance_histories(Sim& sim) {
  move_prices(sim);
  for (Player& player : sim.save.players) {
    record_player(sim, player);
  }
}

}  // namespace perankh::savegen
