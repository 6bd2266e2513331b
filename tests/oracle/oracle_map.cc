// Cities, tiles, units.
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>

#include "document.h"

namespace perankh::oracle {

namespace {

Cell negated(const Cell& number) { return number ? Cell(std::to_string(-std::atoi(number->c_str()))) : Cell(); }

void read_city_rows(const Document& save, Sheet& sheet) {
  sheet.start("cities", {"city_id",
                         "xml_id",
                         "player_id",
                         "tile_id",
                         "city_name",
                         "family",
                         "founded_turn",
                         "is_capital",
                         "citizens",
                         "governor_id",
                         "governor_turn",
                         "hurry_civics_count",
                         "hurry_money_count",
                         "hurry_training_count",
                         "hurry_population_count",
                         "specialist_count",
                         "growth_count",
                         "unit_production_count",
                         "buy_tile_count",
                         "first_owner_player_id",
                         "last_owner_player_id",
                         "tribe",
                         "capture_player_id",
                         "capture_turns",
                         "assimilate_turns",
                         "damage"});
  for (const Node city : save.all("/Root/City")) {
    Cell units = value(city.child("UnitProductionCount"));
    if (const auto kinds = elements(city.child("UnitProductionCounts")); !units && !kinds.empty()) {
      int sum = 0;
      for (const Node kind : kinds) sum += kind.text().as_int();
      units = std::to_string(sum);
    }
    const Cell name = text(city.child("Name"));
    sheet.add({attr(city, "ID"),
               attr(city, "ID"),
               id(city.attribute("Player")),
               id(city.attribute("TileID")),
               name ? name : value(city.child("NameType")),
               value(city.attribute("Family")),
               value(city.attribute("Founded")),
               flag(city.child("Capital")),
               value(city.child("Citizens")),
               id(city.child("GovernorID")),
               value(city.child("GovernorTurn")),
               value(city.child("HurryCivicsCount")),
               value(city.child("HurryMoneyCount")),
               value(city.child("HurryTrainingCount")),
               value(city.child("HurryPopulationCount")),
               value(city.child("SpecialistProducedCount")),
               value(city.child("GrowthCount")),
               units,
               value(city.child("BuyTileCount")),
               id(city.child("FirstPlayer")),
               id(city.child("LastPlayer")),
               value(city.child("Tribe")),
               id(city.child("CapturePlayer")),
               value(city.child("CaptureTurns")),
               value(city.child("AssimilateTurns")),
               value(city.child("Damage"))});
  }
}

/// One row for each key that any of some maps of a city has, with a column for each map.
void read_joined(const Document& save, Sheet& sheet, const std::string& relation, std::vector<std::string> columns,
                 const std::vector<const char*>& elements_of_city,
                 const std::function<std::vector<Cell>(const std::string&, const std::vector<Node>&)>& row) {
  sheet.start(relation, std::move(columns));
  for (const Node city : save.all("/Root/City")) {
    std::set<std::string> keys;
    std::vector<std::map<std::string, Node>> maps;
    for (const char* element : elements_of_city) {
      maps.push_back(keyed(city.child(element)));
      for (const auto& [key, node] : maps.back()) keys.insert(key);
    }
    for (const std::string& key : keys) {
      std::vector<Node> nodes;
      for (const auto& map : maps) nodes.push_back(map.contains(key) ? map.at(key) : Node());
      std::vector<Cell> cells = {attr(city, "ID")};
      for (Cell& cell : row(key, nodes)) cells.push_back(std::move(cell));
      sheet.add(cells);
    }
  }
}

void read_city_maps(const Document& save, Sheet& sheet) {
  read_joined(save, sheet, "city_yields", {"city_id", "yield_type", "progress", "overflow", "level"},
              {"YieldProgress", "YieldOverflow", "YieldLevel"},
              [](const std::string& key, const std::vector<Node>& at) -> std::vector<Cell> {
                return {key, value(at[0]), value(at[1]), value(at[2])};
              });
  read_joined(
      save, sheet, "city_culture", {"city_id", "team_id", "culture_level", "culture_progress", "happiness_level"},
      {"TeamCulture", "TeamCultureStep", "TeamHappinessLevel", "TeamDiscontentLevel", "TeamDiscontentLevelHighest"},
      [](const std::string& key, const std::vector<Node>& at) -> std::vector<Cell> {
        const Cell happiness = value(at[2]);
        return {split(key, '.').back(), value(at[0]), value(at[1]), happiness ? happiness : negated(value(at[3]))};
      });
  read_joined(save, sheet, "city_enemy_agents",
              {"city_id", "enemy_player_id", "agent_character_id", "placed_turn", "agent_tile_id"},
              {"AgentCharacterID", "AgentTurn", "AgentTileID"},
              [](const std::string& key, const std::vector<Node>& at) -> std::vector<Cell> {
                return {split(key, '.').back(), id(at[0]), value(at[1]), id(at[2])};
              });
  const auto key_and_value = [](const std::string& key, const std::vector<Node>& at) -> std::vector<Cell> {
    return {key, value(at[0])};
  };
  const auto key_only = [](const std::string& key, const std::vector<Node>&) -> std::vector<Cell> { return {key}; };
  read_joined(save, sheet, "city_religions", {"city_id", "religion"}, {"Religion"}, key_only);
  read_joined(save, sheet, "city_units_produced", {"city_id", "unit_type", "count"}, {"UnitProductionCounts"},
              key_and_value);
  read_joined(save, sheet, "city_project_counts", {"city_id", "project_type", "count"}, {"ProjectCount"},
              key_and_value);
  read_joined(save, sheet, "city_luxuries", {"city_id", "resource", "imported_turn"}, {"LuxuryTurn"}, key_and_value);
  read_joined(save, sheet, "city_families", {"city_id", "player_id", "family_name"}, {"PlayerFamily"},
              [](const std::string& key, const std::vector<Node>& at) -> std::vector<Cell> {
                return {split(key, '.').back(), value(at[0])};
              });
}

void read_builds(const Document& save, Sheet& sheet) {
  const std::string cost = "lambda k: concat(k, '=', json_extract_string(yield_costs, k))";
  sheet.start("city_production_queue",
              {"city_id", "queue_position", "build_type", "item_type", "progress", "is_repeat", "item_data",
               "array_to_string(list_sort(list_transform(json_keys(yield_costs), " + cost + ")), ' ')"});
  for (const Node city : save.all("/Root/City")) {
    std::size_t position = 0;
    for (const Node item : elements(city.child("BuildQueue"))) {
      std::set<std::string> costs;
      for (const auto& [key, node] : keyed(item.child("YieldCost"))) costs.insert(key + "=" + str(node));
      const bool repeats = !item.child("Repeat").empty() || !item.child("IsRepeat").empty();
      sheet.add({attr(city, "ID"), std::to_string(position++), value(item.child("Build")), value(item.child("Type")),
                 value(item.child("Progress")), flag(repeats), value(item.child("Data")),
                 costs.empty() ? Cell() : Cell(join({costs.begin(), costs.end()}, " "))});
    }
  }
  sheet.start("city_builds_completed", {"city_id", "position", "build_type", "item_type", "item_data", "progress"});
  for (const Node city : save.all("/Root/City")) {
    std::size_t position = 0;
    for (const Node item : elements(city.child("CompletedBuild"))) {
      sheet.add({attr(city, "ID"), std::to_string(position++), value(item.child("Build")), value(item.child("Type")),
                 value(item.child("Data")), value(item.child("Progress"))});
    }
  }
  sheet.start("city_projects_completed", {"city_id", "project_type", "count"});
  for (const Node city : save.all("/Root/City")) {
    std::map<std::string, int> counts;
    for (const Node item : elements(city.child("CompletedBuild"))) {
      ++counts[str(item.child("Build")) + "." + str(item.child("Type"))];
    }
    for (const auto& [project, count] : counts) sheet.add({attr(city, "ID"), project, std::to_string(count)});
  }
}

Cell last_owner(Node tile) {
  int last_turn = -1;
  Cell owner;
  for (const Node entry : elements(tile.child("OwnerHistory"))) {
    const Cell turn = turn_of(entry);
    if (!turn || std::stoi(*turn) < last_turn) continue;
    last_turn = std::stoi(*turn);
    owner = id(entry);
  }
  return owner;
}

void read_tile_rows(const Document& save, Sheet& sheet) {
  std::map<std::string, std::string> city_of_tile;  // where the city lists its tiles
  for (const Node tile : save.all("/Root/City/CityTerritory/*")) {
    city_of_tile[str(tile)] = attr(tile.parent().parent(), "ID");
  }
  const int width = save.root.attribute("MapWidth").as_int();
  sheet.start("tiles", {"tile_id",
                        "xml_id",
                        "x",
                        "y",
                        "terrain",
                        "height",
                        "vegetation",
                        "river_w",
                        "river_sw",
                        "river_se",
                        "resource",
                        "improvement",
                        "improvement_pillaged",
                        "improvement_disabled",
                        "improvement_turns_left",
                        "specialist",
                        "has_road",
                        "owner_player_id",
                        "owner_city_id",
                        "tribe_site",
                        "CAST(list_sort(string_split(religion, '+')) AS VARCHAR)",
                        "init_seed",
                        "turn_seed",
                        "elevation",
                        "latitude",
                        "boundary",
                        "city_site",
                        "river_w_direction"});
  std::vector<std::pair<std::string, std::string>> territory;
  for (const Node tile : save.all("/Root/Tile")) {
    const int number = tile.attribute("ID").as_int();
    std::set<std::string> religions;
    for (const Node religion : elements(tile.child("Religion"))) religions.insert(religion.name());
    Cell city = id(tile.child("CityTerritory"));
    if (!city && city_of_tile.contains(attr(tile, "ID"))) city = city_of_tile[attr(tile, "ID")];
    if (city) territory.emplace_back(*city, attr(tile, "ID"));
    const Cell turns_left = value(tile.child("ImprovementBuildTurnsLeft"));
    sheet.add({attr(tile, "ID"),
               attr(tile, "ID"),
               std::to_string(number % width),
               std::to_string(number / width),
               value(tile.child("Terrain")),
               value(tile.child("Height")),
               value(tile.child("Vegetation")),
               flag(tile.child("RiverW")),
               flag(tile.child("RiverSW")),
               flag(tile.child("RiverSE")),
               value(tile.child("Resource")),
               value(tile.child("Improvement")),
               flag(!tile.child("Pillaged").empty() || !tile.child("ImprovementPillaged").empty()),
               flag(tile.child("ImprovementDisabled")),
               turns_left ? turns_left : value(tile.child("ImprovementTurnsLeft")),
               value(tile.child("Specialist")),
               flag(tile.child("Road")),
               last_owner(tile),
               city,
               value(tile.child("TribeSite")),
               religions.empty() ? Cell() : Cell("[" + join({religions.begin(), religions.end()}, ", ") + "]"),
               value(tile.child("InitSeed")),
               value(tile.child("TurnSeed")),
               value(tile.child("Elevation")),
               value(tile.child("Latitude")),
               flag(tile.child("Boundary")),
               value(tile.child("CitySite")),
               value(tile.child("RiverW"))});
  }
  sheet.start("city_territory", {"city_id", "tile_id"});
  for (const auto& [city, tile] : territory) sheet.add({city, tile});
  sheet.start("tile_religions", {"tile_id", "religion"});
  for (const Node religion : save.all("/Root/Tile/Religion/*")) {
    sheet.add_once({attr(religion.parent().parent(), "ID"), religion.name()});
  }
  sheet.start("tile_facts", {"tile_id", "fact", "coalesce(name, CAST(value AS VARCHAR))"});
  for (const Node tile : save.all("/Root/Tile")) {
    for (const char* fact : {"ImprovementBuildTurnsOriginal", "ImprovementDevelopTurns", "ImprovementPillageTurns",
                             "ImprovementUnitTurns", "HarvestTurn", "RegrowthTurn", "OrigUrbanOwner", "ElementName"}) {
      if (!tile.child(fact).empty()) sheet.add({attr(tile, "ID"), fact, value(tile.child(fact))});
    }
  }
  sheet.start("tile_improvement_costs", {"tile_id", "yield_type", "amount"});
  for (const Node tile : save.all("/Root/Tile[ImprovementCost]")) {
    for (const auto& [yield, node] : keyed(tile.child("ImprovementCost")))
      sheet.add({attr(tile, "ID"), yield, value(node)});
  }
}

void read_tile_histories(const Document& save, Sheet& sheet) {
  sheet.start("tile_changes", {"tile_id", "turn", "change_type", "old_value", "new_value"});
  for (const Node tile : save.all("/Root/Tile[TerrainHistory or VegetationHistory or HeightHistory]")) {
    for (const auto& [element, type] :
         {std::pair{"TerrainHistory", "terrain"}, {"VegetationHistory", "vegetation"}, {"HeightHistory", "height"}}) {
      std::map<int, Cell> changes;
      for (const Node entry : elements(tile.child(element))) {
        if (const Cell turn = turn_of(entry)) changes[std::stoi(*turn)] = value(entry);
      }
      Cell before;
      for (const auto& [turn, now] : changes) {
        sheet.add({attr(tile, "ID"), std::to_string(turn), type, before, now});
        before = now;
      }
    }
  }
  sheet.start("tile_ownership_history", {"tile_id", "turn", "owner_player_id"});
  for (const Node tile : save.all("/Root/Tile[OwnerHistory]")) {
    std::map<int, Cell> owners;
    for (const Node entry : elements(tile.child("OwnerHistory"))) {
      if (const Cell turn = turn_of(entry)) owners[std::stoi(*turn)] = id(entry);
    }
    for (const auto& [turn, owner] : owners) sheet.add({attr(tile, "ID"), std::to_string(turn), owner});
  }
}

/// Team, and what it saw: <Team Terrain="TERRAIN_X">2</Team>, <T2>17</T2>, <TEAM_2>17</TEAM_2>, <ID2 />.
std::map<int, Cell> seen_by_team(Node revealed) {
  std::map<int, Cell> seen;
  for (const Node entry : elements(revealed)) {
    const std::string name = entry.name();
    if (name == "Team") {
      seen[entry.text().as_int()] = value(entry.first_attribute());
    } else {
      seen[std::atoi(name.substr(name.find_first_of("0123456789")).c_str())] = value(entry);
    }
  }
  return seen;
}

void read_sights(const Document& save, Sheet& sheet) {
  struct Sight {
    std::string column, element;
    bool is_flag;
  };
  static const std::vector<Sight> kSights = {{"revealed_turn", "RevealedTurn", false},
                                             {"last_seen_turn", "VisibleTime", false},
                                             {"visible_terrain", "RevealedTerrain", false},
                                             {"visible_height", "RevealedHeight", false},
                                             {"visible_vegetation", "RevealedVegetation", false},
                                             {"visible_improvement", "RevealedImprovement", false},
                                             {"visible_owner_player_id", "RevealedOwner", false},
                                             {"visible_owner_tribe", "RevealedOwnerTribe", false},
                                             {"visible_city_territory_id", "RevealedCityTerritory", false},
                                             {"visible_city_site_state", "RevealedCitySite", false},
                                             {"is_revealed", "Revealed", true},
                                             {"visible_road", "RevealedRoad", true},
                                             {"visible_city", "RevealedCity", true},
                                             {"was_visible_this_turn", "WasVisibleThisTurn", true}};
  std::vector<std::string> columns = {"tile_id", "team_id"};
  for (const Sight& sight : kSights) columns.push_back(sight.column);
  sheet.start("tile_visibility", columns);
  for (const Node tile : save.all("/Root/Tile")) {
    std::set<int> teams;
    std::vector<std::map<int, Cell>> maps;
    for (const Sight& sight : kSights) {
      maps.push_back(seen_by_team(tile.child(sight.element.c_str())));
      for (const auto& [team, seen] : maps.back()) teams.insert(team);
    }
    for (const int team : teams) {
      std::vector<Cell> row = {attr(tile, "ID"), std::to_string(team)};
      for (std::size_t at = 0; at < kSights.size(); ++at) {
        const bool known = maps[at].contains(team);
        row.push_back(kSights[at].is_flag ? flag(known) : id(known ? maps[at][team] : Cell()));
      }
      sheet.add(row);
    }
  }
}

void read_units(const Document& save, Sheet& sheet) {
  sheet.start("units", {"unit_id",
                        "xml_id",
                        "tile_id",
                        "unit_type",
                        "player_id",
                        "tribe",
                        "xp",
                        "level",
                        "create_turn",
                        "facing",
                        "original_player_id",
                        "turns_since_last_move",
                        "gender",
                        "is_sleeping",
                        "current_formation",
                        "seed",
                        "damage",
                        "general_id",
                        "religion",
                        "cooldown",
                        "march"});
  for (const Node unit : save.all("/Root/Tile/Unit")) {
    sheet.add({attr(unit, "ID"),
               attr(unit, "ID"),
               attr(unit.parent(), "ID"),
               value(unit.attribute("Type")),
               id(unit.attribute("Player")),
               value(unit.attribute("Tribe")),
               value(unit.child("XP")),
               value(unit.child("Level")),
               value(unit.child("CreateTurn")),
               value(unit.child("Facing")),
               id(unit.child("OriginalPlayer")),
               value(unit.child("TurnsSinceLastMove")),
               value(unit.child("Gender")),
               flag(unit.child("Sleep")),
               value(unit.child("CurrentFormation")),
               value(unit.attribute("Seed")),
               value(unit.child("Damage")),
               id(unit.child("GeneralID")),
               value(unit.child("Religion")),
               value(unit.child("Cooldown")),
               flag(unit.child("March"))});
  }
  sheet.start("unit_promotions", {"unit_id", "promotion", "is_acquired"});
  for (const Node unit : save.all("/Root/Tile/Unit")) {
    for (const auto& [promotion, node] : keyed(unit.child("Promotions")))
      sheet.add({attr(unit, "ID"), promotion, "true"});
    for (const auto& [promotion, node] : keyed(unit.child("PromotionsAvailable"))) {
      sheet.add({attr(unit, "ID"), promotion, "false"});
    }
  }
  sheet.start("unit_effects", {"unit_id", "effect", "stacks"});
  for (const Node unit : save.all("/Root/Tile/Unit")) {
    for (const auto& [effect, node] : keyed(unit.child("BonusEffectUnits"))) {
      sheet.add({attr(unit, "ID"), effect, value(node)});
    }
  }
  sheet.start("unit_families", {"unit_id", "player_id", "family_name"});
  for (const Node unit : save.all("/Root/Tile/Unit")) {
    for (const auto& [player, node] : keyed(unit.child("PlayerFamily"))) {
      sheet.add({attr(unit, "ID"), split(player, '.').back(), value(node)});
    }
  }
}

}  // namespace

void read_cities(const Document& save, Sheet& sheet) {
  read_city_rows(save, sheet);
  read_city_maps(save, sheet);
  read_builds(save, sheet);
}

void read_tiles(const Document& save, Sheet& sheet) {
  read_tile_rows(save, sheet);
  read_tile_histories(save, sheet);
  read_sights(save, sheet);
  read_units(save, sheet);
}

}  // namespace perankh::oracle
