#include "query/tables/rooms.h"

namespace perankh::query {

std::vector<SaveTable> settings_tables() {
  return {
      {.name = "save",
       .row = "The save itself, one row: its file, its game's set-up, its owner and its winner.",
       .sql = R"sql(
SELECT m.file_name, m.file_path, m.game_name, m.game_id, strftime(m.save_date, '%Y-%m-%d') AS save_date,
       m.total_turns AS turn, m.game_version, m.build, m.enabled_dlc, m.enabled_mods, m.map_width, m.map_height,
       m.map_size, m.map_class, m.map_aspect_ratio, m.game_mode, m.opponent_level, m.tribe_level, m.development,
       m.human_development, m.advantage, m.succession_gender, m.succession_order, m.mortality, m.event_level,
       m.victory_point_modifier, m.force_march, m.team_nation, m.turn_style, m.turn_timer, m.turn_scale, m.scenario,
       m.victory_conditions, coalesce(contains(m.victory_conditions, 'VICTORY_POINTS'), false) AS counts_points,
       o.player_id AS owner_player_id, m.winner_player_id, m.winner_victory_type,
       CASE WHEN m.winner_player_id IS NOT NULL THEN m.winner_player_id = o.player_id END AS owner_won,
       m.map_height IS NOT NULL AS has_map,
       EXISTS (SELECT 1 FROM yield_total_history y WHERE y.match_id = $match_id) AS has_yield_totals,
       EXISTS (SELECT 1 FROM event_logs e WHERE e.match_id = $match_id AND e.log_type = 'LAW_ADOPTED') AS has_law_turns
FROM matches m LEFT JOIN save_owners o ON o.match_id = m.match_id
WHERE m.match_id = $match_id
)sql"},
      {.name = "settings", .row = "An option of the game's set-up.", .sql = R"sql(
SELECT setting_type, setting_key, setting_value
FROM match_settings WHERE match_id = $match_id
ORDER BY setting_type, setting_key
)sql"},
      {.name = "players",
       .row = "A player: the save's owner first, then other humans, then the computer's, by nation.",
       // nation_shade tells players of the same nation apart: 0, 1, ...
       .sql = R"sql(
SELECT p.player_id, p.player_name, p.nation,
       CAST(row_number() OVER (PARTITION BY p.nation ORDER BY p.player_id) - 1 AS INTEGER) AS nation_shade,
       p.is_human, p.is_save_owner AS is_owner, p.team_id, p.legitimacy, p.state_religion, p.difficulty, p.dynasty,
       p.succession_gender, p.tech_researching, r.character_id AS leader_id, r.ruler_name AS leader_name,
       p.chosen_heir_id, c.city_id AS capital_city_id, c.city_name AS capital_name, p.original_capital_city_id,
       p.last_turn_completed, p.surrendered
FROM players p
LEFT JOIN (SELECT player_id, arg_max(character_id, succession_order) AS character_id,
                  arg_max(ruler_name, succession_order) AS ruler_name
           FROM rulers WHERE match_id = $match_id GROUP BY player_id) r ON r.player_id = p.player_id
LEFT JOIN (SELECT player_id, min(city_id) AS city_id, arg_min(city_name, city_id) AS city_name
           FROM city_basics WHERE match_id = $match_id AND is_capital GROUP BY player_id) c ON c.player_id = p.player_id
WHERE p.match_id = $match_id
ORDER BY p.is_save_owner DESC, p.is_human DESC, p.nation, p.player_id
)sql"},
  };
}

}  // namespace perankh::query
