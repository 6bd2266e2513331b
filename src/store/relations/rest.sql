-- What no other tool keeps: the rest of the file, under the names a player would look for.

-- One row an achievement a player unlocked in this game. From Root/Player/AchievementsUnlocked.
CREATE VIEW achievements AS
SELECT v.match_id, v.owner AS player_id, n.names[v.name] AS achievement
FROM data.player_value v, data.names n WHERE v.field = {AchievementsUnlocked};

-- One row a resource a player has found, with how many. From Root/Player/ResourceRevealed.
CREATE VIEW resources_revealed AS
SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS resource, v.value AS count
FROM data.player_value v, data.names n WHERE v.field = {ResourceRevealed};

-- One row a kind of mission a player has sent somebody on, with the latest turn. From Root/Player/MissionStartedTurn.
CREATE VIEW missions_started AS
SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS mission, v.value AS turn
FROM data.player_value v, data.names n WHERE v.field = {MissionStartedTurn};

-- One row a kind of ambition, with how often it was started. From Root/Player/GoalStartedCount.
CREATE VIEW goals_started AS
SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS goal_type, v.value AS count
FROM data.player_value v, data.names n WHERE v.field = {GoalStartedCount};

-- One row a kind of ambition that failed. From Root/Player/GoalsFailed.
CREATE VIEW goals_failed AS
SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS goal_type, v.value AS count
FROM data.player_value v, data.names n WHERE v.field = {GoalsFailed};

-- One row a kind of project a player has completed. From Root/Player/ProjectsProduced.
CREATE VIEW projects_produced AS
SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS project_type, v.value AS count
FROM data.player_value v, data.names n WHERE v.field = {ProjectsProduced};

-- One row a tile a player started on. From Root/Player/StartingTileIDs.
CREATE VIEW starting_tiles AS
SELECT v.match_id, v.owner AS player_id, v.idx AS position, v.value AS tile_id
FROM data.player_value v, data.names n WHERE v.field = {StartingTileIDs};

-- One row an option a player has set. From Root/Player/PlayerOptions.
CREATE VIEW player_options AS
SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS option
FROM data.player_value v, data.names n WHERE v.field = {PlayerOptions};

-- One row a statistic of deeds without a character. From Root/Player/NoCharactersStats.
CREATE VIEW player_statistics AS
SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS stat_name, v.value AS stat_value
FROM data.player_value v, data.names n WHERE v.field = {NoCharactersStats};

-- One row a class of events, with the turn a player last had one. From Root/Player/EventClassTurn.
CREATE VIEW event_classes AS
SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS event_class, v.value AS turn
FROM data.player_value v, data.names n WHERE v.field = {EventClassTurn};

-- One row a luxury a player has beyond its own. From Root/Player/ExtraLuxuryCount.
CREATE VIEW extra_luxuries AS
SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS resource, v.value AS count
FROM data.player_value v, data.names n WHERE v.field = {ExtraLuxuryCount};

-- One row a theology a player has established. From Root/Player/TheologyEstablishedCount.
CREATE VIEW theologies_established AS
SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS theology, v.value AS count
FROM data.player_value v, data.names n WHERE v.field = {TheologyEstablishedCount};

-- One row a luxury sent to a family, tribe or player, with the turn. From Root/Player/FamilyLuxuryTurn, TribeLuxuryTurn,
-- PlayerLuxuryTurn.
-- receiver_type: family, tribe or player
CREATE VIEW luxuries_sent AS
SELECT v.match_id, v.owner AS player_id,
       CASE v.field WHEN {FamilyLuxuryTurn} THEN 'family' WHEN {TribeLuxuryTurn} THEN 'tribe' ELSE 'player' END AS receiver_type,
       coalesce(n.names[v.other], CAST(v.idx AS VARCHAR), n.names[v.key]) AS receiver,
       CASE WHEN v.other IS NOT NULL OR v.idx IS NOT NULL THEN n.names[v.key] END AS resource, v.value AS turn
FROM data.player_value v, data.names n
WHERE v.field IN ({FamilyLuxuryTurn}, {TribeLuxuryTurn}, {PlayerLuxuryTurn});

-- One row an improvement that can no longer be built, mostly wonders. From Root/Game/ImprovementDisabled.
CREATE VIEW improvements_disabled AS
SELECT v.match_id, n.names[v.key] AS improvement
FROM data.game_value v, data.names n WHERE v.field = {ImprovementDisabled};

