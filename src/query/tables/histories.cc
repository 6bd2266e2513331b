#include "query/tables/rooms.h"

namespace perankh::query {

std::vector<SaveTable> history_tables() {
  return {
      {.name = "yields",
       .row = "A player's yield in a turn, in shown units: what the turn brought, and all so far.",
       .note = "total is the save's own count where it has one (from 1.0.81366 on), else the sum of the rates.",
       .sql = R"sql(
WITH histories AS MATERIALIZED (
  SELECT player_id, field, key AS yield_type, amounts FROM player_histories
  WHERE match_id = $match_id AND field IN ('YieldRateHistory', 'YieldTotalHistory'))
SELECT player_id, yield_type, turn, rate / 10 AS rate,
       CASE WHEN has_totals THEN total ELSE sum(rate) OVER (PARTITION BY player_id, yield_type ORDER BY turn) END / 10
         AS total
FROM (SELECT r.player_id, r.yield_type, CAST(generate_subscripts(r.amounts, 1) AS INTEGER) AS turn,
             unnest(r.amounts) AS rate, unnest(t.amounts) AS total, t.amounts IS NOT NULL AS has_totals
      FROM (FROM histories WHERE field = 'YieldRateHistory') r
      LEFT JOIN (FROM histories WHERE field = 'YieldTotalHistory') t USING (player_id, yield_type))
ORDER BY player_id, yield_type, turn
)sql"},
      {.name = "points", .row = "A player in a turn: victory points, military power, legitimacy.", .sql = R"sql(
SELECT player_id, turn, max(amount) FILTER (field = 'PointsHistory') AS victory_points,
       max(amount) FILTER (field = 'MilitaryPowerHistory') AS military_power,
       max(amount) FILTER (field = 'LegitimacyHistory') AS legitimacy
FROM (SELECT player_id, field, CAST(generate_subscripts(amounts, 1) AS INTEGER) AS turn, unnest(amounts) AS amount
      FROM player_histories
      WHERE match_id = $match_id AND field IN ('PointsHistory', 'MilitaryPowerHistory', 'LegitimacyHistory'))
GROUP BY player_id, turn
ORDER BY player_id, turn
)sql"},
      {.name = "prices", .row = "A yield's price on the market in a turn in which it changed.", .sql = R"sql(
SELECT yield_type, turn, price / 1000 AS price
FROM yield_prices WHERE match_id = $match_id
ORDER BY yield_type, turn
)sql"},
  };
}

}  // namespace perankh::query
