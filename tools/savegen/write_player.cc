#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "write_save.h"

namespace perankh::savegen {
namespace {

void write_identity(XmlWriter& xml, const Save& save, const Player& player) {
  const PlayerSetup& setup = player.setup;
  // 0 marks the one who plays now; humans who wait carry the same number as the computer.
  const bool plays_now = setup.human && player.id == save.active_player;
  xml.attribute("ID", player.id);
  xml.attribute("Name", setup.name);
  xml.attribute("Email", setup.email);
  xml.attribute("OnlineID", setup.online_id);
  if (at_least(save, Format::k2025)) {
    xml.attribute("CustomReminder", setup.human && player.id % 3 == 1 ? "don't forget <the> \"dowry\"" : "");
    xml.attribute("Language", setup.language);
  }
  xml.attribute("Nation", nation_of(setup).key);
  xml.attribute("Dynasty", setup.dynasty);
  xml.attribute("AIControlledToTurn", plays_now ? 0 : std::numeric_limits<std::int32_t>::max());
}

void write_turn_summary(XmlWriter& xml, const Player& player) {
  if (player.turn_summary.empty()) {
    return;
  }
  if (player.id % 2 == 1) {
    xml.flag("TurnSummaryReady");
  }
  xml.open("TurnSummary");
  for (const LogEntry& entry : player.turn_summary) {
    xml.open("LogData");
    xml.leaf("Text", entry.text);
    xml.leaf("Type", entry.type);
    xml.close();
  }
  xml.close();
}

void write_scalars(XmlWriter& xml, const Save& save, const Player& player) {
  const bool won = winner_of(save) != kNone;
  xml.leaf("OriginalCapitalCityID", player.original_capital);
  xml.leaf("FounderID", player.founder);
  xml.leaf("ChosenHeirID", player.chosen_heir);
  xml.leaf("LastDoTurn", save.turn);
  xml.leaf("TimeStockpile", player.time_stockpile);
  xml.leaf("Legitimacy", player.legitimacy);
  xml.leaf("RecruitLegitimacy", 0);
  xml.leaf("AmbitionDelay", player.ambition_delay);
  xml.leaf("BuyTileCount", player.buy_tile_count);
  xml.leaf("StateReligionChangeCount", player.state_religion_changes);
  xml.leaf("TribeMercenaryCount", player.mercenary_count);
  const auto cities = std::count_if(save.cities.begin(), save.cities.end(),
                                    [&player](const City& city) { return city.player == player.id; });
  xml.leaf("StartTurnCities", static_cast<int>(cities));
  xml.flag("Founded");
  flag_if(xml, "Surrendered", player.surrendered);
  flag_if(xml, "TurnEnded", player.id < save.active_player);
  flag_if(xml, "CompletedGameSaved", won && at_least(save, Format::k2025));
  if (player.researching != kNone) {
    xml.leaf("TechResearching", techs()[static_cast<std::size_t>(player.researching)].key);
  }
  xml.leaf("PopupTechDiscovered", techs()[static_cast<std::size_t>(player.last_discovered)].key);
  write_if(xml, "StateReligion", player.state_religion);
  xml.leaf("SuccessionGender", "SUCCESSIONGENDER_ABSOLUTE_COGNATIC");
  write_ids(xml, "StartingTileIDs", "Tile", player.starting_tiles);
}

void write_stockpile(XmlWriter& xml, const Player& player) {
  xml.open("YieldStockpile");
  for (std::size_t i = 0; i < kYields.size(); ++i) {
    write_if(xml, kYields[i], player.stockpile[i]);
  }
  xml.close();
}

void write_techs(XmlWriter& xml, const Player& player) {
  xml.open("TechProgress");
  for (std::size_t i = 0; i < techs().size(); ++i) {
    write_if(xml, techs()[i].key, player.tech_progress[i]);
  }
  xml.close();
  xml.open("TechCount");
  for (std::size_t i = 0; i < techs().size(); ++i) {
    if (player.tech_turn[i] != 0) {
      xml.leaf(techs()[i].key, 1);
    }
  }
  xml.close();
}

void write_law_changes(XmlWriter& xml, const Player& player) {
  xml.open("LawClassChangeCount");
  for (std::size_t i = 0; i < laws().size(); ++i) {
    write_if(xml, laws()[i].law_class, player.law_changes[i]);
  }
  xml.close();
}

void write_tallies(XmlWriter& xml, const Save& save, const Player& player) {
  write_law_changes(xml, player);
  write_counts(xml, "TheologyEstablishedCount", player.theologies);
  write_counts(xml, "ResourceRevealed", player.resources_revealed);
  write_counts(xml, "GoalStartedCount", player.goal_started);
  if (at_least(save, Format::k2024)) {
    write_counts(xml, "MissionStartedTurn", player.mission_started);
  }
  write_counts(xml, "BonusCount", player.bonus_counts);
  if (at_least(save, Format::k2025)) {
    xml.flag("ExtraLuxuryCount");
  }
  xml.flag("AmbitionDecisions");
  xml.flag("GoalsFailed");
}

void write_production(XmlWriter& xml, const Save& save, const Player& player) {
  write_counts(xml, "EventClassTurn", player.event_classes);
  write_counts(xml, "UnitsProduced", player.units_produced);
  write_counts(xml, "UnitsProducedTurn", player.units_produced);
  if (at_least(save, Format::k2024)) {
    write_counts(xml, "ProjectsProduced", player.projects_produced);
  }
  write_counts(xml, "CouncilCharacter", player.council);
}

void write_family_numbers(XmlWriter& xml, Name name, const Player& player, const std::vector<int>& values,
                          int nothing) {
  xml.open(name);
  for (std::size_t i = 0; i < player.families.size(); ++i) {
    if (values[i] != nothing) {
      xml.leaf(player.families[i], values[i]);
    }
  }
  xml.close();
}

void write_families_of(XmlWriter& xml, const Save& save, const Player& player) {
  write_family_numbers(xml, "FamilySeatCityID", player, player.family_seats, kNone);
  write_family_numbers(xml, "FamilyHeadID", player, player.family_heads, kNone);
  if (at_least(save, Format::k2024)) {
    write_family_numbers(xml, "FamilyTurnsNoLeader", player, player.family_no_leader, 0);
  }
}

// Which hand of cards a tech lies in. A locked card is neither offered nor passed.
template <class Test>
void write_tech_flags(XmlWriter& xml, Name name, Test test) {
  xml.open(name);
  for (std::size_t i = 0; i < techs().size(); ++i) {
    if (test(i)) {
      xml.flag(techs()[i].key);
    }
  }
  xml.close();
}

void write_tech_states(XmlWriter& xml, const Save& save, const Player& player) {
  write_tech_flags(xml, "TechAvailable", [&player](std::size_t i) { return is_available(player, i); });
  write_tech_flags(xml, "TechPassed", [&player](std::size_t i) { return player.tech_passed[i]; });
  write_tech_flags(xml, "TechTrashed", [&player](std::size_t i) { return player.tech_trashed[i]; });
  if (at_least(save, Format::k2024)) {
    write_tech_flags(xml, "TechLocked", [&player](std::size_t i) { return player.tech_locked[i]; });
  }
  write_tech_flags(xml, "TechTarget", [&player](std::size_t i) { return is_targeted(player, i); });
}

void write_laws(XmlWriter& xml, const Player& player) {
  xml.open("ActiveLaw");
  for (std::size_t i = 0; i < laws().size(); ++i) {
    write_if(xml, laws()[i].law_class, player.active_law[i]);
  }
  xml.close();
}

void write_family_views(XmlWriter& xml, const Save& save, const Player& player) {
  if (at_least(save, Format::k2022)) {
    xml.open("FamilyReligion");
    for (std::size_t i = 0; i < player.families.size(); ++i) {
      write_if(xml, player.families[i], player.family_religions[i]);
    }
    xml.close();
  }
  // The same family may judge a law twice: the file keeps one entry per pair.
  std::vector<std::string> seen;
  xml.open("FamilyLawOpinion");
  for (const auto& [family, law] : player.family_law_opinions) {
    const std::string key = fmt::format("{}.{}", player.families[static_cast<std::size_t>(family)],
                                        laws()[static_cast<std::size_t>(law)].first);
    if (std::find(seen.begin(), seen.end(), key) == seen.end()) {
      xml.leaf(key, law % 2 == 0 ? -20 : 20);
      seen.push_back(key);
    }
  }
  xml.close();
  xml.open("FamilyLuxuryTurn");
  for (std::size_t i = 0; i < player.luxuries.size(); i += 3) {
    xml.leaf(fmt::format("{}.{}", player.families[i % player.families.size()], player.luxuries[i].key),
             player.luxuries[i].value);
  }
  xml.close();
}

void write_leaders(XmlWriter& xml, const Save& save, const Player& player) {
  write_ids(xml, "Leaders", "ID", player.leaders);
  xml.open("Families");
  for (const Name family : player.families) {
    xml.flag(family);
  }
  xml.close();
  flag_if(xml, "IgnoreCouncilReminder", player.setup.human && player.id % 2 == 0);
  xml.open("PlayerOptions");
  if (player.setup.human) {
    xml.flag("PLAYEROPTION_NO_TUTORIAL");
  }
  xml.close();
  if (at_least(save, Format::k2025)) {
    xml.flag("EventStoryTested");
  }
}

}  // namespace

void write_player(XmlWriter& xml, const Save& save, const Player& player) {
  xml.open("Player");
  write_identity(xml, save, player);
  write_turn_summary(xml, player);
  write_scalars(xml, save, player);
  write_stockpile(xml, player);
  write_techs(xml, player);
  write_tallies(xml, save, player);
  write_all_stories(xml, save, player);
  write_production(xml, save, player);
  write_families_of(xml, save, player);
  write_tech_states(xml, save, player);
  write_laws(xml, player);
  write_family_views(xml, save, player);
  write_story_maps(xml, player);
  write_leaders(xml, save, player);
  write_decisions(xml, save, player);
  write_memories(xml, save, player);
  write_event_links(xml, player);
  write_goals(xml, player);
  write_popups(xml, save, player);
  write_player_histories(xml, save, player);
  write_logs(xml, save, player);
  write_notes(xml, save, player);
  xml.close();
}

}  // namespace perankh::savegen
