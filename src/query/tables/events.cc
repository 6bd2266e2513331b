#include "query/tables/rooms.h"

namespace perankh::query {

std::vector<SaveTable> event_tables() {
  return {
      {.name = "log",
       .row = "A line of the log, without markup; what several players were told is one line without a player.",
       .note = "Most kinds of lines go back to the first turn; of the others the game keeps the last turns only.",
       // link(CONCEPT_X) stands for a word of the game that is not in the file: its symbol is as near as one can get.
       // An icon is a picture of the word that follows, or at the end of a sentence of the one before.
       .sql = R"sql(
WITH parts AS (
  SELECT * EXCLUDE (description),
         regexp_split_to_array(regexp_replace(replace(description, '<br>', ' '), '<[^>]*>|\bicon\([^)]*\)', '', 'g'),
                               '\blink\(') AS parts
  FROM event_logs WHERE match_id = $match_id),
plain AS (
  SELECT log_id, turn, log_type, player_id, is_permanent, data1, data2, data3,
         trim(regexp_replace(parts[1] || coalesce(array_to_string(list_transform(parts[2:], lambda part:
           replace(lower(regexp_extract(part, '^(?:CONCEPT_)?([^)]*)', 1)), '_', ' ')
           || regexp_replace(part, '^[^)]*\)?', '')), ''), ''), '\s+([.,])', '\1', 'g')) AS text
  FROM parts)
SELECT turn, log_type, CASE WHEN count(DISTINCT player_id) = 1 THEN min(player_id) END AS player_id,
       CAST(count(DISTINCT player_id) AS INTEGER) AS players, text, bool_or(is_permanent) AS is_permanent,
       arg_min(data1, log_id) AS data1, arg_min(data2, log_id) AS data2, arg_min(data3, log_id) AS data3
FROM plain
GROUP BY turn, log_type, text
ORDER BY turn DESC, min(log_id)
)sql"},
      {.name = "stories",
       .row = "A story that befell a player.",
       .note = "The file says which stories came when, and apart from that which options were chosen (story_choices).",
       .sql = R"sql(
SELECT occurred_turn AS turn, player_id, event_type, primary_character_id AS character_id, city_id, tile_id, unit_id,
       family_name, religion_name, tribe, other_player_id
FROM story_events WHERE match_id = $match_id
ORDER BY occurred_turn DESC, player_id, event_type
)sql"},
      {.name = "story_choices",
       .row = "An option that a player chose in a story.",
       .note = "The file does not say when.",
       .sql = R"sql(
SELECT player_id, option_selected, family_name, religion_name, tribe, other_player_id
FROM story_choices WHERE match_id = $match_id ORDER BY player_id, option_selected
)sql"},
      {.name = "memories", .row = "Something that a player is remembered for by somebody.", .sql = R"sql(
SELECT turn, player_id, memory_type, target_player_id, target_character_id, target_family, target_tribe,
       target_religion, target_city_id
FROM memory_data WHERE match_id = $match_id ORDER BY turn DESC, memory_id
)sql"},
      {.name = "goals", .row = "An ambition of a player.", .sql = R"sql(
SELECT player_id, goal_type, leader_character_id, started_turn, completed_turn, max_turns, finished, failed, legacy
FROM player_goals WHERE match_id = $match_id ORDER BY player_id, goal_id
)sql"},
      {.name = "diplomacy", .row = "What a team or a tribe is to a team.", .sql = R"sql(
SELECT entity1_type, entity1_id, CAST(entity2_id AS INTEGER) AS team_id, relation, war_score, last_conflict_turn,
       last_diplomacy_turn
FROM diplomacy WHERE match_id = $match_id ORDER BY entity1_type DESC, entity1_id, team_id
)sql"},
  };
}

}  // namespace perankh::query
