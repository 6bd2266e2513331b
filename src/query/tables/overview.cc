#include "query/tables/rooms.h"

namespace perankh::query {

std::vector<SaveTable> overview_tables() {
  return {
      {.name = "final_figures",
       .row = "A player as the save leaves it; yields are what a turn brings, in shown units.",
       .sql = R"sql(
SELECT player_id, victory_points, military_power, legitimacy, cities, population, tiles, improvements, specialists,
       techs, laws, religions_founded, units, orders / 10 AS orders, science / 10 AS science, civics / 10 AS civics,
       training / 10 AS training, money / 10 AS money, culture / 10 AS culture, growth / 10 AS growth,
       food / 10 AS food, iron / 10 AS iron, stone / 10 AS stone, wood / 10 AS wood
FROM player_figures WHERE match_id = $match_id
ORDER BY player_id
)sql"},
      {.name = "wonders",
       .row = "A wonder that was completed, with who owned its tile that turn.",
       // Every player's log has a line about it, and there may be one when it was begun: the last one counts.
       .sql = R"sql(
WITH lines AS MATERIALIZED (
  SELECT data2 AS wonder, turn, TRY_CAST(data1 AS INTEGER) AS tile_id,
         TRY_CAST(regexp_extract(description, 'HELP_SELECT_CITY,([0-9]+)', 1) AS INTEGER) AS city_id
  FROM event_logs WHERE match_id = $match_id AND log_type = 'WONDER_ACTIVITY' AND data2 IS NOT NULL),
built AS MATERIALIZED (
  SELECT wonder, max(turn) AS turn, arg_max(tile_id, turn) AS tile_id, arg_max(city_id, turn) AS city_id
  FROM lines GROUP BY wonder),
owners AS (
  SELECT b.wonder, arg_max(h.owner_player_id, h.turn) AS player_id
  FROM built b JOIN tile_ownership_history h ON h.tile_id = b.tile_id AND h.turn <= b.turn
  WHERE h.match_id = $match_id GROUP BY b.wonder)
SELECT b.wonder, b.turn, coalesce(o.player_id, c.first_owner_player_id) AS player_id, t.owner_player_id,
       b.city_id, c.city_name, b.tile_id
FROM built b
LEFT JOIN owners o USING (wonder)
LEFT JOIN (SELECT city_id, city_name, first_owner_player_id FROM city_basics WHERE match_id = $match_id) c USING (city_id)
LEFT JOIN (SELECT tile_id, owner_player_id, improvement, improvement_turns_left FROM tile_basics
           WHERE match_id = $match_id) t
       USING (tile_id)
WHERE NOT coalesce(t.improvement = b.wonder AND t.improvement_turns_left > 0, false)
ORDER BY b.turn, b.wonder
)sql"},
      {.name = "religions_founded", .row = "A religion that a player founded.", .sql = R"sql(
SELECT max(value) FILTER (field = 'ReligionFounder') AS player_id,
       max(value) FILTER (field = 'ReligionFounded') AS turn, key AS religion_name
FROM game_values
WHERE match_id = $match_id AND field IN ('ReligionFounder', 'ReligionFounded') AND key IS NOT NULL
GROUP BY key
HAVING max(value) FILTER (field = 'ReligionFounder') >= 0
ORDER BY turn, religion_name
)sql"},
  };
}

}  // namespace perankh::query
