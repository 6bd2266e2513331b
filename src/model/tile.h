// A hexagon of the map: what it is, what stands on it, how it changed, and what each team knows of it.
#pragma once

#include "base/values.h"
#include "model/layout.h"

namespace perankh::model {

/// <Tile>. x = id mod width, y = id div width, counted from the south; even rows are shifted half a hexagon to the
/// east. Costs, religions, families and the like are KeyedValues (tile_value).
struct Tile {
  TileId id;
  Symbol terrain, height, vegetation, resource;
  Int elevation, latitude;         ///< 2022, in place of height
  Symbol improvement, specialist;
  Int improvement_build_turns_left, improvement_build_turns_original, improvement_develop_turns;
  Int improvement_pillage_turns, improvement_unit_turns, improvement_turns_left;
  bool pillaged = false;
  bool improvement_pillaged = false;  ///< a spelling other readers know; not seen in a file
  bool improvement_disabled = false;  ///< likewise
  bool road = false;
  bool boundary = false;
  bool river_w = false;            ///< a river on the western edge; its value is the direction it flows
  bool river_sw = false;
  bool river_se = false;
  Int river_w_value, river_sw_value, river_se_value;
  Symbol city_site;                ///< USED, ACTIVE, ...
  Symbol tribe_site;
  Symbol element_name;             ///< name of a sea, river or mountain range
  CityId city_territory;
  PlayerId orig_urban_owner;
  Seed init_seed, turn_seed;
  Int harvest_turn, regrowth_turn;

  // Derived while reading (results.cc).
  PlayerId owner;                  ///< the last entry of OwnerHistory
  CityId owner_city;               ///< city_territory, or the city whose own list names this tile

  static const Layout& layout();
};

/// What one team knows of one tile. A row is there when the file says anything about the two.
struct TileKnowledge {
  TileId tile;
  TeamId team;
  Int revealed_turn;
  bool revealed = false;           ///< it has seen the tile
  Symbol terrain, height, vegetation, improvement;  ///< as it last saw them
  bool road = false;
  bool city = false;
  Int city_value;
  bool city_site = false;
  Symbol city_site_value;
  CityId city_territory;
  PlayerId owner;
  Symbol owner_tribe;
  bool was_visible_this_turn = false;
  bool visible_time = false;
  Int visible_time_value;

  static const Layout& layout();
};

}  // namespace perankh::model
