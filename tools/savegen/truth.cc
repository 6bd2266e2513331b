#include "truth.h"

#include <fmt/format.h>

#include <algorithm>

#include "tally.h"

namespace perankh::savegen {
namespace {

const char* format_name(Format format) {
  switch (format) {
    case Format::k2022:
      return "2022";
    case Format::k2024:
      return "2024";
    case Format::k2025:
      return "2025";
    case Format::k2026:
      return "2026";
  }
  return "";
}

// The only human; of several the one who played when the file was made.
int owner_of(const Save& save) {
  const auto humans =
      std::count_if(save.players.begin(), save.players.end(), [](const Player& player) { return player.setup.human; });
  return humans == 1 ? 0 : save.active_player;
}

Json maybe(int id) { return id == kNone ? Json() : Json(id); }

void add_winner(Json& match, const Save& save) {
  const int winner = winner_of(save);
  match["winner_player_id"] = maybe(winner);
  match["winner_team"] = winner == kNone ? Json() : Json(save.settings.winner_team);
  const Name victory = save.settings.winner_victory;
  // Before 2025 the file holds the index in the game's list, unless the rare shape under Root names it.
  const bool named = save.settings.format >= Format::k2025 || save.settings.root_victory;
  match["winner_victory_type"] = winner == kNone || !named ? Json() : Json(std::string(victory));
  const auto at = std::find(kVictories.begin(), kVictories.end(), victory);
  match["winner_victory_index"] = winner == kNone || named ? Json() : Json(at - kVictories.begin());
}

Json match_of(const Save& save) {
  const Settings& settings = save.settings;
  Json match;
  match["game_id"] = settings.game_id;
  match["game_name"] = settings.game_name;
  match["save_date"] = settings.format == Format::k2022
                           ? Json()
                           : Json(fmt::format("{:04}-{:02}-{:02}", save.time.year, save.time.month, save.time.day));
  match["map_width"] = settings.width;
  match["map_height"] = settings.height;
  match["map_size"] = std::string(settings.map_size);
  match["game_mode"] = settings.network ? "NETWORK" : "SINGLE_PLAYER";
  match["total_turns"] = save.turn;
  match["game_version"] = settings.version;
  match["first_seed"] = settings.first_seed;
  match["map_seed"] = settings.map_seed;
  match["game_seed"] = save.game_seed;
  add_winner(match, save);
  match["owner_player_id"] = owner_of(save);
  match["active_player"] = save.active_player;
  match["victory_conditions"] = fmt::format("{}", fmt::join(settings.victories, "+"));
  return match;
}

Json player_of(const Save& save, const Player& player) {
  const auto owned = [&player](const auto& item) { return item.player == player.id; };
  const auto known =
      std::count_if(player.tech_turn.begin(), player.tech_turn.end(), [](int turn) { return turn != 0; });
  Json json;
  json["player_id"] = player.id;
  json["player_name"] = player.setup.name;
  json["nation"] = std::string(nation_of(player.setup).key);
  json["dynasty"] = std::string(player.setup.dynasty);
  json["team_id"] = player.setup.team;
  json["is_human"] = player.setup.human;
  json["online_id"] = player.setup.online_id;
  json["difficulty"] = std::string(player.setup.difficulty);
  json["legitimacy"] = player.legitimacy;
  json["state_religion"] = player.state_religion.empty() ? Json() : Json(std::string(player.state_religion));
  json["leader_character_id"] = player.leader;
  json["rulers"] = player.leaders.size();
  json["cities"] = std::count_if(save.cities.begin(), save.cities.end(), owned);
  json["characters"] = std::count_if(save.characters.begin(), save.characters.end(), owned);
  json["units"] = std::count_if(save.units.begin(), save.units.end(), owned);
  json["tiles_owned"] = std::count_if(save.tiles.begin(), save.tiles.end(),
                                      [&player](const Tile& tile) { return tile.owner() == player.id; });
  json["techs_completed"] = known;
  json["final_points"] = player.points_history.empty() ? 0 : player.points_history.back().value;
  return json;
}

void count_settings(Json& relations, const Save& save) {
  const Settings& settings = save.settings;
  const std::size_t options = settings.game_options.size();
  const std::size_t contents = settings.contents.size();
  const std::size_t maps = settings.map_multi.size() + settings.map_single.size();
  const std::size_t levels = settings.occurrence_levels.size();
  relations["match_settings"] = {
      {"rows", options + contents + maps + levels},
      {"sums", Json::object()},
      {"by_type",
       {{"game_option", options}, {"dlc_content", contents}, {"map_option", maps}, {"occurrence_level", levels}}}};
}

}  // namespace

std::string make_truth(const Save& save, const std::string& file, std::size_t xml_bytes) {
  Json truth;
  truth["file"] = file;
  truth["xml_bytes"] = xml_bytes;
  truth["format"] = format_name(save.settings.format);
  truth["match"] = match_of(save);
  truth["players"] = Json::array();
  for (const Player& player : save.players) {
    truth["players"].push_back(player_of(save, player));
  }
  Json relations;
  count_settings(relations, save);
  count_players(relations, save);
  count_histories(relations, save);
  count_logs(relations, save);
  count_people(relations, save);
  count_cities(relations, save);
  count_tiles(relations, save);
  count_units(relations, save);
  truth["relations"] = std::move(relations);
  return truth.dump(2) + '\n';
}

}  // namespace perankh::savegen