-- One row a family of the game, played or not, and its class. From Root/Game/FamilyClass.
CREATE VIEW family_classes AS
SELECT v.match_id, n.names[v.key] AS family_name, n.names[v.name] AS family_class
FROM data.game_value v, data.names n WHERE v.field = {FamilyClass};

-- One row a piece of content the game was played with, and its hash. From Root/GameContentEnabled.
CREATE VIEW game_content_hashes AS
SELECT v.match_id, n.names[v.key] AS content, v.idx AS version, n.names[v.name] AS hash
FROM data.game_value v, data.names n WHERE v.field = {GameContentEnabled};

-- One row a victory a team has reached or completed. From Root/Game/TeamVictories and TeamVictoriesCompleted.
CREATE VIEW team_victories AS
SELECT v.match_id, v.value AS team_id, n.names[v.name] AS victory_type, v.field = {TeamVictoriesCompleted} AS is_completed
FROM data.game_value v, data.names n WHERE v.field IN ({TeamVictories}, {TeamVictoriesCompleted});

-- One row a place at the table as it was set up: lists by player under Root. From Root/Team, Difficulty, Development,
-- Nation, Dynasty, Archetype, Humans.
-- setting: the list's name
CREATE VIEW player_setup AS
SELECT v.match_id, v.idx AS position, n.names[v.field] AS setting, n.names[v.key] AS element,
       coalesce(n.names[v.name], CAST(v.value AS VARCHAR)) AS value
FROM data.game_value v, data.names n
WHERE v.field IN ({Team}, {Difficulty}, {Development}, {Nation}, {Dynasty}, {Archetype}, {Humans}, {StartingPlayerOptions});

-- One row a mark a player has set on the map. From Root/Player/Pings.
CREATE VIEW pings AS
SELECT d.match_id, d.owner AS player_id, d.record AS position,
       max(d.value) FILTER (k.names[d.path] = 'Ping@Tile') AS tile_id,
       max(d.value) FILTER (k.names[d.path] = 'Ping@Turn') AS turn,
       max(d.value) FILTER (k.names[d.path] = 'Ping@PingType') AS ping_type,
       max(d.value) FILTER (k.names[d.path] = 'Ping@RemindTurn') AS remind_turn,
       max(coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR))) FILTER (k.names[d.path] = 'Ping@Text') AS message,
       max(k.names[d.name]) FILTER (k.names[d.path] = 'Ping@Improvement') AS improvement
FROM data.detail d, data.names k WHERE d.part = {Player/Pings} AND d.path IS NOT NULL
GROUP BY d.match_id, d.owner, d.record;

-- One row a value of a decision that waits for a player. From Root/Player/DecisionList.
-- path: of the value below the list; value: as written; NULL for an empty element
CREATE VIEW decisions AS
SELECT d.match_id, d.owner AS player_id, d.record AS position, k.names[d.path] AS path,
       coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR)) AS value
FROM data.detail d, data.names k WHERE d.part = {Player/DecisionList};

-- One row a value of a choice of ambitions that waits for a player. From Root/Player/AmbitionDecisions.
-- path: of the value below the list; value: as written; NULL for an empty element
CREATE VIEW ambition_decisions AS
SELECT d.match_id, d.owner AS player_id, d.record AS position, k.names[d.path] AS path,
       coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR)) AS value
FROM data.detail d, data.names k WHERE d.part = {Player/AmbitionDecisions};

-- One row a value of a thread between stories. From Root/Player/EventLinkList.
-- path: of the value below the list; value: as written; NULL for an empty element
CREATE VIEW event_links AS
SELECT d.match_id, d.owner AS player_id, d.record AS position, k.names[d.path] AS path,
       coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR)) AS value
FROM data.detail d, data.names k WHERE d.part = {Player/EventLinkList};

-- One row a value of a message waiting to be shown. From Root/Player/PopupList.
-- path: of the value below the list; value: as written; NULL for an empty element
CREATE VIEW popups AS
SELECT d.match_id, d.owner AS player_id, d.record AS position, k.names[d.path] AS path,
       coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR)) AS value
FROM data.detail d, data.names k WHERE d.part = {Player/PopupList};

-- One row a value of where a player found bones. From Root/Player/BonesTimes.
-- path: of the value below the list; value: as written; NULL for an empty element
CREATE VIEW bones AS
SELECT d.match_id, d.owner AS player_id, d.record AS position, k.names[d.path] AS path,
       coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR)) AS value
FROM data.detail d, data.names k WHERE d.part = {Player/BonesTimes};

