#include "model/game_data.h"

namespace perankh::model {

std::size_t GameData::bytes() const {
  const auto held = [](const auto& rows) { return rows.capacity() * sizeof(rows[0]); };
  std::size_t total = sizeof *this + texts.capacity();
  total += held(players) + held(goals) + held(memories) + held(logs) + held(characters) + held(relationships);
  total += held(cities) + held(builds) + held(tiles) + held(sights) + held(tile_changes) + held(units) + held(tribes);
  for (const auto& rows : values) total += held(rows);
  total += held(series) + held(series_values) + held(series_turns) + held(details) + held(notes);
  for (const auto& counts : account.stored) total += held(counts);
  return total;
}

}  // namespace perankh::model
