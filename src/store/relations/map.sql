-- Cities, the map, units.

-- One row a city, as the file has it: cities without what has to be counted, and asked for in half the time.
-- unit_production_sum: UnitProductionCount, in files of 2022 only
CREATE VIEW city_basics AS
SELECT c.match_id, c.id AS city_id, c.id AS xml_id, c.player AS player_id, c.tile_id,
       coalesce(c.name, n.names[c.name_type]) AS city_name, n.names[c.family] AS family, c.founded AS founded_turn,
       c.capital AS is_capital, c.citizens, c.governor_id, c.governor_turn, c.hurry_civics_count, c.hurry_money_count,
       c.hurry_training_count, c.hurry_population_count, c.specialist_produced_count AS specialist_count,
       c.growth_count, c.unit_production_count AS unit_production_sum, c.buy_tile_count,
       c.first_player AS first_owner_player_id, c.last_player AS last_owner_player_id,
       n.names[c.tribe] AS tribe, n.names[c.name_type] AS name_type, c.citizens_queue, c.hurry_orders_count, c.damage,
       c.raided_turn, c.assimilate_turns, c.capture_turns, c.capture_player AS capture_player_id, c.captured_capital
FROM data.city c, data.names n;

-- One row a city. From Root/City.
-- city_name: what it was called, or the key of its name
-- player_id: NULL while in anarchy or a tribe's
-- unit_production_count: from UnitProductionCount (2022), else the sum of UnitProductionCounts
CREATE VIEW cities AS
SELECT c.match_id, c.city_id, c.xml_id, c.player_id, c.tile_id, c.city_name, c.family, c.founded_turn, c.is_capital,
       c.citizens, c.governor_id, c.governor_turn, c.hurry_civics_count, c.hurry_money_count, c.hurry_training_count,
       c.hurry_population_count, c.specialist_count, c.growth_count,
       coalesce(c.unit_production_sum, u.units) AS unit_production_count, c.buy_tile_count, c.first_owner_player_id,
       c.last_owner_player_id, c.tribe, c.name_type, c.citizens_queue, c.hurry_orders_count, c.damage, c.raided_turn,
       c.assimilate_turns, c.capture_turns, c.capture_player_id, c.captured_capital
FROM city_basics c
LEFT JOIN (SELECT match_id, owner, CAST(sum(value) AS INTEGER) AS units FROM data.city_value
           WHERE field = {UnitProductionCounts} GROUP BY ALL) u ON u.match_id = c.match_id AND u.owner = c.city_id;

-- One row a yield of a city, in tenths. From Root/City/YieldProgress, YieldOverflow, YieldLevel.
CREATE VIEW city_yields AS
SELECT match_id, city_id, n.names[key] AS yield_type, progress, overflow, level
FROM (SELECT match_id, owner AS city_id, key, max(value) FILTER (field = {YieldProgress}) AS progress,
             max(value) FILTER (field = {YieldOverflow}) AS overflow, max(value) FILTER (field = {YieldLevel}) AS level
      FROM data.city_value WHERE field IN ({YieldProgress}, {YieldOverflow}, {YieldLevel}) GROUP BY ALL), data.names n;

-- One row a city and team: culture and happiness. From Root/City/TeamCulture, TeamCultureStep, TeamHappinessLevel.
-- culture_level: CULTURE_WEAK to CULTURE_LEGENDARY
-- happiness_level: below 0 is discontent; from 2022's TeamDiscontentLevel with its sign turned
CREATE VIEW city_culture AS
SELECT match_id, city_id, team_id, n.names[level] AS culture_level, culture_progress, happiness_level,
       discontent_highest
FROM (SELECT match_id, owner AS city_id, idx AS team_id, max(name) FILTER (field = {TeamCulture}) AS level,
             max(value) FILTER (field = {TeamCultureStep}) AS culture_progress,
             coalesce(max(value) FILTER (field = {TeamHappinessLevel}),
                      -max(value) FILTER (field = {TeamDiscontentLevel})) AS happiness_level,
             max(value) FILTER (field = {TeamDiscontentLevelHighest}) AS discontent_highest
      FROM data.city_value
      WHERE field IN ({TeamCulture}, {TeamCultureStep}, {TeamHappinessLevel}, {TeamDiscontentLevel},
                      {TeamDiscontentLevelHighest}) AND idx IS NOT NULL
      GROUP BY ALL), data.names n;

