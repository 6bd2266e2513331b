#include "query/tables/rooms.h"

namespace perankh::query {

std::vector<SaveTable> family_and_religion_tables() {
  return {
      {.name = "families", .row = "A family of a player.", .sql = R"sql(
WITH places AS MATERIALIZED (SELECT city_id, city_name, player_id, family FROM city_basics WHERE match_id = $match_id)
SELECT f.player_id, f.family_name, f.family_class, f.head_character_id, h.first_name AS head_name, f.seat_city_id,
       s.city_name AS seat_name, f.turns_without_leader, f.religion, o.opinion, coalesce(c.cities, 0) AS cities
FROM families f
LEFT JOIN (SELECT character_id, first_name FROM characters WHERE match_id = $match_id) h
       ON h.character_id = f.head_character_id
LEFT JOIN places s ON s.city_id = f.seat_city_id
LEFT JOIN (SELECT player_id, key AS family_name, amounts[-1] AS opinion FROM player_histories
           WHERE match_id = $match_id AND field = 'FamilyOpinionHistory') o
       ON o.player_id = f.player_id AND o.family_name = f.family_name
LEFT JOIN (SELECT player_id, family, CAST(count(*) AS INTEGER) AS cities FROM places GROUP BY ALL) c
       ON c.player_id = f.player_id AND c.family = f.family_name
WHERE f.match_id = $match_id
ORDER BY f.player_id, f.family_id
)sql"},
      {.name = "family_opinions", .row = "What a family of a player thinks of that player in a turn.", .sql = R"sql(
SELECT h.player_id, h.key AS family_name, CAST(generate_subscripts(h.amounts, 1) AS INTEGER) AS turn,
       unnest(h.amounts) AS opinion
FROM player_histories h JOIN families f ON f.player_id = h.player_id AND f.family_name = h.key
WHERE h.match_id = $match_id AND h.field = 'FamilyOpinionHistory' AND f.match_id = $match_id
ORDER BY h.player_id, family_name, turn
)sql"},
      {.name = "religions",
       .row = "A religion that was founded; theology and state religion of whom (player_ids) are joined by +.",
       .sql = R"sql(
WITH people AS MATERIALIZED (
  SELECT character_id, first_name, religion, death_turn FROM characters WHERE match_id = $match_id)
SELECT r.religion_name, r.founded_turn, r.founder_player_id, r.head_character_id, h.first_name AS head_name,
       r.holy_city_id, c.city_name AS holy_city_name, r.theology, coalesce(f.cities, 0) AS cities,
       coalesce(b.believers, 0) AS believers, s.state_religion_of
FROM religions r
LEFT JOIN people h ON h.character_id = r.head_character_id
LEFT JOIN (SELECT city_id, city_name FROM city_basics WHERE match_id = $match_id) c ON c.city_id = r.holy_city_id
LEFT JOIN (SELECT religion AS religion_name, CAST(count(*) AS INTEGER) AS cities FROM city_religions
           WHERE match_id = $match_id GROUP BY ALL) f USING (religion_name)
LEFT JOIN (SELECT religion AS religion_name, CAST(count(*) AS INTEGER) AS believers FROM people
           WHERE death_turn IS NULL GROUP BY ALL) b USING (religion_name)
LEFT JOIN (SELECT state_religion AS religion_name, string_agg(player_id, '+' ORDER BY player_id) AS state_religion_of
           FROM player_basics WHERE match_id = $match_id GROUP BY ALL) s USING (religion_name)
WHERE r.match_id = $match_id
ORDER BY r.founded_turn, r.religion_name
)sql"},
      {.name = "religion_opinions",
       .row = "What a religion thinks of a player in a turn, from its founding on.",
       .sql = R"sql(
SELECT player_id, religion_name, turn, opinion
FROM (SELECT h.player_id, r.religion_name, r.founded_turn, CAST(generate_subscripts(h.amounts, 1) AS INTEGER) AS turn,
             unnest(h.amounts) AS opinion
      FROM player_histories h JOIN religions r ON r.religion_name = h.key
      WHERE h.match_id = $match_id AND h.field = 'ReligionOpinionHistory' AND r.match_id = $match_id)
WHERE turn >= coalesce(founded_turn, 1)
ORDER BY player_id, religion_name, turn
)sql"},
      {.name = "city_religions",
       .row = "A religion in a city.",
       .note = "The file does not say when a religion came to a city.",
       .sql = R"sql(
SELECT city_id, religion FROM city_religions WHERE match_id = $match_id ORDER BY ALL
)sql"},
  };
}

}  // namespace perankh::query