-- One row a value of recent attacks on a player. From Root/Player/RecentAttacks.
-- path: of the value below the list; value: as written; NULL for an empty element
CREATE VIEW recent_attacks AS
SELECT d.match_id, d.owner AS player_id, d.record AS position, k.names[d.path] AS path,
       coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR)) AS value
FROM data.detail d, data.names k WHERE d.part = {Player/RecentAttacks};

-- One row a note of the computer's: targets, units last seen, shortages. From Root/Player/AI.
-- path: of the value below the list; value: as written; NULL for an empty element
CREATE VIEW ai_notes AS
SELECT d.match_id, d.owner AS player_id, d.record AS position, k.names[d.path] AS path,
       coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR)) AS value
FROM data.detail d, data.names k WHERE d.part = {Player/AI};

-- One row a value of the orders a unit has queued. From Root/Tile/Unit/QueueList.
-- path: of the value below the list; value: as written; NULL for an empty element
CREATE VIEW unit_orders AS
SELECT d.match_id, d.owner AS unit_id, d.record AS position, k.names[d.path] AS path,
       coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR)) AS value
FROM data.detail d, data.names k WHERE d.part = {Tile/Unit/QueueList};

-- One row a note of the computer's about a unit. From Root/Tile/Unit/AI.
-- path: of the value below the list; value: as written; NULL for an empty element
CREATE VIEW unit_ai_notes AS
SELECT d.match_id, d.owner AS unit_id, d.record AS position, k.names[d.path] AS path,
       coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR)) AS value
FROM data.detail d, data.names k WHERE d.part = {Tile/Unit/AI};

-- One row a value of recent attacks on a tile. From Root/Tile/RecentAttacks.
-- path: of the value below the list; value: as written; NULL for an empty element
CREATE VIEW tile_attacks AS
SELECT d.match_id, d.owner AS tile_id, d.record AS position, k.names[d.path] AS path,
       coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR)) AS value
FROM data.detail d, data.names k WHERE d.part = {Tile/RecentAttacks};

-- One row a note of a map maker on a tile. From Root/Tile/Metadata.
-- path: of the value below the list; value: as written; NULL for an empty element
CREATE VIEW tile_metadata AS
SELECT d.match_id, d.owner AS tile_id, d.record AS position, k.names[d.path] AS path,
       coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR)) AS value
FROM data.detail d, data.names k WHERE d.part = {Tile/Metadata};

-- One row a text a story has left with a person. From Root/Character/EventStoryTexts.
-- path: of the value below the list; value: as written; NULL for an empty element
CREATE VIEW character_story_texts AS
SELECT d.match_id, d.owner AS character_id, d.record AS position, k.names[d.path] AS path,
       coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR)) AS value
FROM data.detail d, data.names k WHERE d.part = {Character/EventStoryTexts};

-- One row a value of a calamity: its Type, StartTurn, EndTurn, StartTile and so on. From Root/Game/Occurrences.
-- path: of the value below the list; value: as written; NULL for an empty element
CREATE VIEW occurrences AS
SELECT d.match_id, d.record AS position, k.names[d.path] AS path,
       coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR)) AS value
FROM data.detail d, data.names k WHERE d.part = {Game/Occurrences};

-- One row a name given to an improvement. From Root/Game/TileImprovementDynamicTexts.
-- path: of the value below the list; value: as written; NULL for an empty element
CREATE VIEW improvement_names AS
SELECT d.match_id, d.record AS position, k.names[d.path] AS path,
       coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR)) AS value
FROM data.detail d, data.names k WHERE d.part = {Game/TileImprovementDynamicTexts};

-- One row a value of any part of a save that has no relation with columns of its own. The views above show parts of it.
-- part: path of the list below Root; owner_id: id of the player, character, tile or unit it stands under
CREATE VIEW details AS
SELECT d.match_id, k.names[d.part] AS part, d.owner AS owner_id, d.record AS position, k.names[d.path] AS path,
       coalesce(d.text, k.names[d.name], CAST(d.value AS VARCHAR)) AS value
FROM data.detail d, data.names k;

-- One row a value under a key, of the game: everything that is written as a map or list, whether a relation above shows it
-- or not.
-- field: name of the element around it; key, other_key: names in its own name; number, number2: numbers in it (a player,
-- a team, a turn, a position); value or name: what it says; both NULL for a flag
CREATE VIEW game_values AS
SELECT v.match_id, n.names[v.field] AS field, n.names[v.key] AS key, n.names[v.other] AS other_key,
       v.idx AS number, v.idx2 AS number2, v.value, n.names[v.name] AS name
