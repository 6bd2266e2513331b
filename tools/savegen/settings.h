#pragma once

// What is fixed before the first turn of a campaign: players, map size, rules, and how it will end.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "vocabulary.h"

namespace perankh::savegen {

inline constexpr int kNone = -1;
inline constexpr Name kNoName = "NONE";

// Each stands for the saves of one time; the difference is in names and shapes, see tools/savegen/README.md.
enum class Format { k2022, k2024, k2025, k2026 };
enum class Size { kTiny, kDuel, kStandard, kLarge };

struct PlayerSetup {
  int nation = 0;  // index into nations()
  Name dynasty;
  int team = 0;
  bool human = false;
  std::string name;
  std::string online_id;
  std::string email;
  Name language;
  Name difficulty;
  Name development;
  bool nation_was_chosen = false;  // else PlayerNation is NONE, as when the lobby draws lots
};

struct Settings {
  std::uint64_t seed = 0;  // of the campaign
  Format format = Format::k2025;
  Size size = Size::kStandard;
  int width = 0;
  int height = 0;
  int final_turn = 0;
  int teams = 0;
  bool network = false;
  std::string game_id;
  std::string game_name;
  std::string version;
  std::string scenario;
  Name map_class;
  Name map_size;
  Name map_aspect;
  Name turn_style;
  Name turn_timer;
  Name opponent_level;
  Name tribe_level;
  Name mortality;
  Name event_level;
  Name victory_points;
  Name force_march;
  int first_seed = 0;
  int map_seed = 0;
  int winner_team = kNone;  // of the finished campaign
  Name winner_victory;
  bool root_victory = false;  // the rare old shape of a victory, under Root
  std::vector<PlayerSetup> players;
  std::vector<Name> game_options;
  std::vector<Name> victories;
  std::vector<Name> contents;
  std::vector<std::pair<Name, Name>> occurrence_levels;
  std::vector<std::pair<Name, Name>> map_multi;
  std::vector<std::pair<Name, int>> map_single;
};

inline const NationInfo& nation_of(const PlayerSetup& setup) {
  return nations()[static_cast<std::size_t>(setup.nation)];
}

}  // namespace perankh::savegen
