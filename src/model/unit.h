// A unit on the map.
#pragma once

#include "base/values.h"
#include "model/layout.h"

namespace perankh::model {

/// <Unit>, which stands inside the <Tile> it is on. Promotions, effects and families are KeyedValues (unit_value); its
/// orders and the computer's plans for it are Details.
struct Unit {
  UnitId id;
  TileId tile;
  Symbol type;
  PlayerId player;  ///< none for units of the tribes
  Symbol tribe;
  Seed seed;
  Int xp, level, create_turn;
  Symbol facing;
  PlayerId original_player;
  Symbol original_tribe;
  Int turns_since_last_move, turn_steps;
  Symbol gender, religion, name_type;
  Symbol current_formation, sleep_value, cooldown, level_promotion;
  Int cooldown_turns, damage;
  CharacterId general;
  bool sleep = false;
  bool critical_hit = false;
  bool march = false;
  bool anchored = false;
  bool unlimbered = false;
  bool pass = false;
  bool sentry = false;  ///< 2022

  static const Layout& layout();
};

}  // namespace perankh::model
