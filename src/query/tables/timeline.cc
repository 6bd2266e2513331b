#include "query/tables/rooms.h"

namespace perankh::query {

std::vector<SaveTable> timeline_tables() {
  return {
      {.name = "timeline",
       .row = "Something that happened to a player in a turn; label is the game's name of it.",
       .note = "Of spreading religions the file has only the last turns.",
       // A city is founded by whom the land belonged to then; one that has only ever been a tribe's names a player as
       // its first all the same. Cities that were razed stand in the log only. A power_drop is a military power at
       // least a fifth below that of the turn before; amount is the drop in percent. Each relation is asked once:
       // planning and joining it again would be half of the time.
       .sql = R"sql(
WITH lines AS MATERIALIZED (
  SELECT turn, player_id, log_type, data1, data2, is_permanent, TRY_CAST(data1 AS INTEGER) AS tile_id,
         TRY_CAST(regexp_extract(description, 'HELP_SELECT_CITY,([0-9]+)', 1) AS INTEGER) AS city_id,
         trim(regexp_replace(regexp_extract(description, 'HELP_SELECT_CITY[^>]*>(.*?)</link>', 1), '<[^>]*>', '', 'g'))
           AS city_name
  FROM event_logs
  WHERE match_id = $match_id AND turn IS NOT NULL AND (log_type IN ('TECH_DISCOVERED', 'LAW_ADOPTED', 'CITY_FOUNDED',
         'WONDER_ACTIVITY', 'RELIGION_SPREAD') OR contains(log_type, 'THEOLOGY'))),
places AS MATERIALIZED (
  SELECT city_id, city_name, tile_id, founded_turn,
         CASE WHEN tribe IS NULL THEN coalesce(first_owner_player_id, player_id) END AS first_player_id
  FROM city_basics WHERE match_id = $match_id),
owners AS MATERIALIZED (
  SELECT tile_id, turn, owner_player_id FROM tile_ownership_history WHERE match_id = $match_id),
power AS (
  SELECT player_id, turn, military_power,
         lag(military_power) OVER (PARTITION BY player_id ORDER BY turn) AS before
  FROM military_history WHERE match_id = $match_id),
city_owners AS (
  SELECT c.city_id, c.city_name, c.tile_id, c.founded_turn, h.turn, h.owner_player_id AS player_id,
         lag(h.owner_player_id IGNORE NULLS) OVER (PARTITION BY c.city_id ORDER BY h.turn) AS before
  FROM places c JOIN owners h ON h.tile_id = c.tile_id),
wonders AS (
  SELECT data2 AS wonder, max(turn) AS turn, arg_max(tile_id, turn) AS tile_id,
         arg_max(city_id, turn) AS city_id
  FROM lines WHERE log_type = 'WONDER_ACTIVITY' AND data2 IS NOT NULL GROUP BY data2)
SELECT turn, player_id, 'tech' AS kind, data1 AS label, CAST(NULL AS INTEGER) AS amount,
       CAST(NULL AS INTEGER) AS city_id, CAST(NULL AS INTEGER) AS tile_id, CAST(NULL AS INTEGER) AS character_id
FROM lines WHERE log_type = 'TECH_DISCOVERED' AND is_permanent
UNION ALL BY NAME
SELECT turn, player_id, 'law' AS kind, data1 AS label
FROM lines WHERE log_type = 'LAW_ADOPTED' AND is_permanent
UNION ALL BY NAME
SELECT c.founded_turn AS turn, coalesce(arg_max(h.owner_player_id, h.turn), any_value(c.first_player_id)) AS player_id,
       'city_founded' AS kind, any_value(c.city_name) AS label, c.city_id, c.tile_id
FROM places c LEFT JOIN owners h ON h.tile_id = c.tile_id AND h.turn <= c.founded_turn
WHERE c.founded_turn IS NOT NULL
GROUP BY c.city_id, c.tile_id, c.founded_turn
HAVING player_id IS NOT NULL
UNION ALL BY NAME
SELECT l.turn, l.player_id, 'city_founded' AS kind, nullif(l.city_name, '') AS label, l.city_id, l.tile_id
FROM lines l
ANTI JOIN places c ON c.tile_id = l.tile_id AND c.founded_turn = l.turn
WHERE l.log_type = 'CITY_FOUNDED' AND l.is_permanent
UNION ALL BY NAME
SELECT turn, player_id, 'city_taken' AS kind, city_name AS label, city_id, tile_id
FROM city_owners WHERE player_id <> before AND turn > founded_turn
UNION ALL BY NAME
SELECT w.turn, arg_max(h.owner_player_id, h.turn) AS player_id, 'wonder' AS kind, w.wonder AS label, w.city_id, w.tile_id
FROM wonders w
LEFT JOIN owners h ON h.tile_id = w.tile_id AND h.turn <= w.turn
GROUP BY w.turn, w.wonder, w.city_id, w.tile_id
UNION ALL BY NAME
SELECT max(value) FILTER (field = 'ReligionFounded') AS turn,
       nullif(max(value) FILTER (field = 'ReligionFounder'), -1) AS player_id, 'religion_founded' AS kind, key AS label,
       nullif(max(value) FILTER (field = 'ReligionHolyCity'), -1) AS city_id
FROM game_values
WHERE match_id = $match_id AND field IN ('ReligionFounded', 'ReligionFounder', 'ReligionHolyCity') AND key IS NOT NULL
GROUP BY key
HAVING turn IS NOT NULL
UNION ALL BY NAME
SELECT DISTINCT turn, player_id, CASE WHEN contains(log_type, 'THEOLOGY') THEN 'theology' ELSE 'religion_spread' END AS kind,
       coalesce(data2, data1) AS label
FROM lines WHERE contains(log_type, 'THEOLOGY') OR log_type = 'RELIGION_SPREAD'
UNION ALL BY NAME
SELECT succession_turn AS turn, player_id, 'leader' AS kind, ruler_name AS label, character_id
FROM rulers WHERE match_id = $match_id AND succession_turn IS NOT NULL
UNION ALL BY NAME
SELECT turn, player_id, 'power_drop' AS kind, CAST(NULL AS VARCHAR) AS label,
       CAST(round(100.0 * (before - military_power) / before) AS INTEGER) AS amount
FROM power WHERE before > 0 AND military_power <= before * 0.8
ORDER BY turn, player_id, kind, label
)sql"},
  };
}

}  // namespace perankh::query
