// A nation at the table, human or computer, and the records it keeps: goals, memories, logs.
#pragma once

#include "base/values.h"
#include "model/layout.h"

namespace perankh::model {

/// <Player>. Stockpiles, technologies, laws, counts and turns under a key are KeyedValues (player_value); turn
/// histories are Series; pings, decisions, event links, pop-ups and the computer's notes are Details.
struct Player {
  PlayerId id;
  Text name;  ///< empty for the computer, and for the human of a single-player game
  Text email, online_id, custom_reminder;
  Symbol language, nation, dynasty;
  Int ai_controlled_to_turn;  ///< 0: human at the table; 2147483647: computer, unless there is an online id

  CityId original_capital_city;
  CharacterId founder, chosen_heir;
  Int last_do_turn;
  Int time_stockpile;
  Int legitimacy, recruit_legitimacy;
  Int ambition_delay;
  Int buy_tile_count;
  Symbol state_religion;
  Int state_religion_change_count;
  Int tribe_mercenary_count;
  Int start_turn_cities;
  Symbol tech_researching;
  Symbol popup_tech_discovered;
  Symbol succession_gender;
  bool founded = false;
  bool surrendered = false;
  bool turn_ended = false;
  bool completed_game_saved = false;
  bool turn_summary_ready = false;
  bool ignore_council_reminder = false;

  // Derived while reading (results.cc), from lists under Root.
  TeamId team;
  Symbol difficulty;
  bool is_human = false;

  static const Layout& layout();
};

/// <GoalData>: an ambition, with what has been done towards it under a key (player_value, fields GoalData.*, index =
/// ordinal).
struct Goal {
  PlayerId player;
  Int ordinal;  ///< position among all goals of the save
  Int id;       ///< the player's own number for it
  Symbol type;
  Int turn;  ///< started
  Int max_turns;
  bool finished = false;
  Int finished_turn;  ///< when the file gives it
  bool failed = false;
  bool legacy = false;
  CharacterId leader;
  CityId city;
  PlayerId target_player;
  Symbol tribe, religion;
  Int religion_spread, tribe_killed, tribe_settled;

  static const Layout& layout();
};

/// <MemoryData>: what a player remembers of somebody. Before 2025 the game kept five lists and wrote subjects as
/// numbers.
struct Memory {
  PlayerId player;
  Int ordinal;
  Symbol list;  ///< MemoryList, or MemoryPlayerList, MemoryFamilyList, ...
  Symbol type;
  Int turn;
  PlayerId target_player;
  CharacterId target_character;
  Symbol target_family, target_religion, target_tribe;  ///< a name, or in old files a number
  CityId target_city;

  static const Layout& layout();
};

/// <LogData>: a line of a player's log.
struct LogEntry {
  PlayerId player;
  Int ordinal;
  Symbol list;  ///< PermanentLogList, TurnLogList, TurnSummary, ChatLogList
  Symbol type;
  Int turn, team_turn;
  Text text;                 ///< markup, in the player's language
  Text data1, data2, data3;  ///< a number, a name or nothing, by type

  static const Layout& layout();
};

}  // namespace perankh::model
