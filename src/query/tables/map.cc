#include "query/tables/rooms.h"

namespace perankh::query {

std::vector<SaveTable> map_tables() {
  return {
      {.name = "tiles",
       .row = "A hexagon as the save leaves it; y counts from the south, even rows are shifted half a hexagon east.",
       .sql = R"sql(
SELECT tile_id, x, y, terrain, height, vegetation, river_w, river_sw, river_se, resource, improvement,
       improvement_pillaged AS is_pillaged, improvement_turns_left AS turns_left, specialist, has_road,
       owner_player_id, owner_city_id, tribe_site, city_site, boundary AS is_boundary
FROM tile_basics WHERE match_id = $match_id
ORDER BY tile_id
)sql"},
      {.name = "map_cities",
       .row = "A city on the map; religions are joined by +, the owner's state religion first.",
       .sql = R"sql(
SELECT c.city_id, c.city_name, c.tile_id, c.player_id, c.tribe, c.first_owner_player_id, c.is_capital, c.founded_turn,
       c.citizens, r.religions
FROM city_basics c
LEFT JOIN (SELECT b.city_id, string_agg(b.religion, '+' ORDER BY b.religion = p.state_religion DESC NULLS LAST,
                                        b.religion) AS religions
           FROM city_religions b
           JOIN city_basics k ON k.city_id = b.city_id AND k.match_id = $match_id
           LEFT JOIN (SELECT player_id, state_religion FROM player_basics WHERE match_id = $match_id) p
                  ON p.player_id = k.player_id
           WHERE b.match_id = $match_id GROUP BY b.city_id) r ON r.city_id = c.city_id
WHERE c.match_id = $match_id
ORDER BY c.city_id
)sql"},
      {.name = "units", .row = "A unit on the map.", .sql = R"sql(
SELECT unit_id, tile_id, unit_type, player_id, tribe, xp, level, create_turn, general_id, damage, original_player_id,
       facing, current_formation AS formation
FROM units WHERE match_id = $match_id
ORDER BY unit_id
)sql"},
      {.name = "ownership_changes",
       .row = "A change of a tile's owner, in the order of the turns; no player: it was lost.",
       .sql = R"sql(
SELECT turn, tile_id, owner_player_id AS player_id
FROM tile_ownership_history WHERE match_id = $match_id
ORDER BY turn, tile_id
)sql"},
      {.name = "terrain_changes",
       .row = "A change of a tile's terrain, vegetation or height during the game.",
       .sql = R"sql(
SELECT turn, tile_id, change_type, old_value, new_value
FROM tile_changes WHERE match_id = $match_id AND old_value IS DISTINCT FROM new_value AND turn > 1
ORDER BY turn, tile_id, change_type
)sql"},
      {.name = "tile_history",
       .row =
           "Something that changed on a tile: its owner, terrain, vegetation or height, or a city was founded on it.",
       .note = "The file does not say when improvements, roads and specialists came.",
       // Who founded a city is told as in timeline.cc.
       .sql = R"sql(
SELECT turn, 'owner' AS change_type, CAST(NULL AS VARCHAR) AS old_value, CAST(NULL AS VARCHAR) AS new_value,
       owner_player_id AS player_id
FROM tile_ownership_history WHERE match_id = $match_id AND tile_id = $tile_id
UNION ALL
SELECT turn, change_type, old_value, new_value, NULL
FROM tile_changes WHERE match_id = $match_id AND tile_id = $tile_id
UNION ALL
SELECT founded_turn, 'city', NULL, city_name,
       coalesce((SELECT arg_max(h.owner_player_id, h.turn) FROM tile_ownership_history h
                 WHERE h.match_id = $match_id AND h.tile_id = $tile_id AND h.turn <= founded_turn),
                CASE WHEN tribe IS NULL THEN coalesce(first_owner_player_id, player_id) END)
FROM cities WHERE match_id = $match_id AND tile_id = $tile_id
ORDER BY turn, change_type
)sql",
       .of_a_tile = true},
  };
}

}  // namespace perankh::query
