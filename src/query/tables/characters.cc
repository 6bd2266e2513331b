#include "query/tables/rooms.h"

namespace perankh::query {

std::vector<SaveTable> character_tables() {
  return {
      {.name = "characters",
       .row = "A person, with ratings, traits and what they do now; traits and spouses are joined by +.",
       .note =
           "The file forgets traits that were lost, and says neither when people married nor when offices were given.",
       .sql = R"sql(
SELECT c.character_id, c.first_name, c.custom_name, c.nickname, c.cognomen, c.title, c.gender, c.player_id, c.nation,
       c.tribe, c.family, c.religion, c.archetype, c.birth_turn, c.birth_city_id, c.death_turn, c.death_reason,
       c.birth_father_id AS father_id, c.birth_mother_id AS mother_id, s.spouses, t.traits, r.wisdom, r.charisma,
       r.courage, r.discipline, c.level, c.xp, c.is_royal, c.courtier, l.succession_order, c.became_leader_turn,
       c.abdicated_turn, coalesce(l.is_leader, false) AS is_leader, coalesce(h.is_heir, false) AS is_heir,
       g.city_id AS governs_city_id, u.unit_id AS leads_unit_id, c.portrait
FROM characters c
LEFT JOIN (SELECT character_id, string_agg(trait, '+' ORDER BY acquired_turn, trait) AS traits
           FROM character_traits WHERE match_id = $match_id GROUP BY character_id) t USING (character_id)
LEFT JOIN (SELECT character_id, string_agg(spouse_id, '+' ORDER BY spouse_id) AS spouses
           FROM character_marriages WHERE match_id = $match_id GROUP BY character_id) s USING (character_id)
LEFT JOIN (SELECT character_id, max(stat_value) FILTER (stat_name = 'RATING_WISDOM') AS wisdom,
                  max(stat_value) FILTER (stat_name = 'RATING_CHARISMA') AS charisma,
                  max(stat_value) FILTER (stat_name = 'RATING_COURAGE') AS courage,
                  max(stat_value) FILTER (stat_name = 'RATING_DISCIPLINE') AS discipline
           FROM character_stats WHERE match_id = $match_id GROUP BY character_id) r USING (character_id)
LEFT JOIN (SELECT character_id, CAST(max(succession_order) AS INTEGER) AS succession_order, bool_or(is_last) AS is_leader
           FROM (SELECT character_id, succession_order,
                        succession_order = max(succession_order) OVER (PARTITION BY player_id) AS is_last
                 FROM rulers WHERE match_id = $match_id) GROUP BY character_id) l USING (character_id)
LEFT JOIN (SELECT chosen_heir_id AS character_id, true AS is_heir FROM player_basics
           WHERE match_id = $match_id AND chosen_heir_id IS NOT NULL GROUP BY ALL) h USING (character_id)
LEFT JOIN (SELECT governor_id AS character_id, min(city_id) AS city_id FROM city_basics WHERE match_id = $match_id
           GROUP BY governor_id) g USING (character_id)
LEFT JOIN (SELECT general_id AS character_id, min(unit_id) AS unit_id FROM units WHERE match_id = $match_id
           GROUP BY general_id) u USING (character_id)
WHERE c.match_id = $match_id
ORDER BY c.character_id
)sql"},
      {.name = "offices",
       .row =
           "An office that a person holds, beside that of a ruler; what it is over, where that has a name of the game.",
       .sql = R"sql(
SELECT governor_id AS character_id, 'governor' AS office, player_id, CAST(NULL AS VARCHAR) AS what, city_id,
       CAST(NULL AS INTEGER) AS unit_id
FROM city_basics WHERE match_id = $match_id AND governor_id IS NOT NULL
UNION ALL
SELECT general_id, 'general', player_id, unit_type, NULL, unit_id
FROM units WHERE match_id = $match_id AND general_id IS NOT NULL
UNION ALL
SELECT character_id, 'council', player_id, position, NULL, NULL
FROM player_council WHERE match_id = $match_id AND character_id IS NOT NULL
UNION ALL
SELECT head_character_id, 'family_head', player_id, family_name, seat_city_id, NULL
FROM families WHERE match_id = $match_id AND head_character_id IS NOT NULL
UNION ALL
SELECT head_character_id, 'religion_head', NULL, religion_name, holy_city_id, NULL
FROM religions WHERE match_id = $match_id AND head_character_id IS NOT NULL
ORDER BY character_id, office, what, city_id, unit_id
)sql"},
      {.name = "rulers",
       .row = "A ruler of a player, in order of succession; to_turn is empty for who rules now.",
       .sql = R"sql(
SELECT r.player_id, CAST(r.succession_order AS INTEGER) AS succession_order, r.character_id, r.ruler_name, r.archetype,
       c.cognomen, r.succession_turn AS from_turn,
       coalesce(lead(r.succession_turn) OVER (PARTITION BY r.player_id ORDER BY r.succession_order), c.abdicated_turn,
                c.death_turn) AS to_turn,
       c.birth_turn, c.death_turn, c.death_reason, c.abdicated_turn, t.traits, s.wisdom, s.charisma, s.courage,
       s.discipline
FROM rulers r
LEFT JOIN (SELECT character_id, cognomen, birth_turn, death_turn, death_reason, abdicated_turn FROM characters
           WHERE match_id = $match_id) c ON c.character_id = r.character_id
LEFT JOIN (SELECT character_id, string_agg(trait, '+' ORDER BY acquired_turn, trait) AS traits
           FROM character_traits WHERE match_id = $match_id GROUP BY character_id) t ON t.character_id = r.character_id
LEFT JOIN (SELECT character_id, max(stat_value) FILTER (stat_name = 'RATING_WISDOM') AS wisdom,
                  max(stat_value) FILTER (stat_name = 'RATING_CHARISMA') AS charisma,
                  max(stat_value) FILTER (stat_name = 'RATING_COURAGE') AS courage,
                  max(stat_value) FILTER (stat_name = 'RATING_DISCIPLINE') AS discipline
           FROM character_stats WHERE match_id = $match_id GROUP BY character_id) s ON s.character_id = r.character_id
WHERE r.match_id = $match_id
ORDER BY r.player_id, r.succession_order
)sql"},
      {.name = "parents", .row = "A parent of a person, by birth.", .sql = R"sql(
SELECT character_id AS child_id, birth_father_id AS parent_id, 'father' AS relation
FROM characters WHERE match_id = $match_id AND birth_father_id IS NOT NULL
UNION ALL
SELECT character_id, birth_mother_id, 'mother'
FROM characters WHERE match_id = $match_id AND birth_mother_id IS NOT NULL
ORDER BY child_id, relation
)sql"},
      {.name = "marriages", .row = "A marriage, present or past, once.", .sql = R"sql(
SELECT DISTINCT least(character_id, spouse_id) AS character_id, greatest(character_id, spouse_id) AS spouse_id
FROM character_marriages WHERE match_id = $match_id
ORDER BY ALL
)sql"},
      {.name = "traits", .row = "A trait of a person.", .sql = R"sql(
SELECT character_id, trait, acquired_turn
FROM character_traits WHERE match_id = $match_id AND trait IS NOT NULL
ORDER BY character_id, acquired_turn, trait
)sql"},
      {.name = "relationships", .row = "What a person is to another.", .sql = R"sql(
SELECT character_id, related_character_id, relationship_type, relationship_value, started_turn
FROM character_relationships WHERE match_id = $match_id
ORDER BY character_id, related_character_id, relationship_type
)sql"},
  };
}

}  // namespace perankh::query
