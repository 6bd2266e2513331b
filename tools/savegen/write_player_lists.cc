#include <fmt/format.h>

#include <algorithm>

#include "write_save.h"

namespace perankh::savegen {
namespace {

// One story stands in several containers: for all, and under each subject that it was about.
template <class Subject>
void write_story_map(XmlWriter& xml, const Player& player, Name turns, Subject subject) {
  xml.open(turns);
  for (const StoryEvent& event : player.stories) {
    const std::string whom = subject(event);
    if (!whom.empty()) {
      xml.leaf(fmt::format("{}.{}", whom, event.story->key), event.turn);
    }
  }
  xml.close();
}

template <class Subject>
void write_option_map(XmlWriter& xml, const Player& player, Name options, Subject subject) {
  xml.open(options);
  for (const StoryEvent& event : player.stories) {
    const std::string whom = subject(event);
    if (!whom.empty() && !event.story->option.empty()) {
      xml.flag(fmt::format("{}.{}", whom, event.story->option));
    }
  }
  xml.close();
}

// Before 2025 a memory names its subject by number.
void write_subject(XmlWriter& xml, const Memory& memory, bool as_numbers) {
  const auto index = [&memory](const auto& names, auto key_of) {
    const auto at =
        std::find_if(names.begin(), names.end(), [&](const auto& item) { return key_of(item) == memory.name; });
    return static_cast<int>(at - names.begin());
  };
  switch (memory.subject) {
    case Subject::kPlayer:
      xml.leaf("Player", memory.id);
      break;
    case Subject::kCharacter:
      xml.leaf("CharacterID", memory.id);
      break;
    case Subject::kCity:
      xml.leaf("City", memory.id);
      break;
    case Subject::kFamily:
      if (as_numbers) {
        xml.leaf("Family", index(all_families(), [](const FamilyInfo& family) { return family.key; }));
      } else {
        xml.leaf("Family", memory.name);
      }
      break;
    case Subject::kReligion:
      if (as_numbers) {
        xml.leaf("Religion", index(all_religions(), [](Name religion) { return religion; }));
      } else {
        xml.leaf("Religion", memory.name);
      }
      break;
    case Subject::kTribe:
      if (as_numbers) {
        xml.leaf("Tribe", index(tribes(), [](const TribeInfo& tribe) { return tribe.key; }));
      } else {
        xml.leaf("Tribe", memory.name);
      }
      break;
  }
}

void write_memory(XmlWriter& xml, Name element, const Memory& memory, bool as_numbers) {
  xml.open(element);
  xml.leaf("Type", memory.type);
  write_subject(xml, memory, as_numbers);
  xml.leaf("Turn", memory.turn);
  xml.close();
}

void write_old_memories(XmlWriter& xml, const Player& player) {
  struct Kind {
    Subject subject;
    Name list;
    Name element;
  };
  constexpr std::array<Kind, 5> kKinds = {{{Subject::kPlayer, "MemoryPlayerList", "MemoryPlayerData"},
                                           {Subject::kFamily, "MemoryFamilyList", "MemoryFamilyData"},
                                           {Subject::kReligion, "MemoryReligionList", "MemoryReligionData"},
                                           {Subject::kCharacter, "MemoryCharacterList", "MemoryCharacterData"},
                                           {Subject::kTribe, "MemoryTribeList", "MemoryTribeData"}}};
  for (const Kind& kind : kKinds) {
    xml.open(kind.list);
    for (const Memory& memory : player.memories) {
      if (memory.subject == kind.subject) {
        write_memory(xml, kind.element, memory, true);
      }
    }
    xml.close();
  }
}

void write_goal(XmlWriter& xml, const Goal& goal) {
  xml.open("GoalData");
  xml.leaf("Type", goal.type);
  xml.leaf("ID", goal.id);
  xml.leaf("LeaderID", goal.leader);
  xml.leaf("Turn", goal.turn);
  write_if(xml, "MaxTurns", goal.max_turns);
  flag_if(xml, "Finished", goal.finished);
  flag_if(xml, "Legacy", goal.legacy);
  write_if(xml, "Religion", goal.religion);
  write_if(xml, "Tribe", goal.tribe);
  write_id(xml, "Player", goal.player);
  write_id(xml, "CityID", goal.city);
  if (!goal.religion.empty()) {
    xml.leaf("ReligionSpread", goal.progress);
  }
  if (!goal.tribe.empty()) {
    xml.leaf("TribeSettled", goal.progress);
    xml.leaf("TribeKilled", goal.progress / 2);
  }
  write_counts(xml, "TribesKilled", goal.tribes_killed);
  write_counts(xml, "MissionsCompleted", goal.missions_completed);
  write_counts(xml, "YieldsProduced", goal.yields_produced);
  write_counts(xml, "YieldsSold", goal.yields_sold);
  write_counts(xml, "Stats", goal.stats);
  xml.close();
}

// Some builds write None where others leave the element empty.
void write_log(XmlWriter& xml, Name list, const std::vector<LogEntry>& entries, Name nothing) {
  const auto data = [nothing](const std::string& value) { return value.empty() ? nothing : Name(value); };
  xml.open(list);
  for (const LogEntry& entry : entries) {
    xml.open("LogData");
    xml.leaf("Text", entry.text);
    xml.leaf("Type", entry.type);
    xml.leaf("Data1", data(entry.data1));
    xml.leaf("Data2", data(entry.data2));
    xml.leaf("Data3", data(entry.data3));
    xml.leaf("Turn", entry.turn);
    xml.leaf("TeamTurn", entry.team_turn);
    xml.close();
  }
  xml.close();
}

// <BonesTime TileID="621" Time="1" /> and its like.
void write_tile_marks(XmlWriter& xml, Name list, Name item, Name value, const std::vector<std::pair<int, int>>& marks) {
  xml.open(list);
  for (const auto& [tile, number] : marks) {
    xml.open(item);
    xml.attribute("TileID", tile);
    xml.attribute(value, number);
    xml.close();
  }
  xml.close();
}

void write_pings(XmlWriter& xml, const Player& player) {
  if (player.pings.empty()) {
    return;
  }
  xml.open("Pings");
  for (const Ping& ping : player.pings) {
    xml.open("Ping");
    xml.attribute("PingType", ping.type);
    xml.attribute("Turn", ping.turn);
    xml.attribute("RemindTurn", ping.type == 7 ? ping.turn + 5 : 0);
    xml.attribute("Tile", ping.tile);
    xml.attribute("Text", ping.text);
    if (!ping.improvement.empty()) {
      xml.attribute("Improvement", ping.improvement);
    }
    xml.close();
  }
  xml.close();
}

void write_ai(XmlWriter& xml, const Player& player) {
  xml.open("AI");
  for (const int tile : player.expansion_tiles) {
    xml.leaf("ExpansionTileID", tile);
  }
  for (const int tile : player.attack_targets) {
    xml.leaf("AttackTarget", tile);
  }
  for (const int tile : player.harvest_targets) {
    xml.leaf("HarvestTarget", tile);
  }
  xml.open("LastSeenUnits");
  for (const auto& [unit, tile] : player.last_seen_units) {
    xml.open("Unit");
    xml.attribute("TileID", tile);
    xml.content(unit);
    xml.close();
  }
  xml.close();
  if (!player.last_seen_sites.empty()) {
    xml.open("LastSeenCitySiteOwners");
    for (const auto& [tile, tribe] : player.last_seen_sites) {
      xml.open("Tile");
      xml.attribute("Tribe", tribe);
      xml.content(tile);
      xml.close();
    }
    xml.close();
  }
  if (player.stockpile[kCivics] < 200 || player.id % 2 == 0) {
    xml.open("YieldShortages");
    xml.leaf("YIELD_CIVICS", 600);
    xml.leaf("YIELD_ORDERS", 4);
    xml.close();
  }
  xml.close();
}

}  // namespace

void write_all_stories(XmlWriter& xml, const Save& save, const Player& player) {
  xml.open("AllEventStoryTurn");
  for (const StoryEvent& event : player.stories) {
    xml.leaf(event.story->key, event.turn);
  }
  xml.close();
  if (at_least(save, Format::k2024)) {
    xml.open("NoCharactersStats");
    xml.leaf("STAT_TILES_REVEALED", 90 + player.id);
    xml.close();
  }
}

void write_story_maps(XmlWriter& xml, const Player& player) {
  const auto family = [](const StoryEvent& event) { return std::string(event.family); };
  const auto religion = [](const StoryEvent& event) { return std::string(event.religion); };
  const auto tribe = [](const StoryEvent& event) { return std::string(event.tribe); };
  const auto self = [&player](const StoryEvent& event) {
    return event.about_player ? fmt::format("P.{}", player.id) : std::string();
  };
  write_story_map(xml, player, "FamilyEventStoryTurn", family);
  write_story_map(xml, player, "ReligionEventStoryTurn", religion);
  xml.open("TribeLuxuryTurn");
  for (std::size_t i = 1; i < player.luxuries.size(); i += 4) {
    xml.leaf(fmt::format("TRIBE_GAULS.{}", player.luxuries[i].key), player.luxuries[i].value);
  }
  xml.close();
  write_story_map(xml, player, "TribeEventStoryTurn", tribe);
  xml.flag("PlayerLuxuryTurn");
  write_story_map(xml, player, "PlayerEventStoryTurn", self);
  write_option_map(xml, player, "FamilyEventStoryOption", family);
  write_option_map(xml, player, "ReligionEventStoryOption", religion);
  write_option_map(xml, player, "TribeEventStoryOption", tribe);
  write_option_map(xml, player, "PlayerEventStoryOption", self);
}

void write_memories(XmlWriter& xml, const Save& save, const Player& player) {
  if (!at_least(save, Format::k2025)) {
    write_old_memories(xml, player);
    return;
  }
  xml.open("MemoryList");
  for (const Memory& memory : player.memories) {
    write_memory(xml, "MemoryData", memory, false);
  }
  xml.close();
}

void write_goals(XmlWriter& xml, const Player& player) {
  xml.open("GoalList");
  for (const Goal& goal : player.goals) {
    write_goal(xml, goal);
  }
  xml.close();
}

// A decision waits for whoever plays now.
void write_decisions(XmlWriter& xml, const Save& save, const Player& player) {
  if (player.id != save.active_player || player.stories.empty()) {
    return;
  }
  const StoryEvent& event = player.stories.back();
  xml.open("DecisionList");
  xml.open("DecisionData");
  xml.attribute("Type", "EVENT_STORY");
  xml.leaf("ID", static_cast<int>(player.stories.size()));
  xml.leaf("SortOrder", 10);
  xml.flag("Modal");
  xml.flag("Bonus");
  xml.open("DataList");
  for (int option = 0; option < 3; ++option) {
    xml.leaf(fmt::format("EVENT_OPTION_{}", option),
             fmt::format("EVENTOPTION_{}_OPTION_{}", event.story->key.substr(sizeof("EVENTSTORY_") - 1), option));
  }
  xml.leaf("EVENT_STORY", event.story->key);
  xml.leaf("SUBJECT_0", player.id);
  xml.leaf("SUBJECT_1", player.leader);
  xml.close();
  xml.close();
  xml.close();
}

void write_event_links(XmlWriter& xml, const Player& player) {
  xml.open("EventLinkList");
  for (std::size_t i = 0; i < player.stories.size(); i += 12) {
    xml.open("EventLink");
    xml.leaf("Type", i % 24 == 0 ? "EVENTLINK_SLAVE_REVOLT_FREEDOM" : "EVENTLINK_PRISONER_CONSCRIPTS");
    xml.leaf("Turn", player.stories[i].turn);
    xml.open("DataList");
    xml.leaf("Data", fmt::format("SUBJECTCLASS_CITY:{}", player.original_capital));
    xml.leaf("Data", fmt::format("SUBJECTCLASS_FAMILY:{}", player.families.front()));
    xml.leaf("Data", fmt::format("SUBJECTCLASS_CHARACTER:{}", player.leader));
    xml.close();
    xml.close();
  }
  xml.close();
}

void write_popups(XmlWriter& xml, const Save& save, const Player& player) {
  const auto loser =
      std::find_if(save.players.begin(), save.players.end(), [](const Player& other) { return other.surrendered; });
  xml.open("PopupList");
  if (loser != save.players.end()) {
    xml.open("PopupData");
    xml.leaf("Text", fmt::format("<color={}>{}</color> has surrendered!", nation_of(loser->setup).color,
                                 nation_of(loser->setup).display));
    xml.leaf("ID", 12 + player.id);
    xml.leaf("CIQEvent", kNoName);
    xml.close();
  }
  xml.close();
  if (!player.achievements.empty()) {
    xml.open("AchievementsUnlocked");
    for (const std::string& achievement : player.achievements) {
      xml.leaf("Achievement", achievement);
    }
    xml.close();
  }
}

void write_player_histories(XmlWriter& xml, const Save& save, const Player& player) {
  write_series(xml, "MilitaryPowerHistory", player.military_history);
  write_series(xml, "PointsHistory", player.points_history);
  if (at_least(save, Format::k2024)) {
    write_series(xml, "LegitimacyHistory", player.legitimacy_history);
  }
  xml.open("YieldRateHistory");
  for (std::size_t i = 0; i < kYields.size(); ++i) {
    write_series(xml, kYields[i], player.rate_history[i]);
  }
  xml.close();
  if (at_least(save, Format::k2026)) {
    xml.open("YieldTotalHistory");
    for (std::size_t i = 0; i < kYields.size(); ++i) {
      write_series(xml, kYields[i], player.total_history[i]);
    }
    xml.close();
  }
  xml.open("FamilyOpinionHistory");
  for (std::size_t i = 0; i < player.family_history.size(); ++i) {
    write_series(xml, all_families()[i].key, player.family_history[i]);
  }
  xml.close();
  if (at_least(save, Format::k2024)) {
    xml.open("ReligionOpinionHistory");
    for (std::size_t i = 0; i < player.religion_history.size(); ++i) {
      write_series(xml, all_religions()[i], player.religion_history[i]);
    }
    xml.close();
  }
}

void write_logs(XmlWriter& xml, const Save& save, const Player& player) {
  const Name nothing = save.settings.format == Format::k2024 ? Name("None") : Name();
  write_log(xml, "TurnLogList", player.turn_log, nothing);
  write_log(xml, "PermanentLogList", player.permanent_log, nothing);
  if (!player.chat.empty()) {
    write_log(xml, "ChatLogList", player.chat, nothing);
  }
}

void write_notes(XmlWriter& xml, const Save& save, const Player& player) {
  if (at_least(save, Format::k2025)) {
    write_tile_marks(xml, "BonesTimes", "BonesTime", "Time", player.bones_times);
    write_tile_marks(xml, "RecentAttacks", "RecentAttack", "Attacks", player.recent_attacks);
  }
  write_pings(xml, player);
  write_ai(xml, player);
}

}  // namespace perankh::savegen
