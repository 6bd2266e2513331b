// A hexagon of the map: what it is, what stands on it, how it changed, and what each team knows of it.
#pragma once

#include "base/values.h"
#include "model/layout.h"

namespace perankh::model {

/// <Tile>. x = id mod width, y = id div width, counted from the south; even rows are shifted half a hexagon to the
/// east. Costs, religions and families are KeyedValues. A column of the table is written for every tile of every save,
/// so what few tiles have, their features, is a table of its own.
struct Tile {
  TileId id;
  Symbol terrain, height, vegetation, resource, improvement;
  bool road = false;
  bool boundary = false;
  Seed init_seed, turn_seed;

  // Features.
  Int elevation, latitude;  ///< 2022, in place of height
  Symbol specialist;
  Int improvement_build_turns_left;
  bool pillaged = false;
  bool improvement_disabled = false;  ///< a name of other readers; not seen in a file
  Int river_w, river_sw, river_se;    ///< a river along that edge, and the direction it flows in
  Symbol city_site;                   ///< USED, ACTIVE, ...
  Symbol tribe_site;

  // Derived while reading.
  PlayerId owner;     ///< the last entry of OwnerHistory
  CityId owner_city;  ///< CityTerritory, or the city whose own list names this tile
  Int known_to;       ///< teams that know the tile as it is and nothing besides; bit n: team n
  Int visible_to;     ///< teams that see it this turn, likewise

  [[nodiscard]] bool has_features() const;

  static const Layout& layout();
  static const Layout& feature_layout();
};

/// What teams know of a tile that is not, or no longer, as it is (Tile::known_to has the others). Teams that know the
/// same share a row; when each first and last saw the tile are Series (RevealedTurn, VisibleTime).
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

  // One for each team, and so kept as Series and in Tile::visible_to. Here only while a tile is being read; not
  // columns.
  Int revealed_turn, visible_time;
  bool was_visible_this_turn = false;

  /// What is known to who knows a tile as it is; `teams` is left open.
  [[nodiscard]] static TileSight as_it_is(const Tile& tile);

  friend bool operator==(const TileSight&, const TileSight&) = default;
  static const Layout& layout();
};

}  // namespace perankh::model