FROM data.game_value v, data.names n;

-- One row a value under a key, of players: everything that is written as a map or list, whether a relation above shows it
-- or not.
-- field: name of the element around it; key, other_key: names in its own name; number, number2: numbers in it (a player,
-- a team, a turn, a position); value or name: what it says; both NULL for a flag
CREATE VIEW player_values AS
SELECT v.match_id, v.owner AS player_id, n.names[v.field] AS field, n.names[v.key] AS key, n.names[v.other] AS other_key,
       v.idx AS number, v.idx2 AS number2, v.value, n.names[v.name] AS name
FROM data.player_value v, data.names n;

-- One row a value under a key, of people: everything that is written as a map or list, whether a relation above shows it
-- or not.
-- field: name of the element around it; key, other_key: names in its own name; number, number2: numbers in it (a player,
-- a team, a turn, a position); value or name: what it says; both NULL for a flag
CREATE VIEW character_values AS
SELECT v.match_id, v.owner AS character_id, n.names[v.field] AS field, n.names[v.key] AS key,
       v.idx AS number, v.value, n.names[v.name] AS name
FROM data.character_value v, data.names n;

-- One row a value under a key, of cities: everything that is written as a map or list, whether a relation above shows it
-- or not.
-- field: name of the element around it; key, other_key: names in its own name; number, number2: numbers in it (a player,
-- a team, a turn, a position); value or name: what it says; both NULL for a flag
CREATE VIEW city_values AS
SELECT v.match_id, v.owner AS city_id, n.names[v.field] AS field, n.names[v.key] AS key,
       v.idx AS number, v.value, n.names[v.name] AS name
FROM data.city_value v, data.names n;

-- One row a value under a key, of tiles: everything that is written as a map or list, whether a relation above shows it
-- or not.
-- field: name of the element around it; key, other_key: names in its own name; number, number2: numbers in it (a player,
-- a team, a turn, a position); value or name: what it says; both NULL for a flag
CREATE VIEW tile_values AS
SELECT v.match_id, v.owner AS tile_id, n.names[v.field] AS field, n.names[v.key] AS key,
       v.idx AS number, v.value, n.names[v.name] AS name
FROM data.tile_value v, data.names n;

-- One row a value under a key, of units: everything that is written as a map or list, whether a relation above shows it
-- or not.
-- field: name of the element around it; key, other_key: names in its own name; number, number2: numbers in it (a player,
-- a team, a turn, a position); value or name: what it says; both NULL for a flag
CREATE VIEW unit_values AS
SELECT v.match_id, v.owner AS unit_id, n.names[v.field] AS field, n.names[v.key] AS key,
       v.idx AS number, v.value, n.names[v.name] AS name
FROM data.unit_value v, data.names n;

-- One row a path of the XML and save: what was read of it. Compare two saves to see what an update of the game brought.
-- path: elements joined by /, attributes behind @; keys that are names stand as {key}, {turns} and so on
-- stored: false for what this version of Per-Ankh does not know yet; its values were not kept
-- stored_in: table and column, for those who want to look beneath the relations
CREATE VIEW save_coverage AS
SELECT c.match_id, n.names[c.path] AS path, c.elements, c.leaf_values, c.place IS NOT NULL AS stored, n.names[c.place] AS stored_in
FROM (SELECT match_id, unnest(paths) AS path, unnest(elements) AS elements, unnest(leaf_values) AS leaf_values,
             nullif(unnest(places), 0) AS place FROM data.coverage) c, data.names n;

-- One row a small fault of a save that did not stop its import: what was left out, and where.
CREATE VIEW save_notes AS
SELECT s.match_id, s.code, s.element, s.note_text FROM data.note s;

-- One row a run of the importer.
-- fatal_code: why it ended early; NULL when it did not
CREATE VIEW import_runs AS
SELECT run_id, started, elapsed_ms, total, imported, duplicates, failed, cancelled, fatal_code, program_version
FROM data.import_run;

-- One row a file and run: what became of it.
-- path: absolute, whatever was typed
-- status: imported, duplicate, failed; or removed: it was imported or a duplicate, and its save has been removed since
-- match_id: of the save, or of the save it equals; NULL when it failed or was removed
-- code, message: why it is not in the library under a match_id of its own
CREATE VIEW import_files AS
SELECT run_id, position, path, file_size, file_hash, status, match_id, code, message FROM data.import_file;
