#include "store/migrations.h"

#include <array>
#include <string>

namespace perankh::store {

namespace {

// 2: features of tiles apart from the tiles; what teams see as bits of the tile; plain values apart from the others,
// and one table of each for all kinds of entities.
constexpr std::string_view kTo2 = R"(
INSERT INTO data.tile_feature (match_id, tile_id, elevation, latitude, specialist, improvement_build_turns_left,
                               pillaged, improvement_disabled, river_w, river_sw, river_se, city_site, tribe_site)
SELECT match_id, id, elevation, latitude, specialist, improvement_build_turns_left, pillaged, improvement_disabled,
       river_w, river_sw, river_se, city_site, tribe_site
FROM data.tile
WHERE pillaged OR improvement_disabled OR coalesce(elevation, latitude, specialist, improvement_build_turns_left,
                                                   river_w, river_sw, river_se, city_site, tribe_site) IS NOT NULL;

CREATE TABLE data.tile_2 AS
SELECT t.match_id, t.id, t.terrain, t.height, t.vegetation, t.resource, t.improvement, t.road, t.boundary, t.init_seed,
       t.turn_seed, t.owner_player_id, t.owner_city_id, t.known_to, v.teams AS visible_to
FROM data.tile t
LEFT JOIN (SELECT match_id, tile_id, bit_or(teams) AS teams FROM data.tile_sight WHERE was_visible_this_turn
           GROUP BY ALL) v ON v.match_id = t.match_id AND v.tile_id = t.id
ORDER BY t.match_id, t.id;
DROP TABLE data.tile;
ALTER TABLE data.tile_2 RENAME TO tile;

CREATE TABLE data.tile_sight_2 AS SELECT * EXCLUDE (was_visible_this_turn) FROM data.tile_sight;
DROP TABLE data.tile_sight;
ALTER TABLE data.tile_sight_2 RENAME TO tile_sight;

CREATE TEMPORARY TABLE value_1 AS
SELECT match_id, 0 AS subject, owner, field, key, other, idx, idx2, value, name FROM data.game_value
UNION ALL BY NAME SELECT *, 1 AS subject FROM data.player_value
UNION ALL BY NAME SELECT *, 2 AS subject FROM data.character_value
UNION ALL BY NAME SELECT *, 3 AS subject FROM data.city_value
UNION ALL BY NAME SELECT *, 4 AS subject FROM data.tile_value
UNION ALL BY NAME SELECT *, 5 AS subject FROM data.unit_value;
INSERT INTO data.plain_value (match_id, subject, owner, field, key, value)
SELECT match_id, subject, owner, field, key, value FROM value_1 WHERE coalesce(other, idx, idx2, name) IS NULL
ORDER BY match_id, subject, owner;
INSERT INTO data.keyed_value (match_id, subject, owner, field, key, other, idx, idx2, value, name)
SELECT match_id, subject, owner, field, key, other, idx, idx2, value, name FROM value_1
WHERE coalesce(other, idx, idx2, name) IS NOT NULL ORDER BY match_id, subject, owner;
DROP TABLE value_1;
DROP TABLE data.game_value;
DROP TABLE data.player_value;
DROP TABLE data.character_value;
DROP TABLE data.city_value;
DROP TABLE data.tile_value;
DROP TABLE data.unit_value;
)";

// Append only. A library may come from any version before.
constexpr std::array kMigrations{Migration{.to = 2, .sql = kTo2}};

}  // namespace

std::span<const Migration> migrations() { return kMigrations; }

Result<void> run_migrations(Connection& connection, std::int64_t from, std::span<const Migration> steps) {
  for (const Migration& migration : steps) {
    if (migration.to <= from) continue;
    if (auto done = connection.execute(std::string(migration.sql)); !done) return done;
  }
  return {};
}

}  // namespace perankh::store
