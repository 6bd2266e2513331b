// Saves, settings, diplomacy, religions, prices: what stands under Root and Game.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "document.h"

namespace perankh::oracle {

namespace {

/// "20 September 2025" as SQL prints a timestamp.
Cell save_date(const std::string& written) {
  static const std::array<std::string, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
  const auto parts = split(written, ' ');
  if (parts.size() != 3) return {};
  const auto month = std::find(kMonths.begin(), kMonths.end(), parts[1]) - kMonths.begin() + 1;
  const auto two = [](const std::string& number) { return number.size() < 2 ? "0" + number : number; };
  return parts[2] + "-" + two(std::to_string(month)) + "-" + two(parts[0]) + " 00:00:00";
}

Cell joined_names(Node list) {
  std::vector<std::string> names;
  for (const Node child : elements(list)) names.emplace_back(child.name());
  return names.empty() ? Cell() : Cell(join(names, "+"));
}

Cell mods(const std::string& version) {
  const auto parts = split(version, '+');
  std::vector<std::string> names;
  for (std::size_t at = 1; at < parts.size(); ++at) names.push_back(split(parts[at], '=').front());
  return names.empty() ? Cell() : Cell(join(names, "+"));
}

/// Seeds are unsigned, the column is a signed one: the same bits.
Cell signed_bits(const std::string& seed) {
  if (seed.empty()) return {};
  return std::to_string(static_cast<std::int64_t>(std::strtoull(seed.c_str(), nullptr, 10)));
}

void read_match(const Document& save, Sheet& sheet) {
  const Node root = save.root;
  static const std::vector<std::pair<std::string, std::string>> kAttributes = {
      {"map_width", "MapWidth"},
      {"map_size", "MapSize"},
      {"map_class", "MapClass"},
      {"map_aspect_ratio", "MapAspectRatio"},
      {"min_latitude", "MinLatitude"},
      {"max_latitude", "MaxLatitude"},
      {"game_mode", "GameMode"},
      {"turn_style", "TurnStyle"},
      {"turn_timer", "TurnTimer"},
      {"turn_scale", "TurnScale"},
      {"simultaneous_turns", "SimultaneousTurns"},
      {"opponent_level", "OpponentLevel"},
      {"tribe_level", "TribeLevel"},
      {"development", "Development"},
      {"human_development", "HumanDevelopment"},
      {"advantage", "Advantage"},
      {"succession_gender", "SuccessionGender"},
      {"succession_order", "SuccessionOrder"},
      {"mortality", "Mortality"},
      {"event_level", "EventLevel"},
      {"victory_point_modifier", "VictoryPointModifier"},
      {"force_march", "ForceMarch"},
      {"team_nation", "TeamNation"},
      {"min_city_site_distance", "MinCitySiteDistance"},
      {"scenario", "Scenario"},
      {"num_autosaves", "NumAutosaves"}};
  std::vector<std::string> columns = {"game_name",          "game_id",     "save_date",        "map_height",
                                      "victory_conditions", "total_turns", "winner_player_id", "winner_victory_type",
                                      "first_seed",         "map_seed",    "game_version",     "enabled_mods",
                                      "enabled_dlc",        "seed",        "game_over",        "map_path"};
  const std::size_t tiles = save.all("/Root/Tile").size();
  const std::string width = attr(root, "MapWidth");
  const std::string version = attr(root, "Version");
  std::vector<Cell> row = {
      raw(root.attribute("GameName")),
      raw(root.attribute("GameId")),
      save_date(attr(root, "SaveDate")),
      tiles == 0 ? Cell() : Cell(std::to_string(tiles / std::strtoull(width.c_str(), nullptr, 10))),
      joined_names(root.child("VictoryEnabled")),
      value(save.game.child("Turn")),
      save.winner,
      save.victory,
      signed_bits(attr(root, "FirstSeed")),
      signed_bits(attr(root, "MapSeed")),
      raw(root.attribute("Version")),
      mods(version),
      joined_names(root.child("GameContent")),
      value(save.game.child("Seed")),
      flag(save.game.child("GameOver")),
      raw(root.attribute("MapPath"))};
  for (const auto& [column, attribute] : kAttributes) {
    columns.push_back(column);
    row.push_back(value(root.attribute(attribute.c_str())));
  }
  sheet.start("matches", columns);
  sheet.add(row);

  sheet.start("match_summary", {"game_name", "save_date", "total_turns", "map_size", "victory_conditions",
                                "player_count", "winner_name", "winner_civilization"});
  Node winner;
  for (const Node player : save.all("/Root/Player")) {
    if (save.winner && attr(player, "ID") == *save.winner) winner = player;
  }
  sheet.add({row[0], row[2], row[5], value(root.attribute("MapSize")), row[4],
             std::to_string(save.all("/Root/Player").size()), raw(winner.attribute("Name")),
             value(winner.attribute("Nation"))});
}

void read_settings(const Document& save, Sheet& sheet) {
  sheet.start("match_settings", {"setting_type", "setting_key", "setting_value"});
  for (const auto& [list, type] : {std::pair{"GameOptions", "game_option"},
                                   {"GameContent", "dlc_content"},
                                   {"MapMultiOptions", "map_option"},
                                   {"MapSingleOptions", "map_option"},
                                   {"OccurrenceLevels", "occurrence_level"}}) {
    for (const auto& [key, node] : keyed(save.root.child(list))) sheet.add({type, key, value(node)});
  }
  sheet.start("player_setup", {"setting", "position", "element", "value"});
  for (const char* list :
       {"Team", "Difficulty", "Development", "Nation", "Dynasty", "Archetype", "Humans", "StartingPlayerOptions"}) {
    std::size_t position = 0;
    for (const Node node : elements(save.root.child(list))) {
      sheet.add({list, std::to_string(position++), node.name(), value(node)});
    }
  }
  sheet.start("game_content_hashes", {"content", "version", "hash"});
  for (const pugi::xml_attribute content : save.root.child("GameContentEnabled").attributes()) {
    const auto parts = split(content.name(), '.');
    sheet.add({parts[0], parts.size() > 1 ? Cell(parts[1]) : Cell(), content.value()});
  }
}

void read_diplomacy(const Document& save, Sheet& sheet) {
  sheet.start("diplomacy", {"entity1_type", "entity1_id", "entity2_type", "entity2_id", "relation", "war_score",
                            "last_conflict_turn", "last_diplomacy_turn", "diplomacy_blocked_until_turn"});
  for (const std::string kind : {"Team", "Tribe"}) {
    std::set<std::string> pairs;
    std::vector<std::map<std::string, Node>> maps;
    for (const char* what : {"Diplomacy", "WarScore", "ConflictTurn", "DiplomacyTurn", "DiplomacyBlock"}) {
      maps.push_back(keyed(save.game.child((kind + what).c_str())));
      for (const auto& [pair, node] : maps.back()) pairs.insert(pair);
    }
    for (const std::string& pair : pairs) {
      const auto parts = split(pair, '.');  // T.0.1 or TRIBE_GAULS.0
      std::vector<Cell> row = {kind == "Team" ? "team" : "tribe", parts[parts.size() - 2], "team", parts.back()};
      for (const auto& map : maps) row.push_back(map.contains(pair) ? value(map.at(pair)) : Cell());
      sheet.add(row);
    }
  }
}

void read_religions(const Document& save, Sheet& sheet) {
  const auto founder = keyed(save.game.child("ReligionFounder"));
  const auto head = keyed(save.game.child("ReligionHeadID"));
  const auto city = keyed(save.game.child("ReligionHolyCity"));
  const auto of = [](const std::map<std::string, Node>& map, const std::string& key) {
    return map.contains(key) ? id(map.at(key)) : Cell();
  };
  std::map<std::string, std::set<std::string>> theologies;
  for (const auto& [pair, node] : keyed(save.game.child("ReligionTheology"))) {
    const auto parts = split(pair, '.');
    theologies[parts.front()].insert(parts.size() > 1 ? parts.back() : str(node));
  }
  sheet.start("religions", {"religion_name", "founded_turn", "founder_player_id", "head_character_id", "holy_city_id",
                            "CAST(list_sort(string_split(theology, '+')) AS VARCHAR)"});
  for (const auto& [religion, founded] : keyed(save.game.child("ReligionFounded"))) {
    const auto& known = theologies[religion];
    sheet.add({religion, value(founded), of(founder, religion), of(head, religion), of(city, religion),
               known.empty() ? Cell() : Cell("[" + join({known.begin(), known.end()}, ", ") + "]")});
  }
}

}  // namespace

void read_setup(const Document& save, Sheet& sheet) {
  read_match(save, sheet);
  read_settings(save, sheet);
  read_diplomacy(save, sheet);
  read_religions(save, sheet);

  sheet.start("tribes", {"tribe_id", "xml_id", "leader_character_id", "allied_player_id", "religion"});
  std::size_t position = 0;
  for (const Node tribe : save.all("/Root/Tribe")) {
    sheet.add({value(tribe.attribute("ID")), std::to_string(position++), id(tribe.child("LeaderID")),
               id(tribe.child("AlliedPlayer")), value(tribe.child("Religion"))});
  }
  sheet.start("team_victories", {"is_completed", "team_id", "victory_type"});
  for (const auto& [list, completed] : {std::pair{"TeamVictories", false}, {"TeamVictoriesCompleted", true}}) {
    for (const Node team : elements(save.game.child(list))) {
      sheet.add({flag(completed), value(team), value(team.attribute("Victory"))});
    }
  }
  sheet.start("family_classes", {"family_name", "family_class"});
  for (const auto& [family, node] : keyed(save.game.child("FamilyClass"))) sheet.add({family, value(node)});
  sheet.start("improvements_disabled", {"improvement"});
  for (const auto& [improvement, node] : keyed(save.game.child("ImprovementDisabled"))) sheet.add({improvement});
  sheet.start("yield_prices_now", {"yield_type", "price", "price_at_turn_start"});
  const auto now = keyed(save.game.child("YieldPrice"));
  const auto start = keyed(save.game.child("YieldPriceTurn"));
  std::set<std::string> yields;
  for (const auto* map : {&now, &start}) {
    for (const auto& [yield, node] : *map) yields.insert(yield);
  }
  for (const std::string& yield : yields) {
    sheet.add({yield, now.contains(yield) ? value(now.at(yield)) : Cell(),
               start.contains(yield) ? value(start.at(yield)) : Cell()});
  }
}

}  // namespace perankh::oracle
