#include "model/tile.h"

#include "model/reader.h"

namespace perankh::model {

const Layout& Tile::layout() {
  using Seen = TileSight;
  static const Layout kLayout = LayoutBuilder<Tile>(Concept::kTile, "Tile", "tile")
                                    .id("ID", &Tile::id)
                                    .element("Terrain", &Tile::terrain)
                                    .element("Height", &Tile::height)
                                    .element("Vegetation", &Tile::vegetation)
                                    .element("Resource", &Tile::resource)
                                    .element("Improvement", &Tile::improvement)
                                    .element("Road", &Tile::road)
                                    .element("Boundary", &Tile::boundary)
                                    .element("InitSeed", &Tile::init_seed)
                                    .element("TurnSeed", &Tile::turn_seed)
                                    .column("owner_player_id", &Tile::owner)
                                    .column("owner_city_id", &Tile::owner_city)
                                    .element("CityTerritory", &Tile::owner_city)
                                    .column("known_to", &Tile::known_to)
                                    .column("visible_to", &Tile::visible_to)
                                    .columns_in("tile_feature")
                                    .element("Elevation", &Tile::elevation)
                                    .element("Latitude", &Tile::latitude)
                                    .element("Specialist", &Tile::specialist)
                                    .element("ImprovementBuildTurnsLeft", &Tile::improvement_build_turns_left)
                                    .element("ImprovementTurnsLeft", &Tile::improvement_build_turns_left)
                                    .element("Pillaged", &Tile::pillaged)
                                    .element("ImprovementPillaged", &Tile::pillaged)
                                    .element("ImprovementDisabled", &Tile::improvement_disabled)
                                    .number_or_flag("RiverW", &Tile::river_w)
                                    .number_or_flag("RiverSW", &Tile::river_sw)
                                    .number_or_flag("RiverSE", &Tile::river_se)
                                    .element("CitySite", &Tile::city_site)
                                    .element("TribeSite", &Tile::tribe_site)
                                    .keyed("ImprovementBuildTurnsOriginal")
                                    .keyed("ImprovementDevelopTurns")
                                    .keyed("ImprovementPillageTurns")
                                    .keyed("ImprovementUnitTurns")
                                    .keyed("ElementName")
                                    .keyed("OrigUrbanOwner")
                                    .keyed("HarvestTurn")
                                    .keyed("RegrowthTurn")
                                    .keyed("ImprovementCost")
                                    .keyed("Religion")
                                    .keyed("PlayerFamily")
                                    .keyed("EventStoryTurn")
                                    .changes("OwnerHistory")
                                    .changes("TerrainHistory")
                                    .changes("VegetationHistory")
                                    .changes("HeightHistory")
                                    .knowledge("RevealedTurn", &Seen::revealed_turn)
                                    .knowledge("Revealed", &Seen::revealed)
                                    .knowledge("RevealedTerrain", &Seen::terrain)
                                    .knowledge("RevealedHeight", &Seen::height)
                                    .knowledge("RevealedVegetation", &Seen::vegetation)
                                    .knowledge("RevealedImprovement", &Seen::improvement)
                                    .knowledge("RevealedRoad", &Seen::road)
                                    .knowledge("RevealedCity", &Seen::city, &Seen::city_value)
                                    .knowledge("RevealedCitySite", &Seen::city_site, &Seen::city_site_value)
                                    .knowledge("RevealedCityTerritory", &Seen::city_territory)
                                    .knowledge("RevealedOwner", &Seen::owner)
                                    .knowledge("RevealedOwnerTribe", &Seen::owner_tribe)
                                    .knowledge("WasVisibleThisTurn", &Seen::was_visible_this_turn)
                                    .knowledge("VisibleTime", &Seen::visible_time)
                                    .detail("RecentAttacks")
                                    .detail("Metadata")
                                    .rows("Unit", &Reader::read_unit)
                                    .build();
  return kLayout;
}

bool Tile::has_features() const {
  const auto any = [](const auto&... value) { return (value.has_value() || ...); };
  return pillaged || improvement_disabled ||
         any(elevation, latitude, specialist, improvement_build_turns_left, river_w, river_sw, river_se, city_site,
             tribe_site);
}

const Layout& Tile::feature_layout() {
  static const Layout kLayout = LayoutBuilder<Tile>("tile_feature")
                                    .column("tile_id", &Tile::id)
                                    .column("elevation", &Tile::elevation)
                                    .column("latitude", &Tile::latitude)
                                    .column("specialist", &Tile::specialist)
                                    .column("improvement_build_turns_left", &Tile::improvement_build_turns_left)
                                    .column("pillaged", &Tile::pillaged)
                                    .column("improvement_disabled", &Tile::improvement_disabled)
                                    .column("river_w", &Tile::river_w)
                                    .column("river_sw", &Tile::river_sw)
                                    .column("river_se", &Tile::river_se)
                                    .column("city_site", &Tile::city_site)
                                    .column("tribe_site", &Tile::tribe_site)
                                    .build();
  return kLayout;
}

TileSight TileSight::as_it_is(const Tile& tile) {
  return {.tile = tile.id,
          .revealed = true,
          .terrain = tile.terrain,
          .height = tile.height,
          .vegetation = tile.vegetation,
          .improvement = tile.improvement,
          .road = tile.road,
          .city_territory = tile.owner_city,
          .owner = tile.owner};
}

const Layout& TileSight::layout() {
  static const Layout kLayout = LayoutBuilder<TileSight>("tile_sight")
                                    .column("tile_id", &TileSight::tile)
                                    .column("teams", &TileSight::teams)
                                    .column("revealed", &TileSight::revealed)
                                    .column("terrain", &TileSight::terrain)
                                    .column("height", &TileSight::height)
                                    .column("vegetation", &TileSight::vegetation)
                                    .column("improvement", &TileSight::improvement)
                                    .column("road", &TileSight::road)
                                    .column("city", &TileSight::city)
                                    .column("city_value", &TileSight::city_value)
                                    .column("city_site", &TileSight::city_site)
                                    .column("city_site_value", &TileSight::city_site_value)
                                    .column("city_territory", &TileSight::city_territory)
                                    .column("owner", &TileSight::owner)
                                    .column("owner_tribe", &TileSight::owner_tribe)
                                    .build();
  return kLayout;
}

}  // namespace perankh::model
