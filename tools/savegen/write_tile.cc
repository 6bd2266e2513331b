#include <fmt/format.h>

#include "write_save.h"

namespace perankh::savegen {
namespace {

bool is_land(const Tile& tile) { return tile.terrain != "TERRAIN_WATER"; }

int elevation_of(const Tile& tile) {
  return tile.height == "HEIGHT_OCEAN" || tile.height == "HEIGHT_COAST" || tile.height == "HEIGHT_LAKE" ? -1
         : tile.height == "HEIGHT_HILL"                                                                 ? 1
         : tile.height == "HEIGHT_MOUNTAIN" || tile.height == "HEIGHT_VOLCANO"                          ? 2
                                                                                                        : 0;
}

void write_ground(XmlWriter& xml, const Save& save, const Tile& tile) {
  flag_if(xml, "Boundary", tile.boundary);
  flag_if(xml, "Road", tile.road);
  xml.leaf("Terrain", tile.terrain);
  if (at_least(save, Format::k2024)) {
    xml.leaf("Height", tile.height);
  } else {
    xml.leaf("Elevation", elevation_of(tile));
    xml.leaf("Latitude", tile.latitude);
  }
  write_if(xml, "Vegetation", tile.vegetation);
  write_if(xml, "Resource", tile.resource);
  constexpr std::array<Name, 3> kEdges = {"RiverW", "RiverSW", "RiverSE"};
  for (std::size_t edge = 0; edge < kEdges.size(); ++edge) {
    if (tile.rivers[edge] != kNone) {  // the text is a direction: 0 is a river too
      xml.leaf(kEdges[edge], tile.rivers[edge]);
    }
  }
  write_if(xml, "CitySite", tile.city_site);
}

void write_works(XmlWriter& xml, const Save& save, const Tile& tile) {
  write_if(xml, "Improvement", tile.improvement);
  write_if(xml, "ImprovementBuildTurnsLeft", tile.build_turns_left);
  if (tile.build_turns_left > 0) {
    xml.leaf("ImprovementBuildTurnsOriginal", tile.build_turns);
    xml.open("ImprovementCost");
    xml.leaf("YIELD_WOOD", 10 * tile.build_turns);
    xml.close();
  }
  write_if(xml, "ImprovementDevelopTurns", tile.develop_turns);
  write_if(xml, "ImprovementUnitTurns", tile.unit_turns);
  if (at_least(save, Format::k2024)) {
    write_if(xml, "ImprovementPillageTurns", tile.pillage_turns);
    flag_if(xml, "Pillaged", tile.pillaged);
  }
  write_if(xml, "Specialist", tile.specialist);
  write_if(xml, "ElementName", tile.element_name);
  write_if(xml, "TribeSite", tile.tribe_site);
  write_if(xml, "HarvestTurn", tile.harvest_turn);
  write_if(xml, "RegrowthTurn", tile.regrowth_turn);
  if (!at_least(save, Format::k2024)) {
    write_if(xml, "RecentAttacks", tile.recent_attacks);
  }
  if (at_least(save, Format::k2024)) {
    xml.leaf_unsigned("InitSeed", tile.init_seed);
    if (tile.owner() != kNone || !tile.units.empty()) {  // wilderness draws no lots
      xml.leaf_unsigned("TurnSeed", tile.turn_seed);
    }
  }
}

// <Team Terrain="TERRAIN_X">2</Team>: the text is the team, the attribute what it knows. `value` writes the attribute,
// if the team knows something; without an attribute the team alone stands there.
template <class Value>
void write_known(XmlWriter& xml, const Tile& tile, Name list, Value value) {
  bool open = false;
  for (std::size_t team = 0; team < tile.sight.size(); ++team) {
    const TeamSight& sight = tile.sight[team];
    if (sight.revealed == 0 || !value.known(sight)) {
      continue;
    }
    if (!open) {
      xml.open(list);
      open = true;
    }
    xml.open("Team");
    value.write(sight);
    xml.content(static_cast<int>(team));
    xml.close();
  }
  if (open) {
    xml.close();
  }
}

struct KnownName {
  XmlWriter& xml;
  const Tile& tile;
  Name attribute;
  Name (*seen)(const Tile&, const TeamSight&);

  [[nodiscard]] bool known(const TeamSight& sight) const { return !seen(tile, sight).empty(); }
  void write(const TeamSight& sight) const { xml.attribute(attribute, seen(tile, sight)); }
};

struct KnownOwner {
  XmlWriter& xml;
  const Tile& tile;
  Name attribute;
  bool of_city;  // the city's id instead of the player's

  [[nodiscard]] bool known(const TeamSight& sight) const { return owner_seen(tile, sight) != kNone; }
  void write(const TeamSight& sight) const {
    xml.attribute(attribute, of_city ? tile.city_territory : owner_seen(tile, sight));
  }
};

struct KnownMark {
  bool present;

