#include "query/tables/rooms.h"

namespace perankh::query {

std::vector<SaveTable> city_tables() {
  return {
      {.name = "cities",
       .row = "A city that stands; culture is that of the owner's team, religions are joined by +.",
       .sql = R"sql(
SELECT c.city_id, c.city_name, c.player_id, c.tribe, c.first_owner_player_id, c.last_owner_player_id, c.is_capital,
       c.family, c.founded_turn, c.tile_id, k.culture_level, k.culture_progress, k.happiness_level, c.citizens, c.governor_id,
       g.first_name AS governor_name, c.governor_turn, c.growth_count, c.unit_production_count AS units_produced,
       c.specialist_count, p.projects, t.tiles, c.buy_tile_count AS tiles_bought,
       c.hurry_civics_count, c.hurry_money_count, c.hurry_training_count, c.hurry_population_count,
       c.hurry_orders_count, r.religions, c.damage, c.raided_turn, c.assimilate_turns
FROM cities c
LEFT JOIN (SELECT player_id, team_id FROM player_basics WHERE match_id = $match_id) o ON o.player_id = c.player_id
LEFT JOIN (SELECT city_id, team_id, culture_level, culture_progress, happiness_level FROM city_culture
           WHERE match_id = $match_id) k ON k.city_id = c.city_id AND k.team_id = o.team_id
LEFT JOIN (SELECT character_id, first_name FROM characters WHERE match_id = $match_id) g
       ON g.character_id = c.governor_id
LEFT JOIN (SELECT city_id, CAST(count(*) AS INTEGER) AS tiles FROM city_territory WHERE match_id = $match_id
           GROUP BY city_id) t ON t.city_id = c.city_id
LEFT JOIN (SELECT city_id, CAST(sum(count) AS INTEGER) AS projects FROM city_project_counts
           WHERE match_id = $match_id GROUP BY city_id) p ON p.city_id = c.city_id
LEFT JOIN (SELECT city_id, string_agg(religion, '+' ORDER BY religion) AS religions FROM city_religions
           WHERE match_id = $match_id GROUP BY city_id) r ON r.city_id = c.city_id
WHERE c.match_id = $match_id
ORDER BY c.city_id
)sql"},
      {.name = "city_yields",
       .row = "A yield of a city, in shown units: towards the next of what it makes, and its level.",
       .sql = R"sql(
SELECT city_id, yield_type, progress / 10 AS progress, overflow / 10 AS overflow, level
FROM city_yields WHERE match_id = $match_id ORDER BY city_id, yield_type
)sql"},
      {.name = "city_queue", .row = "A place in a city's queue; progress in shown units.", .sql = R"sql(
SELECT city_id, queue_position, build_type, item_type, progress / 10 AS progress, is_repeat
FROM city_production_queue WHERE match_id = $match_id ORDER BY city_id, queue_position
)sql"},
      {.name = "city_units", .row = "A kind of unit that a city has produced.", .sql = R"sql(
SELECT city_id, unit_type, count FROM city_units_produced WHERE match_id = $match_id ORDER BY city_id, unit_type
)sql"},
      {.name = "city_projects", .row = "A kind of project that a city has completed.", .sql = R"sql(
SELECT city_id, project_type, count FROM city_project_counts WHERE match_id = $match_id ORDER BY city_id, project_type
)sql"},
      {.name = "improvements",
       .row = "A tile with an improvement; the player is that of its city, else that of the tile.",
       .note = "The file does not say when an improvement was built.",
       .sql = R"sql(
SELECT t.tile_id, t.x, t.y, t.improvement, coalesce(c.player_id, t.owner_player_id) AS player_id,
       t.owner_city_id AS city_id, c.city_name, t.resource, t.specialist, t.terrain,
       t.improvement_pillaged AS is_pillaged, t.improvement_turns_left AS turns_left, t.has_road
FROM tile_basics t
LEFT JOIN (SELECT city_id, city_name, player_id FROM city_basics WHERE match_id = $match_id) c ON c.city_id = t.owner_city_id
WHERE t.match_id = $match_id AND t.improvement IS NOT NULL
  AND t.improvement NOT IN ('IMPROVEMENT_CITY', 'IMPROVEMENT_CITY_SITE')
ORDER BY t.tile_id
)sql"},
      {.name = "improvement_counts", .row = "A kind of improvement of a player, finished ones.", .sql = R"sql(
SELECT t.improvement, coalesce(c.player_id, t.owner_player_id) AS player_id, CAST(count(*) AS INTEGER) AS count,
       CAST(count(t.specialist) AS INTEGER) AS specialists
FROM tile_basics t
LEFT JOIN (SELECT city_id, player_id FROM city_basics WHERE match_id = $match_id) c ON c.city_id = t.owner_city_id
WHERE t.match_id = $match_id AND t.improvement IS NOT NULL AND coalesce(t.improvement_turns_left, 0) = 0
  AND t.improvement NOT IN ('IMPROVEMENT_CITY', 'IMPROVEMENT_CITY_SITE')
  AND coalesce(c.player_id, t.owner_player_id) IS NOT NULL
GROUP BY 1, 2
ORDER BY 1, 2
)sql"},
  };
}

}  // namespace perankh::query