-- One row a religion in a city. From Root/City/Religion.
-- acquired_turn: always NULL: the file does not say
CREATE VIEW city_religions AS
SELECT v.match_id, v.owner AS city_id, n.names[v.key] AS religion, CAST(NULL AS INTEGER) AS acquired_turn
FROM data.city_value v, data.names n WHERE v.field = {Religion} AND v.key IS NOT NULL;

-- One row a place in a city's queue. From Root/City/BuildQueue/QueueInfo.
-- progress: tenths
-- yield_costs: JSON, yield to cost in tenths; NULL for none
CREATE VIEW city_production_queue AS
SELECT b.match_id, b.ordinal AS queue_id, b.city_id, b.position AS queue_position, n.names[b.build] AS build_type,
       n.names[b.type] AS item_type, b.progress, b.repeat AS is_repeat, y.yield_costs, b.data AS item_data
FROM data.build b
LEFT JOIN (SELECT v.match_id, v.idx, CAST(json_group_object(k.names[v.key], v.value) AS VARCHAR) AS yield_costs
           FROM data.city_value v, data.names k WHERE v.field = {Build.YieldCost} GROUP BY ALL) y
       ON y.match_id = b.match_id AND y.idx = b.ordinal, data.names n
WHERE b.list = {BuildQueue};

-- One row something a city has completed, as far back as the file remembers. From Root/City/CompletedBuild.
CREATE VIEW city_builds_completed AS
SELECT b.match_id, b.city_id, b.position, n.names[b.build] AS build_type, n.names[b.type] AS item_type,
       b.data AS item_data, b.progress
FROM data.build b, data.names n WHERE b.list = {CompletedBuild};

-- One row a kind of unit a city has produced. From Root/City/UnitProductionCounts; 2022 gives only the sum (cities).
CREATE VIEW city_units_produced AS
SELECT v.match_id, v.owner AS city_id, n.names[v.key] AS unit_type, v.value AS count
FROM data.city_value v, data.names n WHERE v.field = {UnitProductionCounts};

-- One row a kind of project a city has completed. From Root/City/ProjectCount.
CREATE VIEW city_project_counts AS
SELECT v.match_id, v.owner AS city_id, n.names[v.key] AS project_type, v.value AS count
FROM data.city_value v, data.names n WHERE v.field = {ProjectCount};

-- One row a kind of thing in a city's list of what it has completed, which reaches back some turns; city_project_counts
-- has all projects. From Root/City/CompletedBuild.
-- project_type: Build and Type, joined by a dot: BUILD_PROJECT.PROJECT_FORUM_1
CREATE VIEW city_projects_completed AS
SELECT match_id, city_id, n.names[build] || '.' || n.names[type] AS project_type, count
FROM (SELECT match_id, city_id, build, type, CAST(count(*) AS INTEGER) AS count FROM data.build
      WHERE list = {CompletedBuild} GROUP BY ALL), data.names n;

-- One row an enemy agent in a city. From Root/City/AgentTurn, AgentCharacterID, AgentTileID.
CREATE VIEW city_enemy_agents AS
SELECT match_id, owner AS city_id, idx AS enemy_player_id,
       nullif(max(value) FILTER (field = {AgentCharacterID}), -1) AS agent_character_id,
       max(value) FILTER (field = {AgentTurn}) AS placed_turn,
       nullif(max(value) FILTER (field = {AgentTileID}), -1) AS agent_tile_id
FROM data.city_value WHERE field IN ({AgentTurn}, {AgentCharacterID}, {AgentTileID}) AND idx IS NOT NULL
GROUP BY match_id, owner, idx;

-- One row a luxury a city enjoys. From Root/City/LuxuryTurn.
CREATE VIEW city_luxuries AS
SELECT v.match_id, v.owner AS city_id, n.names[v.key] AS resource, v.value AS imported_turn
FROM data.city_value v, data.names n WHERE v.field = {LuxuryTurn} AND v.key IS NOT NULL;

