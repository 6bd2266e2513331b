// The games of a library, with their saves and players: what a list of games shows.
//
// Errors: the codes of store/database.h. Threads: that of the connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "store/database.h"

namespace perankh::query {

struct Player {
  std::int64_t player_id = 0;
  std::string name;                   ///< as in the file: often empty
  std::optional<std::string> nation;  ///< NATION_ROME
  bool human = false;
  bool is_owner = false;
  std::optional<std::string> online_id;
  std::optional<std::string> difficulty;
};

/// How a save ended for its owner.
enum class GameResult : std::uint8_t {
  kWon,
  kLost,
  kOpen,     ///< nobody has won yet
  kUnknown,  ///< somebody has, and the owner is not known
};

struct Save {
  std::int64_t match_id = 0;
  std::string file_name;
  std::string file_path;
  std::int64_t file_size = 0;
  std::optional<std::int64_t> turn;
  std::optional<std::string> save_date;  ///< "2025-11-08"
  std::string imported;                  ///< RFC 3339, UTC
  std::int64_t run_id = 0;
  std::optional<std::string> owner_nation;
  GameResult result = GameResult::kOpen;
};

/// All saves with one game id; a save without one is a game of its own. What is not in `saves` is of the latest one.
struct Game {
  std::string key;  ///< the same as long as a save of the game is there
  std::string title;
  std::optional<std::string> game_name;
  std::int64_t latest_match_id = 0;
  std::optional<std::int64_t> turn;
  std::optional<std::string> save_date;
  std::optional<std::string> map_size;
  std::optional<std::string> map_class;
  std::optional<std::int64_t> map_width;
  std::optional<std::int64_t> map_height;
  std::optional<std::string> game_mode;
  std::vector<std::string> victory_conditions;
  std::optional<Player> winner;
  std::optional<std::string> winner_victory;
  std::optional<Player> owner;
  GameResult result = GameResult::kOpen;
  std::vector<Player> players;
  std::vector<Save> saves;  ///< the latest turn first
};

/// All games, those saved last first.
[[nodiscard]] Result<std::vector<Game>> games(store::Connection& connection);

/// One of them; nothing when there is none with this key.
[[nodiscard]] Result<std::optional<Game>> game(store::Connection& connection, const std::string& key);

/// What a game is called: its name, unless it has none or one the game has made up (Game123); else nation and turn;
/// else its file.
[[nodiscard]] std::string title_of(const Game& game);

}  // namespace perankh::query
