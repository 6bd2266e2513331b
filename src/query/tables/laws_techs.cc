#include "query/tables/rooms.h"

namespace perankh::query {

std::vector<SaveTable> law_and_tech_tables() {
  return {
      {.name = "law_adoptions",
       .row = "An adoption of a law; classes counts the different classes of laws the player has had by then.",
       .note = "Saves of 2022 have no lines about laws: the table is empty, see has_law_turns in the table save.",
       // The file names the classes of laws in force only. Others are told by the names: LAWCLASS_SLAVERY_FREEDOM has
       // LAW_SLAVERY; only the orders of succession are called otherwise.
       .sql = R"sql(
WITH adopted AS MATERIALIZED (
  SELECT player_id, turn, log_id, data1 AS law
  FROM event_logs WHERE match_id = $match_id AND log_type = 'LAW_ADOPTED' AND is_permanent AND turn IS NOT NULL
    AND data1 IS NOT NULL),
in_force AS (SELECT DISTINCT law_category, law FROM laws WHERE match_id = $match_id),
classes AS (
  SELECT a.law, coalesce(min(f.law_category) FILTER (f.law = a.law), min(f.law_category),
                         CASE WHEN regexp_matches(a.law, 'GENITURE|SENIORITY') THEN 'LAWCLASS_ORDER' END,
                         a.law) AS law_class
  FROM (SELECT DISTINCT law FROM adopted) a
  LEFT JOIN in_force f ON f.law = a.law OR contains(f.law_category || '_', replace(a.law, 'LAW_', '_') || '_')
  GROUP BY a.law),
numbered AS (
  SELECT a.*, c.law_class,
         row_number() OVER (PARTITION BY a.player_id, c.law_class ORDER BY a.turn, a.log_id) AS nth_of_class
  FROM adopted a JOIN classes c USING (law))
SELECT player_id, turn, law, law_class,
       CAST(count(*) FILTER (nth_of_class = 1) OVER (PARTITION BY player_id ORDER BY turn, log_id) AS INTEGER) AS classes
FROM numbered
ORDER BY player_id, turn, log_id
)sql"},
      {.name = "laws",
       .row = "A law in force.",
       .note = "adopted_turn is unknown where the file has no line about it.",
       .sql = R"sql(
SELECT player_id, law_category AS law_class, law, nullif(adopted_turn, 0) AS adopted_turn, change_count
FROM laws WHERE match_id = $match_id
ORDER BY player_id, law_category
)sql"},
      {.name = "techs",
       .row = "A technology or a bonus card that a player has; known counts the technologies by then, without cards.",
       .sql = R"sql(
SELECT player_id, tech, contains(tech, '_BONUS') AS is_bonus_card, completed_turn AS turn,
       CAST(count(*) FILTER (NOT contains(tech, '_BONUS'))
            OVER (PARTITION BY player_id ORDER BY completed_turn NULLS FIRST, tech) AS INTEGER) AS known
FROM technologies_completed WHERE match_id = $match_id
ORDER BY player_id, completed_turn NULLS FIRST, tech
)sql"},
      {.name = "tech_states",
       .row =
           "A technology that a player does not have: where it stands, with the science put into it, in shown units.",
       .sql = R"sql(
SELECT coalesce(s.player_id, p.player_id) AS player_id, coalesce(s.tech, p.tech) AS tech, s.state,
       p.progress / 10 AS progress
FROM (SELECT player_id, tech, string_agg(state, '+' ORDER BY state) AS state FROM technology_states
      WHERE match_id = $match_id GROUP BY player_id, tech) s
FULL JOIN (SELECT player_id, tech, progress FROM technology_progress WHERE match_id = $match_id AND progress > 0) p
       ON p.player_id = s.player_id AND p.tech = s.tech
ORDER BY ALL
)sql"},
  };
}

}  // namespace perankh::query