-- One row a family that a player's part of a city belongs to. From Root/City/PlayerFamily.
CREATE VIEW city_families AS
SELECT v.match_id, v.owner AS city_id, v.idx AS player_id, n.names[v.name] AS family_name
FROM data.city_value v, data.names n WHERE v.field = {PlayerFamily};

-- One row a tile: tiles without religion, which has to be looked up, and asked for in half the time.
CREATE VIEW tile_basics AS
SELECT t.match_id, t.id AS tile_id, t.id AS xml_id, t.id % s.map_width AS x, t.id // s.map_width AS y,
       n.names[t.terrain] AS terrain, n.names[t.height] AS height, n.names[t.vegetation] AS vegetation,
       f.river_w IS NOT NULL AS river_w, f.river_sw IS NOT NULL AS river_sw, f.river_se IS NOT NULL AS river_se,
       n.names[t.resource] AS resource, n.names[t.improvement] AS improvement,
       coalesce(f.pillaged, false) AS improvement_pillaged,
       coalesce(f.improvement_disabled, false) AS improvement_disabled,
       f.improvement_build_turns_left AS improvement_turns_left,
       n.names[f.specialist] AS specialist, t.road AS has_road, t.owner_player_id, t.owner_city_id,
       n.names[f.tribe_site] AS tribe_site, t.init_seed, t.turn_seed,
       f.elevation, f.latitude, t.boundary, n.names[f.city_site] AS city_site, f.river_w AS river_w_direction,
       f.river_sw AS river_sw_direction, f.river_se AS river_se_direction
FROM data.tile t JOIN data.save s USING (match_id)
LEFT JOIN data.tile_feature f ON f.match_id = t.match_id AND f.tile_id = t.id, data.names n;

-- One row a hexagon. From Root/Tile.
-- x, y: tile_id mod and div the map's width; y counts from the south, even rows are shifted half a hexagon to the east
-- river_w, river_sw, river_se: a river runs along that edge
-- owner_player_id: the last entry of OwnerHistory; NULL for nobody's
-- owner_city_id: from CityTerritory on the tile, or in the city
-- religion: joined by + when there are several
CREATE VIEW tiles AS
SELECT t.match_id, t.tile_id, t.xml_id, t.x, t.y, t.terrain, t.height, t.vegetation, t.river_w, t.river_sw, t.river_se,
       t.resource, t.improvement, t.improvement_pillaged, t.improvement_disabled, t.improvement_turns_left, t.specialist,
       t.has_road, t.owner_player_id, t.owner_city_id, t.tribe_site, r.religion, t.init_seed, t.turn_seed, t.elevation,
       t.latitude, t.boundary, t.city_site, t.river_w_direction, t.river_sw_direction, t.river_se_direction
FROM tile_basics t
LEFT JOIN (SELECT v.match_id, v.owner, string_agg(k.names[v.key], '+' ORDER BY k.names[v.key]) AS religion
           FROM data.tile_value v, data.names k WHERE v.field = {Religion} AND v.key IS NOT NULL GROUP BY ALL) r
       ON r.match_id = t.match_id AND r.owner = t.tile_id;

-- One row a change of a tile's terrain, vegetation or height. From Root/Tile/TerrainHistory and its like.
-- change_type: terrain, vegetation or height
-- old_value: NULL for the first entry of a tile
-- new_value: NULL for NONE
CREATE VIEW tile_changes AS
SELECT match_id, change_id, tile_id, turn,
       CASE field WHEN {TerrainHistory} THEN 'terrain' WHEN {VegetationHistory} THEN 'vegetation' ELSE 'height' END
         AS change_type,
       n.names[old_name] AS old_value, n.names[name] AS new_value
FROM (SELECT *, lag(name) OVER (PARTITION BY match_id, tile_id, field ORDER BY turn) AS old_name,
             CAST(row_number() OVER (PARTITION BY match_id ORDER BY tile_id, field, turn) - 1 AS INTEGER) AS change_id
      FROM data.tile_change WHERE field IN ({TerrainHistory}, {VegetationHistory}, {HeightHistory})), data.names n;

