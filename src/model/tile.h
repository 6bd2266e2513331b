// A hexagon of the map: what it is, what stands on it, how it changed, and what each team knows of it.
#pragma once

#include "base/values.h"
#include "model/layout.h"

namespace perankh::model {

/// <Tile>. x = id mod width, y = id div width, counted from the south; even rows are shifted half a hexagon to the
/// east. Costs, religions and families are KeyedValues (tile_value), and so is what few tiles have: a column here is
/// written for every tile of every save.
struct Tile {
  TileId id;
  Symbol terrain, height, vegetation, resource;
  Int elevation, latitude;  ///< 2022, in place of height
  Symbol improvement, specialist;
  Int improvement_build_turns_left;
  bool pillaged = false;
  bool improvement_disabled = false;  ///< a name of other readers; not seen in a file
  bool road = false;
  bool boundary = false;
  Int river_w, river_sw, river_se;  ///< a river along that edge, and the direction it flows in
  Symbol city_site;                 ///< USED, ACTIVE, ...
  Symbol tribe_site;
  CityId city_territory;
  Seed init_seed, turn_seed;

  // Derived while reading (results.cc).
  PlayerId owner;     ///< the last entry of OwnerHistory
  CityId owner_city;  ///< city_territory, or the city whose own list names this tile

  static const Layout& layout();
};

/// What teams know of a tile. Teams that know the same share a row; when each first and last saw the tile are Series
/// (RevealedTurn, VisibleTime).
struct TileSight {
  TileId tile;
  Int teams;                                        ///< bit n: team n
  bool revealed = false;                            ///< they have seen the tile
  Symbol terrain, height, vegetation, improvement;  ///< as they last saw them
  bool road = false;
  bool city = false;
  Int city_value;
  bool city_site = false;
  Symbol city_site_value;
  CityId city_territory;
  PlayerId owner;
  Symbol owner_tribe;
  bool was_visible_this_turn = false;

  // One for each team, and so kept as Series. Here only while a tile is being read; not columns.
  Int revealed_turn, visible_time;

  friend bool operator==(const TileSight&, const TileSight&) = default;
  static const Layout& layout();
};

}  // namespace perankh::model
