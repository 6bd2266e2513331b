// Players: what they are and have; goals, families, logs' derived turns.
#include <algorithm>
#include <set>

#include "document.h"

namespace perankh::oracle {

namespace {

/// Turns of the lines of a type in a player's permanent log, by what they are about.
std::multimap<std::string, int> logged(Node player, const char* type) {
  std::multimap<std::string, int> turns;
  for (const Node line : player.child("PermanentLogList").children("LogData")) {
    if (str(line.child("Type")) == type) turns.emplace(str(line.child("Data1")), line.child("Turn").text().as_int());
  }
  return turns;
}

void read_player_rows(const Document& save, Sheet& sheet) {
  sheet.start("players", {"player_id",
                          "xml_id",
                          "player_name",
                          "nation",
                          "dynasty",
                          "team_id",
                          "is_human",
                          "is_save_owner",
                          "online_id",
                          "email",
                          "difficulty",
                          "last_turn_completed",
                          "turn_ended",
                          "legitimacy",
                          "time_stockpile",
                          "state_religion",
                          "succession_gender",
                          "founder_character_id",
                          "chosen_heir_id",
                          "original_capital_city_id",
                          "tech_researching",
                          "ambition_delay",
                          "tiles_purchased",
                          "state_religion_changes",
                          "tribe_mercenaries_hired",
                          "founded",
                          "surrendered",
                          "ai_controlled_to_turn",
                          "recruit_legitimacy",
                          "start_turn_cities"});
  const auto difficulties = save.all("/Root/Difficulty/*");
  for (const Node player : save.all("/Root/Player")) {
    const std::string who = attr(player, "ID");
    const std::size_t at = player.attribute("ID").as_uint();
    const auto not_empty = [&](const char* name) {
      return attr(player, name).empty() ? Cell() : Cell(attr(player, name));
    };
    sheet.add({who,
               who,
               raw(player.attribute("Name")),
               value(player.attribute("Nation")),
               value(player.attribute("Dynasty")),
               save.team_of_player.contains(who) ? Cell(save.team_of_player.at(who)) : Cell(),
               flag(save.human.at(who)),
               flag(save.owner == who),
               not_empty("OnlineID"),
               not_empty("Email"),
               at < difficulties.size() ? value(difficulties[at]) : Cell(),
               value(player.child("LastDoTurn")),
               flag(player.child("TurnEnded")),
               value(player.child("Legitimacy")),
               value(player.child("TimeStockpile")),
               value(player.child("StateReligion")),
               value(player.child("SuccessionGender")),
               id(player.child("FounderID")),
               id(player.child("ChosenHeirID")),
               id(player.child("OriginalCapitalCityID")),
               value(player.child("TechResearching")),
               value(player.child("AmbitionDelay")),
               value(player.child("BuyTileCount")),
               value(player.child("StateReligionChangeCount")),
               value(player.child("TribeMercenaryCount")),
               flag(player.child("Founded")),
               flag(player.child("Surrendered")),
               value(player.attribute("AIControlledToTurn")),
               value(player.child("RecruitLegitimacy")),
               value(player.child("StartTurnCities"))});
  }
}

/// Relations that show one map of a player as it is.
void read_maps(const Document& save, Sheet& sheet) {
  struct Map {
    std::string relation, key_column, value_column, element;
  };
  static const std::vector<Map> kMaps = {{"player_resources", "yield_type", "amount", "YieldStockpile"},
                                         {"technology_progress", "tech", "progress", "TechProgress"},
                                         {"event_outcomes", "outcome_type", "count", "BonusCount"},
                                         {"resources_revealed", "resource", "count", "ResourceRevealed"},
                                         {"missions_started", "mission", "turn", "MissionStartedTurn"},
                                         {"goals_started", "goal_type", "count", "GoalStartedCount"},
                                         {"goals_failed", "goal_type", "count", "GoalsFailed"},
                                         {"projects_produced", "project_type", "count", "ProjectsProduced"},
                                         {"player_statistics", "stat_name", "stat_value", "NoCharactersStats"},
                                         {"event_classes", "event_class", "turn", "EventClassTurn"},
                                         {"extra_luxuries", "resource", "count", "ExtraLuxuryCount"},
                                         {"theologies_established", "theology", "count", "TheologyEstablishedCount"},
                                         {"player_council", "position", "character_id", "CouncilCharacter"}};
  for (const Map& map : kMaps) {
    sheet.start(map.relation, {"player_id", map.key_column, map.value_column});
    for (const Node player : save.all("/Root/Player")) {
      for (const auto& [key, node] : keyed(player.child(map.element.c_str()))) {
        sheet.add({attr(player, "ID"), key, map.relation == "player_council" ? id(node) : value(node)});
      }
    }
  }
  sheet.start("player_options", {"player_id", "option"});
  for (const Node option : save.all("/Root/Player/PlayerOptions/*")) {
    sheet.add_once({attr(option.parent().parent(), "ID"), option.name()});
  }
  sheet.start("achievements", {"player_id", "achievement"});
  for (const Node achievement : save.all("/Root/Player/AchievementsUnlocked/*")) {
    sheet.add({attr(achievement.parent().parent(), "ID"), value(achievement)});
  }
  sheet.start("starting_tiles", {"player_id", "position", "tile_id"});
  for (const Node player : save.all("/Root/Player")) {
    std::size_t position = 0;
    for (const Node tile : elements(player.child("StartingTileIDs"))) {
      sheet.add({attr(player, "ID"), std::to_string(position++), value(tile)});
    }
  }
  sheet.start("luxuries_sent", {"player_id", "receiver_type", "receiver", "resource", "turn"});
  for (const Node player : save.all("/Root/Player")) {
    for (const auto& [element, kind] :
         {std::pair{"FamilyLuxuryTurn", "family"}, {"TribeLuxuryTurn", "tribe"}, {"PlayerLuxuryTurn", "player"}}) {
      for (const auto& [key, node] : keyed(player.child(element))) {
        auto parts = split(key, '.');  // FAMILY_X.RESOURCE_Y, P.1.RESOURCE_Y
        if (parts.front() == "P") parts.erase(parts.begin());
        sheet.add(
            {attr(player, "ID"), kind, parts.front(), parts.size() > 1 ? Cell(parts.back()) : Cell(), value(node)});
      }
    }
  }
}

void read_techs_and_laws(const Document& save, Sheet& sheet) {
  sheet.start("technologies_completed", {"player_id", "tech", "completed_turn"});
  for (const Node player : save.all("/Root/Player")) {
    const auto turns = logged(player, "TECH_DISCOVERED");
    for (const auto& [tech, count] : keyed(player.child("TechCount"))) {
      if (count.text().as_int() <= 0) continue;
      Cell first;
      for (auto [line, end] = turns.equal_range(tech); line != end; ++line) {
        if (!first || line->second < std::stoi(*first)) first = std::to_string(line->second);
      }
      sheet.add({attr(player, "ID"), tech, first});
    }
  }
  sheet.start("technology_states", {"player_id", "tech", "state"});
  for (const Node player : save.all("/Root/Player")) {
    for (const auto& [element, state] : {std::pair{"TechAvailable", "available"},
                                         {"TechPassed", "passed"},
                                         {"TechTrashed", "trashed"},
                                         {"TechLocked", "locked"},
                                         {"TechTarget", "targeted"}}) {
      for (const auto& [tech, node] : keyed(player.child(element))) sheet.add({attr(player, "ID"), tech, state});
    }
  }
  sheet.start("laws", {"player_id", "law_category", "law", "adopted_turn", "change_count"});
  for (const Node player : save.all("/Root/Player")) {
    const auto turns = logged(player, "LAW_ADOPTED");
    const auto changes = keyed(player.child("LawClassChangeCount"));
    for (const auto& [category, law] : keyed(player.child("ActiveLaw"))) {
      int latest = 0;
      for (auto [line, end] = turns.equal_range(str(law)); line != end; ++line) latest = std::max(latest, line->second);
      sheet.add({attr(player, "ID"), category, value(law), std::to_string(latest),
                 changes.contains(category) ? value(changes.at(category)) : Cell()});
    }
  }
  sheet.start("player_units_produced", {"player_id", "unit_type", "count"});
  for (const Node player : save.all("/Root/Player")) {
    for (const auto& [unit, node] : keyed(player.child("UnitsProduced"))) {
      sheet.add({attr(player, "ID"), unit, value(node)});
    }
  }
}

void read_goals(const Document& save, Sheet& sheet) {
  sheet.start(
      "player_goals",
      {"goal_id", "player_id", "goal_type", "leader_character_id", "started_turn", "completed_turn", "max_turns",
       "json_extract_string(goal_state, '$.finished')", "json_extract_string(goal_state, '$.failed')",
       "json_extract_string(goal_state, '$.legacy')", "xml_id", "city_id", "target_player_id", "tribe", "religion"});
  std::size_t position = 0;
  for (const Node goal : save.all("/Root/Player/GoalList/GoalData")) {
    sheet.add({std::to_string(position++), attr(goal.parent().parent(), "ID"), value(goal.child("Type")),
               id(goal.child("LeaderID")), value(goal.child("Turn")), value(goal.child("Finished")),
               value(goal.child("MaxTurns")), flag(goal.child("Finished")), flag(goal.child("Failed")),
               flag(goal.child("Legacy")), value(goal.child("ID")), id(goal.child("CityID")), id(goal.child("Player")),
               value(goal.child("Tribe")), value(goal.child("Religion"))});
  }
  sheet.start("goal_progress", {"goal_id", "player_id", "counted", "kind", "amount"});
  position = 0;
  for (const Node goal : save.all("/Root/Player/GoalList/GoalData")) {
    const std::string number = std::to_string(position++);
    for (const char* counted : {"Stats", "MissionsCompleted", "YieldsProduced", "YieldsSold", "TribesKilled"}) {
      for (const auto& [kind, node] : keyed(goal.child(counted))) {
        sheet.add({number, attr(goal.parent().parent(), "ID"), counted, kind, value(node)});
      }
    }
  }
}

void read_families(const Document& save, Sheet& sheet) {
  const auto classes = keyed(save.game.child("FamilyClass"));
  const auto of = [](Node map, const std::string& key) { return map.child(key.c_str()); };
  sheet.start("families", {"player_id", "family_name", "family_class", "head_character_id", "seat_city_id",
                           "turns_without_leader", "religion"});
  for (const Node player : save.all("/Root/Player")) {
    for (const Node family : elements(player.child("Families"))) {
      const std::string name = family.name();
      sheet.add({attr(player, "ID"), name, classes.contains(name) ? value(classes.at(name)) : Cell(),
                 id(of(player.child("FamilyHeadID"), name)), id(of(player.child("FamilySeatCityID"), name)),
                 value(of(player.child("FamilyTurnsNoLeader"), name)),
                 value(of(player.child("FamilyReligion"), name))});
    }
  }
  sheet.start("family_law_opinions",
              {"player_id", "family_name", "law_category", "opinion_value", "family_id IS NULL"});
  for (const Node player : save.all("/Root/Player")) {
    for (const auto& [key, node] : keyed(player.child("FamilyLawOpinion"))) {
      const auto parts = split(key, '.');
      sheet.add({attr(player, "ID"), parts.front(), parts.back(), value(node),
                 flag(player.child("Families").child(parts.front().c_str()).empty())});
    }
  }
}

}  // namespace

void read_players(const Document& save, Sheet& sheet) {
  read_player_rows(save, sheet);
  read_maps(save, sheet);
  read_techs_and_laws(save, sheet);
  read_goals(save, sheet);
  read_families(save, sheet);
}

}  // namespace perankh::oracle