-- One row a change of a tile's owner. From Root/Tile/OwnerHistory.
-- owner_player_id: NULL when it was lost
CREATE VIEW tile_ownership_history AS
SELECT match_id, tile_id, turn, nullif(value, -1) AS owner_player_id
FROM data.tile_change WHERE field = {OwnerHistory};

-- One row a tile and team that knows something of it. From the Revealed* elements of Root/Tile.
-- last_seen_turn: from VisibleTime; NULL where the file does not say
-- visible_*: as the team last saw it
CREATE VIEW tile_visibility AS
SELECT t.match_id, t.tile_id, t.team_id, t.revealed_turn, t.last_seen_turn, n.names[t.terrain] AS visible_terrain,
       n.names[t.height] AS visible_height, n.names[t.vegetation] AS visible_vegetation,
       n.names[t.improvement] AS visible_improvement, t.owner AS visible_owner_player_id, t.is_revealed, t.visible_road,
       t.visible_city, t.visible_city_id, t.visible_city_site, n.names[t.city_site_state] AS visible_city_site_state,
       t.visible_city_territory_id, n.names[t.owner_tribe] AS visible_owner_tribe, t.was_visible_this_turn
FROM (SELECT match_id, tile_id, team_id, max(revealed_turn) AS revealed_turn, max(last_seen_turn) AS last_seen_turn,
             max(terrain) AS terrain, max(height) AS height, max(vegetation) AS vegetation,
             max(improvement) AS improvement, max(owner) AS owner, coalesce(max(revealed), false) AS is_revealed,
             coalesce(max(road), false) AS visible_road, coalesce(max(city), false) AS visible_city,
             max(city_value) AS visible_city_id, coalesce(max(city_site), false) AS visible_city_site,
             max(city_site_value) AS city_site_state, max(city_territory) AS visible_city_territory_id,
             max(owner_tribe) AS owner_tribe, coalesce(max(was_visible_this_turn), false) AS was_visible_this_turn
      FROM (SELECT s.match_id, s.tile_id, CAST(team AS INTEGER) AS team_id, s.terrain, s.height, s.vegetation, s.improvement, s.owner,
                   s.revealed, s.road, s.city, s.city_value, s.city_site, s.city_site_value, s.city_territory,
                   s.owner_tribe, false AS was_visible_this_turn
            FROM data.tile_sight s, range(31) teams(team) WHERE (s.teams >> CAST(team AS INTEGER)) & 1 = 1
            UNION ALL BY NAME
            SELECT t.match_id, t.id AS tile_id, CAST(team AS INTEGER) AS team_id, t.terrain, t.height, t.vegetation,
                   t.improvement, t.owner_player_id AS owner, true AS revealed, t.road,
                   t.owner_city_id AS city_territory
            FROM data.tile t, range(31) teams(team) WHERE (t.known_to >> CAST(team AS INTEGER)) & 1 = 1
            UNION ALL BY NAME
            SELECT t.match_id, t.id AS tile_id, CAST(team AS INTEGER) AS team_id, true AS was_visible_this_turn
            FROM data.tile t, range(31) teams(team) WHERE (t.visible_to >> CAST(team AS INTEGER)) & 1 = 1
            UNION ALL BY NAME
            SELECT match_id, team_id, tile_id, CASE WHEN field = {RevealedTurn} THEN turn END AS revealed_turn,
                   CASE WHEN field = {VisibleTime} THEN turn END AS last_seen_turn
            FROM (SELECT match_id, field, owner AS team_id, turns IS NULL AS is_dense,
                         CAST(unnest(coalesce(turns, range(first_turn, first_turn + len(vals)))) AS INTEGER) AS tile_id,
                         unnest(vals) AS turn
                  FROM data.series WHERE field IN ({RevealedTurn}, {VisibleTime}))
            WHERE turn <> -1 OR NOT is_dense)
      GROUP BY match_id, tile_id, team_id) t, data.names n;