  [[nodiscard]] bool known(const TeamSight&) const { return present; }
  static void write(const TeamSight&) {}
};

Name city_site_seen(const Tile& tile, const TeamSight&) { return tile.city_site; }

// Bare ground is known to be bare.
Name vegetation_or_none(const Tile& tile, const TeamSight& sight) {
  const Name seen = vegetation_seen(tile, sight);
  return seen.empty() && is_land(tile) ? kNoName : seen;
}
Name tribe_seen(const Tile& tile, const TeamSight&) { return tile.tribe_site; }

void write_territory(XmlWriter& xml, const Tile& tile) {
  const bool city = tile.terrain == "TERRAIN_URBAN" && tile.city_territory != kNone;
  write_known(xml, tile, "RevealedCityTerritory", KnownOwner{xml, tile, "CityTerritory", true});
  write_known(xml, tile, "Revealed", KnownMark{true});
  write_known(xml, tile, "RevealedCity", KnownMark{city});
  write_id(xml, "CityTerritory", tile.city_territory);
  write_id(xml, "OrigUrbanOwner", tile.orig_urban_owner);
}

void write_sights(XmlWriter& xml, const Save& save, const Tile& tile) {
  write_known(xml, tile, "RevealedTerrain", KnownName{xml, tile, "Terrain", terrain_seen});
  if (at_least(save, Format::k2025)) {
    write_known(xml, tile, "RevealedHeight", KnownName{xml, tile, "Height", height_seen});
  }
  write_known(xml, tile, "RevealedVegetation", KnownName{xml, tile, "Vegetation", vegetation_or_none});
  write_known(xml, tile, "RevealedImprovement", KnownName{xml, tile, "Improvement", improvement_seen});
  write_known(xml, tile, "RevealedRoad", KnownMark{tile.road});
  write_known(xml, tile, "RevealedCitySite", KnownName{xml, tile, "CitySite", city_site_seen});
  write_known(xml, tile, "RevealedOwner", KnownOwner{xml, tile, "Owner", false});
  if (at_least(save, Format::k2025)) {
    write_known(xml, tile, "RevealedOwnerTribe", KnownName{xml, tile, "Tribe", tribe_seen});
  }
}

void write_revealed_turns(XmlWriter& xml, const Save& save, const Tile& tile) {
  xml.open("RevealedTurn");
  for (std::size_t team = 0; team < tile.sight.size(); ++team) {
    if (tile.sight[team].revealed == 0) {
      continue;
    }
    if (at_least(save, Format::k2024)) {
      xml.turn_leaf('T', static_cast<int>(team), tile.sight[team].revealed);
    } else {
      xml.leaf(fmt::format("TEAM_{}", team), tile.sight[team].revealed);
    }
  }
  xml.close();
}

// Only for the team that plays now, and only where it looks at this moment.
void write_visible(XmlWriter& xml, const Save& save, const Tile& tile) {
  const int team = save.player(save.active_player).setup.team;
  const TeamSight& sight = tile.sight[static_cast<std::size_t>(team)];
  if (sight.revealed == 0 || sight.last_seen != save.turn) {
    return;
  }
  xml.open("WasVisibleThisTurn");
  if (at_least(save, Format::k2026)) {
    xml.flag(fmt::format("ID{}", team));
  } else {
    xml.leaf("Team", team);
  }
  xml.close();
}

void write_visible_times(XmlWriter& xml, const Tile& tile) {
  xml.open("VisibleTime");
  for (std::size_t team = 0; team < tile.sight.size(); ++team) {
    if (tile.sight[team].revealed != 0) {
      xml.turn_leaf('T', static_cast<int>(team), tile.sight[team].last_seen);
    }
  }
  xml.close();
}

void write_turn_names(XmlWriter& xml, Name list, const std::vector<TurnName>& history) {
  if (history.empty()) {
    return;
  }
  xml.open(list);
  for (const TurnName& entry : history) {
    xml.turn_leaf('T', entry.turn, entry.value);
  }
  xml.close();
}

void write_histories(XmlWriter& xml, const Save& save, const Tile& tile) {
  if (!tile.owners.empty()) {
    write_series(xml, "OwnerHistory", tile.owners);
  }
  if (!at_least(save, Format::k2024)) {
    return;
  }
  write_turn_names(xml, "TerrainHistory", tile.terrains);
  write_turn_names(xml, "VegetationHistory", tile.vegetations);
  if (at_least(save, Format::k2025)) {
    write_turn_names(xml, "HeightHistory", tile.heights);
  }
}

void write_beliefs(XmlWriter& xml, const Save& save, const Tile& tile) {
  xml.open("Religion");
  for (const Name religion : tile.religions) {
    xml.flag(religion);
  }
  xml.close();
  if (at_least(save, Format::k2025) && tile.improvement == "IMPROVEMENT_SHRINE") {
    xml.flag("Metadata");
  }
}

}  // namespace

void write_tile(XmlWriter& xml, const Save& save, int id) {
  const Tile& tile = save.tile(id);
  xml.open("Tile");
  xml.attribute("ID", id);
  write_ground(xml, save, tile);
  write_works(xml, save, tile);
  write_territory(xml, tile);
  for (const int unit : tile.units) {
    write_unit(xml, save, save.units[static_cast<std::size_t>(unit)]);
  }
  write_beliefs(xml, save, tile);
  write_sights(xml, save, tile);
  write_revealed_turns(xml, save, tile);
  write_visible(xml, save, tile);
  write_visible_times(xml, tile);
  write_histories(xml, save, tile);
  xml.close();
}

}  // namespace perankh::savegen
