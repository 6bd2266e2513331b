#include "query/tables/rooms.h"

namespace perankh::query {

std::vector<SaveTable> history_tables() {
  return {
      {.name = "yields",
       .row = "A player's yield in a turn, in shown units: what the turn brought, and all so far.",
       .note = "total is the save's own count where it has one (from 1.0.81366 on), else the sum of the rates.",
       // A turn the file leaves out keeps the value before it; before the first one there is none.
       .sql = R"sql(
WITH rates AS (SELECT player_id, yield_type, turn, amount FROM yield_history WHERE match_id = $match_id),
totals AS (SELECT player_id, yield_type, turn, amount FROM yield_total_history WHERE match_id = $match_id),
turns AS (
  SELECT player_id, yield_type, CAST(unnest(range(1, last_turn + 1)) AS INTEGER) AS turn
  FROM (SELECT DISTINCT player_id, yield_type FROM rates),
       (SELECT total_turns AS last_turn FROM matches WHERE match_id = $match_id))
SELECT s.player_id, s.yield_type, s.turn, r.amount / 10 AS rate,
       CASE WHEN count(t.amount) OVER (PARTITION BY s.player_id, s.yield_type) > 0 THEN t.amount
            ELSE sum(r.amount) OVER (PARTITION BY s.player_id, s.yield_type ORDER BY s.turn) END / 10 AS total
FROM turns s
ASOF LEFT JOIN rates r ON r.player_id = s.player_id AND r.yield_type = s.yield_type AND r.turn <= s.turn
ASOF LEFT JOIN totals t ON t.player_id = s.player_id AND t.yield_type = s.yield_type AND t.turn <= s.turn
ORDER BY s.player_id, s.yield_type, s.turn
)sql"},
      {.name = "points", .row = "A player in a turn: victory points, military power, legitimacy.", .sql = R"sql(
WITH turns AS (
  SELECT player_id, CAST(unnest(range(1, last_turn + 1)) AS INTEGER) AS turn
  FROM (SELECT player_id FROM players WHERE match_id = $match_id),
       (SELECT total_turns AS last_turn FROM matches WHERE match_id = $match_id))
SELECT s.player_id, s.turn, p.points AS victory_points, m.military_power, l.legitimacy
FROM turns s
ASOF LEFT JOIN (SELECT player_id, turn, points FROM points_history WHERE match_id = $match_id) p
  ON p.player_id = s.player_id AND p.turn <= s.turn
ASOF LEFT JOIN (SELECT player_id, turn, military_power FROM military_history WHERE match_id = $match_id) m
  ON m.player_id = s.player_id AND m.turn <= s.turn
ASOF LEFT JOIN (SELECT player_id, turn, legitimacy FROM legitimacy_history WHERE match_id = $match_id) l
  ON l.player_id = s.player_id AND l.turn <= s.turn
ORDER BY s.player_id, s.turn
)sql"},
      {.name = "prices", .row = "A yield's price on the market in a turn in which it changed.", .sql = R"sql(
SELECT yield_type, turn, price / 1000 AS price
FROM yield_prices WHERE match_id = $match_id
ORDER BY yield_type, turn
)sql"},
  };
}

}  // namespace perankh::query