-- One row a religion on a tile. From Root/Tile/Religion.
CREATE VIEW tile_religions AS
SELECT v.match_id, v.owner AS tile_id, n.names[v.key] AS religion
FROM data.tile_value v, data.names n WHERE v.field = {Religion} AND v.key IS NOT NULL;

-- One row a yield an improvement costs, in tenths. From Root/Tile/ImprovementCost.
CREATE VIEW tile_improvement_costs AS
SELECT v.match_id, v.owner AS tile_id, n.names[v.key] AS yield_type, v.value AS amount
FROM data.tile_value v, data.names n WHERE v.field = {ImprovementCost} AND v.key IS NOT NULL;

-- One row a fact that few tiles have. From Root/Tile: ImprovementBuildTurnsOriginal, ImprovementDevelopTurns,
-- ImprovementPillageTurns, ImprovementUnitTurns, HarvestTurn, RegrowthTurn, OrigUrbanOwner (a player), ElementName (the
-- name of a sea, river or mountain range).
CREATE VIEW tile_facts AS
SELECT v.match_id, v.owner AS tile_id, n.names[v.field] AS fact, v.value, n.names[v.name] AS name
FROM data.tile_value v, data.names n
WHERE v.field IN ({ImprovementBuildTurnsOriginal}, {ImprovementDevelopTurns}, {ImprovementPillageTurns},
                  {ImprovementUnitTurns}, {HarvestTurn}, {RegrowthTurn}, {OrigUrbanOwner}, {ElementName});

-- One row a tile that belongs to a city. From Root/Tile/CityTerritory, or Root/City/CityTerritory.
CREATE VIEW city_territory AS
SELECT match_id, owner_city_id AS city_id, id AS tile_id FROM data.tile WHERE owner_city_id IS NOT NULL;

-- One row a unit. From Root/Tile/Unit; units in the computer's notes are memories, not units (ai_notes).
-- player_id: NULL for units of the tribes
CREATE VIEW units AS
SELECT u.match_id, u.id AS unit_id, u.id AS xml_id, u.tile_id, n.names[u.type] AS unit_type, u.player AS player_id,
       n.names[u.tribe] AS tribe, u.xp, u.level, u.create_turn, n.names[u.facing] AS facing,
       u.original_player AS original_player_id, u.turns_since_last_move, n.names[u.gender] AS gender,
       u.sleep AS is_sleeping, n.names[u.current_formation] AS current_formation, u.seed,
       u.damage, u.general_id, n.names[u.religion] AS religion, n.names[u.name_type] AS name_type,
       n.names[u.original_tribe] AS original_tribe, n.names[u.cooldown] AS cooldown, u.cooldown_turns,
       n.names[u.level_promotion] AS level_promotion, u.turn_steps, u.critical_hit, u.march, u.anchored, u.unlimbered,
       u.pass, u.sentry, n.names[u.sleep_value] AS sleep_kind
FROM data.unit u, data.names n;

-- One row a promotion a unit has, or may choose. From Root/Tile/Unit/Promotions and PromotionsAvailable.
-- is_acquired: false for those it may choose
CREATE VIEW unit_promotions AS
SELECT v.match_id, v.owner AS unit_id, n.names[v.key] AS promotion, v.field = {Promotions} AS is_acquired
FROM data.unit_value v, data.names n
WHERE v.field IN ({Promotions}, {PromotionsAvailable}) AND v.key IS NOT NULL;

-- One row an effect on a unit. From Root/Tile/Unit/BonusEffectUnits.
CREATE VIEW unit_effects AS
SELECT v.match_id, v.owner AS unit_id, n.names[v.key] AS effect, v.value AS stacks
FROM data.unit_value v, data.names n WHERE v.field = {BonusEffectUnits} AND v.key IS NOT NULL;

-- One row a family that a unit belongs to, by player. From Root/Tile/Unit/PlayerFamily.
-- family_name: NULL for NONE
CREATE VIEW unit_families AS
SELECT v.match_id, v.owner AS unit_id, v.idx AS player_id, n.names[v.name] AS family_name
FROM data.unit_value v, data.names n WHERE v.field = {PlayerFamily};
