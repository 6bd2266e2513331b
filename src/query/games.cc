#include "query/games.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>
#include <utility>

#include "base/plain_name.h"
#include "query/row.h"

namespace perankh::query {

namespace {

// The key is that of the relation games; a save is told from a later one by its turn, then by its number.
constexpr std::string_view kSaves =
    "SELECT match_id, coalesce(game_id, CAST(match_id AS VARCHAR)) AS game_key, game_name, file_name, file_path, "
    "file_size, total_turns, strftime(save_date, '%Y-%m-%d'), strftime(processed_date, '%Y-%m-%dT%H:%M:%SZ'), run_id, "
    "map_size, map_class, map_width, map_height, game_mode, victory_conditions, winner_player_id, winner_victory_type "
    "FROM matches {} ORDER BY coalesce(total_turns, -1) DESC, match_id DESC";

constexpr std::string_view kPlayers =
    "SELECT match_id, player_id, player_name, nation, is_human, is_save_owner, online_id, difficulty FROM players {} "
    "ORDER BY match_id, player_id";

using PlayersOfSaves = std::unordered_map<std::int64_t, std::vector<Player>>;

Result<PlayersOfSaves> players_of_saves(store::Connection& connection, std::string_view condition,
                                        std::span<const store::Value> parameters) {
  PlayersOfSaves players;
  auto read = for_each_row(connection, fmt::format(fmt::runtime(kPlayers), condition), parameters, [&](const Row& row) {
    players[row.number(0).value_or(0)].push_back({.player_id = row.number(1).value_or(0),
                                                  .name = row.text(2).value_or(""),
                                                  .nation = row.text(3),
                                                  .human = row.flag(4),
                                                  .is_owner = row.flag(5),
                                                  .online_id = row.text(6),
                                                  .difficulty = row.text(7)});
  });
  if (!read) return std::unexpected(std::move(read.error()));
  return players;
}

std::vector<std::string> parts_of(const std::string& joined) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start < joined.size();) {
    const std::size_t end = std::min(joined.find('+', start), joined.size());
    if (end > start) parts.push_back(joined.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

std::optional<Player> find(const std::vector<Player>& players, auto matches) {
  const auto found = std::ranges::find_if(players, matches);
  return found == players.end() ? std::nullopt : std::optional(*found);
}

GameResult result_for(const std::optional<Player>& owner, std::optional<std::int64_t> winner) {
  if (!winner) return GameResult::kOpen;
  if (!owner) return GameResult::kUnknown;
  return owner->player_id == *winner ? GameResult::kWon : GameResult::kLost;
}

Game game_of(const Row& row, std::vector<Player> players) {
  const auto winner = row.number(16);
  Game game{.key = row.text(1).value_or(""),
            .title = {},
            .game_name = row.text(2),
            .latest_match_id = row.number(0).value_or(0),
            .turn = row.number(6),
            .save_date = row.text(7),
            .map_size = row.text(10),
            .map_class = row.text(11),
            .map_width = row.number(12),
            .map_height = row.number(13),
            .game_mode = row.text(14),
            .victory_conditions = parts_of(row.text(15).value_or("")),
            .winner = find(players, [&](const Player& player) { return winner && player.player_id == *winner; }),
            .winner_victory = row.text(17),
            .owner = find(players, &Player::is_owner),
            .result = {},
            .players = {},
            .saves = {}};
  game.result = result_for(game.owner, winner);
  game.players = std::move(players);
  return game;
}

Save save_of(const Row& row, const std::vector<Player>& players) {
  const auto owner = find(players, &Player::is_owner);
  return {.match_id = row.number(0).value_or(0),
          .file_name = row.text(3).value_or(""),
          .file_path = row.text(4).value_or(""),
          .file_size = row.number(5).value_or(0),
          .turn = row.number(6),
          .save_date = row.text(7),
          .imported = row.text(8).value_or(""),
          .run_id = row.number(9).value_or(0),
          .owner_nation = owner ? owner->nation : std::nullopt,
          .result = result_for(owner, row.number(16))};
}

Result<std::vector<Game>> games_where(store::Connection& connection, std::string_view saves_condition,
                                      std::string_view players_condition, std::span<const store::Value> parameters) {
  auto players = players_of_saves(connection, players_condition, parameters);
  if (!players) return std::unexpected(std::move(players.error()));
  std::vector<Game> games;
  std::unordered_map<std::string, std::size_t> places;
  auto read =
      for_each_row(connection, fmt::format(fmt::runtime(kSaves), saves_condition), parameters, [&](const Row& row) {
        std::vector<Player>& of_save = (*players)[row.number(0).value_or(0)];
        Save save = save_of(row, of_save);
        const auto [place, is_new] = places.emplace(row.text(1).value_or(""), games.size());
        if (is_new) games.push_back(game_of(row, std::move(of_save)));  // the first one is the latest
        games[place->second].saves.push_back(std::move(save));
      });
  if (!read) return std::unexpected(std::move(read.error()));
  for (Game& game : games) game.title = title_of(game);
  std::ranges::stable_sort(games, [](const Game& one, const Game& other) {
    return std::pair(one.save_date, one.latest_match_id) > std::pair(other.save_date, other.latest_match_id);
  });
  return games;
}

// "Game123" is what the game calls a game that nobody has named.
bool is_made_up(std::string_view name) {
  constexpr std::string_view kGame = "Game";
  if (!name.starts_with(kGame)) return false;
  return std::ranges::all_of(name.substr(kGame.size()), [](char letter) { return letter >= '0' && letter <= '9'; });
}

}  // namespace

std::string title_of(const Game& game) {
  if (game.game_name && !game.game_name->empty() && !is_made_up(*game.game_name)) return *game.game_name;
  const std::optional<Player> player =
      game.owner ? game.owner : find(game.players, [](const Player& one) { return one.human; });
  const std::string turn = game.turn ? fmt::format("turn {}", *game.turn) : "";
  if (player && player->nation) return plain_name(*player->nation) + (turn.empty() ? "" : ", " + turn);
  if (!game.saves.empty() && !game.saves.front().file_name.empty()) return game.saves.front().file_name;
  return turn.empty() ? game.key : turn;
}

Result<std::vector<Game>> games(store::Connection& connection) { return games_where(connection, "", "", {}); }

Result<std::optional<Game>> game(store::Connection& connection, const std::string& key) {
  const std::array<store::Value, 1> parameters{key};
  auto found = games_where(
      connection, "WHERE coalesce(game_id, CAST(match_id AS VARCHAR)) = ?",
      "WHERE match_id IN (SELECT match_id FROM matches WHERE coalesce(game_id, CAST(match_id AS VARCHAR)) = ?)",
      parameters);
  if (!found) return std::unexpected(std::move(found.error()));
  if (found->empty()) return std::nullopt;
  return std::move(found->front());
}

}  // namespace perankh::query
