// The save as a whole: what stands on <Root> (how the game was set up) and in <Game> (where it stands).
#pragma once

#include "base/values.h"
#include "model/layout.h"

namespace perankh::model {

/// <Root>: attributes of the game's set-up. Any may be absent; scenarios add some. One row a save.
struct Save {
  Text game_id;  ///< a UUID, one per campaign: all saves of one game share it
  Text game_name;
  Text save_date;  ///< as written: "20 September 2025"
  Text version;    ///< as written: "Version: 1.0.79513+mod=hash=-123456"
  Symbol map_size, map_class, map_aspect_ratio;
  Int map_width;  ///< tiles in a row; the height follows from the number of tiles
  Int min_latitude, max_latitude;
  bool map_edges_safe = false;
  Int min_city_site_distance;
  Seed first_seed, map_seed;
  Text map_path;  ///< scenarios
  Symbol scenario;
  Int num_autosaves;
  Symbol game_mode;  ///< SINGLE_PLAYER, NETWORK, ...
  Symbol turn_style, turn_timer, turn_scale;
  Int simultaneous_turns;
  Symbol opponent_level, tribe_level;
  Symbol development, human_development, advantage;
  Symbol succession_gender, succession_order, mortality;
  Symbol team_nation, force_march, event_level, victory_point_modifier;

  // Derived while reading (results.cc).
  Int active_player;        ///< <?ActivePlayer N?>: whose turn it is, in front of the computer that saved
  Int map_height;           ///< tiles / map_width
  Int saved_on;             ///< save_date as days since 1970-01-01
  Text build;               ///< "1.0.79513", cut out of version
  Text enabled_mods;        ///< names out of version, joined by +
  Text enabled_dlc;         ///< GameContent, joined by +
  Text victory_conditions;  ///< VictoryEnabled, joined by +
  PlayerId winner;
  Symbol winner_victory;

  static const Layout& layout();
};

/// <Game>: the state of play that belongs to no player. One row a save.
struct Game {
  Int turn;
  Seed seed;
  Int next_unit_id, next_city_id, next_character_id, next_occurrence_id;
  Symbol map_class, map_size;
  Int turn_time, team_turn, player_turn;
  Int recent_human_attacks;
  bool game_over = false;
  bool no_replay = false;
  bool no_fog_of_war = false;
  Int winner_team;        ///< up to 1.0.70671, with winner_victory
  Symbol winner_victory;  ///< a name, or a number of the game's own list of victories

  static const Layout& layout();
};

}  // namespace perankh::model
