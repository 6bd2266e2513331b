#include "query/tables/rooms.h"

namespace perankh::query {

std::vector<SaveTable> overview_tables() {
  return {
      {.name = "final_figures",
       .row = "A player as the save leaves it; yields are what a turn brings, in shown units.",
       // Land that nobody is said to own, in saves without histories, is its city's.
       .sql = R"sql(
WITH towns AS MATERIALIZED (SELECT city_id, player_id, citizens FROM cities WHERE match_id = $match_id)
SELECT p.player_id, points.victory_points, power.military_power, p.legitimacy, coalesce(c.cities, 0) AS cities,
       coalesce(c.population, 0) AS population, coalesce(t.tiles, 0) AS tiles,
       coalesce(t.improvements, 0) AS improvements, coalesce(t.specialists, 0) AS specialists,
       coalesce(k.techs, 0) AS techs, coalesce(k.laws, 0) AS laws, coalesce(f.religions_founded, 0) AS religions_founded,
       coalesce(u.units, 0) AS units, y.orders, y.science, y.civics, y.training, y.money, y.culture, y.growth,
       y.food, y.iron, y.stone, y.wood
FROM players p
LEFT JOIN (SELECT player_id, arg_max(points, turn) AS victory_points
           FROM points_history WHERE match_id = $match_id GROUP BY player_id) points USING (player_id)
LEFT JOIN (SELECT player_id, arg_max(military_power, turn) AS military_power
           FROM military_history WHERE match_id = $match_id GROUP BY player_id) power USING (player_id)
LEFT JOIN (SELECT player_id, CAST(count(*) AS INTEGER) AS cities, CAST(sum(citizens) AS INTEGER) AS population
           FROM towns GROUP BY player_id) c USING (player_id)
LEFT JOIN (SELECT coalesce(owner_player_id, player_id) AS player_id, CAST(count(*) AS INTEGER) AS tiles,
                  CAST(count(improvement) FILTER (improvement NOT IN ('IMPROVEMENT_CITY', 'IMPROVEMENT_CITY_SITE')
                       AND coalesce(improvement_turns_left, 0) = 0) AS INTEGER) AS improvements,
                  CAST(count(specialist) AS INTEGER) AS specialists
           FROM (SELECT owner_player_id, owner_city_id, improvement, improvement_turns_left, specialist FROM tiles
                 WHERE match_id = $match_id) LEFT JOIN towns ON city_id = owner_city_id
           GROUP BY ALL) t USING (player_id)
LEFT JOIN (SELECT player_id, CAST(count(*) FILTER (field = 'ActiveLaw') AS INTEGER) AS laws,
                  CAST(count(*) FILTER (field = 'TechCount' AND value > 0 AND NOT contains(key, '_BONUS')) AS INTEGER)
                    AS techs
           FROM player_values WHERE match_id = $match_id AND field IN ('ActiveLaw', 'TechCount')
           GROUP BY player_id) k USING (player_id)
LEFT JOIN (SELECT value AS player_id, CAST(count(*) AS INTEGER) AS religions_founded
           FROM game_values WHERE match_id = $match_id AND field = 'ReligionFounder' GROUP BY ALL) f USING (player_id)
LEFT JOIN (SELECT player_id, CAST(count(*) AS INTEGER) AS units
           FROM units WHERE match_id = $match_id GROUP BY player_id) u USING (player_id)
LEFT JOIN (SELECT player_id, max(rate) FILTER (yield_type = 'YIELD_ORDERS') / 10 AS orders,
                  max(rate) FILTER (yield_type = 'YIELD_SCIENCE') / 10 AS science,
                  max(rate) FILTER (yield_type = 'YIELD_CIVICS') / 10 AS civics,
                  max(rate) FILTER (yield_type = 'YIELD_TRAINING') / 10 AS training,
                  max(rate) FILTER (yield_type = 'YIELD_MONEY') / 10 AS money,
                  max(rate) FILTER (yield_type = 'YIELD_CULTURE') / 10 AS culture,
                  max(rate) FILTER (yield_type = 'YIELD_GROWTH') / 10 AS growth,
                  max(rate) FILTER (yield_type = 'YIELD_FOOD') / 10 AS food,
                  max(rate) FILTER (yield_type = 'YIELD_IRON') / 10 AS iron,
                  max(rate) FILTER (yield_type = 'YIELD_STONE') / 10 AS stone,
                  max(rate) FILTER (yield_type = 'YIELD_WOOD') / 10 AS wood
           FROM (SELECT player_id, yield_type, arg_max(amount, turn) AS rate FROM yield_history
                 WHERE match_id = $match_id GROUP BY ALL) GROUP BY player_id) y USING (player_id)
WHERE p.match_id = $match_id
ORDER BY p.player_id
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
LEFT JOIN (SELECT city_id, city_name, first_owner_player_id FROM cities WHERE match_id = $match_id) c USING (city_id)
LEFT JOIN (SELECT tile_id, owner_player_id, improvement, improvement_turns_left FROM tiles WHERE match_id = $match_id) t
       USING (tile_id)
WHERE NOT coalesce(t.improvement = b.wonder AND t.improvement_turns_left > 0, false)
ORDER BY b.turn, b.wonder
)sql"},
      {.name = "religions_founded", .row = "A religion that a player founded.", .sql = R"sql(
SELECT founder_player_id AS player_id, founded_turn AS turn, religion_name
FROM religions WHERE match_id = $match_id AND founder_player_id IS NOT NULL
ORDER BY turn, religion_name
)sql"},
  };
}

}  // namespace perankh::query
