-- Saves, games, players: what people ask for first.
--
-- How to read these files: each view follows a comment that docs/schema.md is made from (`per-ankh schema`): the first
-- lines say what a row is and where it comes from; lines "name: ..." explain single columns. {YieldStockpile} stands
-- for the number of that name in the library, n.names[x] turns such a number back into its name. Names come before windows:
-- a window over data.names would drag the whole list along with every row.

-- One row a save. From Root's attributes and Root/Game; the file's own facts from the import.
-- file_hash: of the file's bytes; two files with the same hash are one save
-- save_date: the day in Root@SaveDate; the file gives no time of day
-- total_turns: the turn at which the game was saved
-- map_height: number of tiles / map_width; NULL when the file holds no tiles
-- winner_player_id: NULL when nobody has won, or when the file does not let it be known
-- winner_victory_type: NULL in saves up to 1.0.70671 that give a number of the game's own list (winner_team_victory)
-- game_version: as written, with mods and checksum; build is the number alone
-- victory_conditions: enabled ones, joined by +
-- enabled_mods: from the version, joined by +; NULL for none
-- enabled_dlc: from Root/GameContent, joined by +
CREATE VIEW matches AS
SELECT m.match_id, m.file_name, m.file_hash, s.game_name, s.game_id,
       CAST(DATE '1970-01-01' + s.saved_on AS TIMESTAMP) AS save_date, m.processed_date,
       s.map_width, s.map_height, n.names[s.map_size] AS map_size, n.names[s.map_class] AS map_class,
       n.names[s.map_aspect_ratio] AS map_aspect_ratio, s.min_latitude, s.max_latitude,
       n.names[s.game_mode] AS game_mode, n.names[s.turn_style] AS turn_style, n.names[s.turn_timer] AS turn_timer,
       n.names[s.turn_scale] AS turn_scale, s.simultaneous_turns, n.names[s.opponent_level] AS opponent_level,
       n.names[s.tribe_level] AS tribe_level, n.names[s.development] AS development, n.names[s.advantage] AS advantage,
       n.names[s.succession_gender] AS succession_gender, n.names[s.succession_order] AS succession_order,
       n.names[s.mortality] AS mortality, n.names[s.event_level] AS event_level,
       n.names[s.victory_point_modifier] AS victory_point_modifier, n.names[s.force_march] AS force_march,
       n.names[s.team_nation] AS team_nation, s.victory_conditions, g.turn AS total_turns,
       CAST(s.winner_player_id AS BIGINT) AS winner_player_id, n.names[s.winner_victory] AS winner_victory_type,
       CAST(CASE WHEN s.first_seed > 9223372036854775807 THEN CAST(s.first_seed AS HUGEINT) - 18446744073709551616 ELSE s.first_seed END AS BIGINT) AS first_seed, CAST(CASE WHEN s.map_seed > 9223372036854775807 THEN CAST(s.map_seed AS HUGEINT) - 18446744073709551616 ELSE s.map_seed END AS BIGINT) AS map_seed,
       s.version AS game_version, s.enabled_mods, s.enabled_dlc, m.collection_id,
       s.build, s.map_edges_safe, s.min_city_site_distance, n.names[s.human_development] AS human_development,
       n.names[s.scenario] AS scenario, s.map_path, s.num_autosaves, s.active_player AS active_player_id,
       g.seed, g.turn_time, g.team_turn, g.player_turn, g.game_over, g.no_replay, g.no_fog_of_war,
       g.recent_human_attacks, g.next_unit_id, g.next_city_id, g.next_character_id, g.next_occurrence_id,
       n.names[g.map_class] AS game_map_class, n.names[g.map_size] AS game_map_size,
       g.winner_team, n.names[g.winner_victory] AS winner_team_victory, s.save_date AS save_date_text,
       m.file_path, m.xml_hash, m.file_size, m.xml_bytes, m.file_modified, m.entry_name, m.parser_version, m.run_id
FROM data.match m JOIN data.save s USING (match_id) JOIN data.game g USING (match_id), data.names n;

-- One row an option of the game's set-up. From Root/GameOptions, GameContent, MapMultiOptions, MapSingleOptions,
-- OccurrenceLevels.
-- setting_type: game_option, dlc_content, map_option or occurrence_level
-- setting_value: NULL for options that are simply on
CREATE VIEW match_settings AS
SELECT row_number() OVER (PARTITION BY match_id ORDER BY field, setting_key) AS setting_id, match_id,
       CASE field WHEN {GameOptions} THEN 'game_option' WHEN {GameContent} THEN 'dlc_content'
                  WHEN {OccurrenceLevels} THEN 'occurrence_level' ELSE 'map_option' END AS setting_type,
       setting_key, setting_value
FROM (SELECT v.match_id, v.field, n.names[v.key] AS setting_key,
             coalesce(n.names[v.name], CAST(v.value AS VARCHAR)) AS setting_value
      FROM data.game_value v, data.names n
      WHERE v.field IN ({GameOptions}, {GameContent}, {MapMultiOptions}, {MapSingleOptions}, {OccurrenceLevels}));

-- One row a save: who played it in front of this computer. The only human; else the human whose online id the user has
-- set as theirs (user_settings, primary_user_online_id); else the human whose turn it was. No row when none is known.
CREATE VIEW save_owners AS
SELECT match_id, player_id
FROM (SELECT p.match_id,
             CASE WHEN count(*) FILTER (p.is_human) = 1 THEN max(p.player_id) FILTER (p.is_human)
                  ELSE coalesce(min(p.player_id) FILTER (p.is_human AND p.online_id = u.value),
                                max(p.player_id) FILTER (p.is_human AND p.player_id = s.active_player)) END AS player_id
      FROM (SELECT match_id, id AS player_id, is_human, online_id FROM data.player) p
      JOIN data.save s USING (match_id)
      LEFT JOIN user_settings u ON u.key = 'primary_user_online_id' AND u.value <> ''
      GROUP BY p.match_id)
WHERE player_id IS NOT NULL;

-- One row a player: players without is_save_owner, which has to be looked up, and asked for in half the time.
CREATE VIEW player_basics AS
SELECT p.match_id, p.id AS player_id, p.id AS xml_id, p.name AS player_name,
       lower(trim(p.name)) AS player_name_normalized, n.names[p.nation] AS nation, n.names[p.dynasty] AS dynasty,
       p.team_id, p.is_human, nullif(p.online_id, '') AS online_id,
       nullif(p.email, '') AS email, n.names[p.difficulty] AS difficulty, p.last_do_turn AS last_turn_completed,
       p.turn_ended, p.legitimacy, p.time_stockpile, n.names[p.state_religion] AS state_religion,
       n.names[p.succession_gender] AS succession_gender, p.founder_id AS founder_character_id, p.chosen_heir_id,
       p.original_capital_city_id, n.names[p.tech_researching] AS tech_researching, p.ambition_delay,
       p.buy_tile_count AS tiles_purchased, p.state_religion_change_count AS state_religion_changes,
       p.tribe_mercenary_count AS tribe_mercenaries_hired,
       p.ai_controlled_to_turn, n.names[p.language] AS language, p.custom_reminder, p.recruit_legitimacy,
       p.start_turn_cities, n.names[p.popup_tech_discovered] AS popup_tech_discovered, p.founded, p.surrendered,
       p.completed_game_saved, p.turn_summary_ready, p.ignore_council_reminder
FROM data.player p, data.names n;

-- One row a player of a save, human or computer. From Root/Player, and the lists by player under Root.
-- player_name: as in the file: empty for the computer and for the human of a single-player game
-- is_human: has an online id, or AIControlledToTurn is 0
-- is_save_owner: see save_owners
-- team_id: from Root/Team; NULL when the file does not say
-- last_turn_completed: LastDoTurn
-- tiles_purchased: BuyTileCount
CREATE VIEW players AS
SELECT p.match_id, p.player_id, p.xml_id, p.player_name, p.player_name_normalized, p.nation, p.dynasty, p.team_id,
       p.is_human, coalesce(o.player_id = p.player_id, false) AS is_save_owner, p.online_id, p.email, p.difficulty,
       p.last_turn_completed, p.turn_ended, p.legitimacy, p.time_stockpile, p.state_religion, p.succession_gender,
       p.founder_character_id, p.chosen_heir_id, p.original_capital_city_id, p.tech_researching, p.ambition_delay,
       p.tiles_purchased, p.state_religion_changes, p.tribe_mercenaries_hired, p.ai_controlled_to_turn, p.language,
       p.custom_reminder, p.recruit_legitimacy, p.start_turn_cities, p.popup_tech_discovered, p.founded,
       p.surrendered, p.completed_game_saved, p.turn_summary_ready, p.ignore_council_reminder
FROM player_basics p LEFT JOIN save_owners o ON o.match_id = p.match_id;

-- One row a save: a line for a list of saves.
-- winner_name: NULL when nobody has won; empty for a computer player
CREATE VIEW match_summary AS
SELECT m.match_id, m.game_name, m.save_date, m.total_turns, m.map_size, m.victory_conditions,
       (SELECT count(*) FROM data.player p WHERE p.match_id = m.match_id) AS player_count,
       w.name AS winner_name, n.names[w.nation] AS winner_civilization
FROM matches m LEFT JOIN data.player w ON w.match_id = m.match_id AND w.id = m.winner_player_id, data.names n;

-- One row a save of the same game and turn as another, with other content: an opponent's copy of the turn, an autosave.
-- All of them are kept. A file with the content of a known save is a duplicate instead, see import_files.
-- variant: 1 is the one imported first
-- variants: how many saves of that game and turn there are
CREATE VIEW save_variants AS
SELECT match_id, game_id, total_turns, variant, variants, file_path
FROM (SELECT m.match_id, s.game_id, g.turn AS total_turns, m.file_path,
             row_number() OVER (PARTITION BY s.game_id, g.turn ORDER BY m.match_id) AS variant,
             count(*) OVER (PARTITION BY s.game_id, g.turn) AS variants
      FROM data.match m JOIN data.save s USING (match_id) JOIN data.game g USING (match_id)
      WHERE s.game_id <> '' AND g.turn IS NOT NULL)
WHERE variants > 1;

-- One row a game: its latest save. Saves of one game share game_id; a save without one is a game of its own.
-- save_count: how many saves of the game the library holds
-- variant_count: how many of them are at a turn that another one is at, too; see save_variants
-- owner_nation: nation of the player in front of this computer; NULL when unknown
-- owner_won: NULL when the game has no winner yet
CREATE VIEW games AS
SELECT m.game_id, m.game_name, m.match_id AS latest_match_id, m.save_count, m.variant_count, m.total_turns, m.save_date, m.map_size,
       m.map_class, m.game_mode, m.player_count, o.player_id AS owner_player_id, n.names[p.nation] AS owner_nation,
       n.names[w.nation] AS winner_nation, m.winner_victory_type,
       CASE WHEN m.winner_player_id IS NOT NULL THEN m.winner_player_id = o.player_id END AS owner_won
FROM (SELECT *, (SELECT count(*) FROM data.player c WHERE c.match_id = matches.match_id) AS player_count,
             count(*) OVER (PARTITION BY coalesce(game_id, CAST(match_id AS VARCHAR))) AS save_count,
             (SELECT count(*) FROM save_variants v WHERE v.game_id = matches.game_id) AS variant_count
      FROM matches
      QUALIFY row_number() OVER (PARTITION BY coalesce(game_id, CAST(match_id AS VARCHAR))
                                 ORDER BY total_turns DESC, match_id DESC) = 1) m
LEFT JOIN save_owners o ON o.match_id = m.match_id
LEFT JOIN data.player p ON p.match_id = m.match_id AND p.id = o.player_id
LEFT JOIN data.player w ON w.match_id = m.match_id AND w.id = m.winner_player_id, data.names n;

-- One row a player as the save leaves it, counted. From data of the player, its histories, cities, tiles and units.
-- victory_points, military_power: the last value of the player's history
-- orders, science, civics, training, money, culture, growth, food, iron, stone, wood: what the last turn brought, in tenths
-- tiles, improvements, specialists: land that nobody is said to own, in saves without histories, is its city's
-- improvements: finished ones, without cities
-- techs: without the bonus cards
CREATE VIEW player_figures AS
SELECT p.match_id, p.id AS player_id, h.victory_points, h.military_power, p.legitimacy, coalesce(c.cities, 0) AS cities,
       coalesce(c.population, 0) AS population, coalesce(t.tiles, 0) AS tiles,
       coalesce(t.improvements, 0) AS improvements, coalesce(t.specialists, 0) AS specialists,
       coalesce(k.techs, 0) AS techs, coalesce(k.laws, 0) AS laws, coalesce(r.religions, 0) AS religions_founded,
       coalesce(u.units, 0) AS units, h.orders, h.science, h.civics, h.training, h.money, h.culture, h.growth, h.food,
       h.iron, h.stone, h.wood
FROM data.player p
LEFT JOIN (SELECT match_id, owner, max(vals[-1]) FILTER (field = {PointsHistory}) AS victory_points,
                  max(vals[-1]) FILTER (field = {MilitaryPowerHistory}) AS military_power,
                  max(vals[-1]) FILTER (key = {YIELD_ORDERS}) AS orders,
                  max(vals[-1]) FILTER (key = {YIELD_SCIENCE}) AS science,
                  max(vals[-1]) FILTER (key = {YIELD_CIVICS}) AS civics,
                  max(vals[-1]) FILTER (key = {YIELD_TRAINING}) AS training,
                  max(vals[-1]) FILTER (key = {YIELD_MONEY}) AS money,
                  max(vals[-1]) FILTER (key = {YIELD_CULTURE}) AS culture,
                  max(vals[-1]) FILTER (key = {YIELD_GROWTH}) AS growth,
                  max(vals[-1]) FILTER (key = {YIELD_FOOD}) AS food,
                  max(vals[-1]) FILTER (key = {YIELD_IRON}) AS iron,
                  max(vals[-1]) FILTER (key = {YIELD_STONE}) AS stone,
                  max(vals[-1]) FILTER (key = {YIELD_WOOD}) AS wood
           FROM data.series WHERE field IN ({PointsHistory}, {MilitaryPowerHistory}, {YieldRateHistory})
           GROUP BY ALL) h ON h.match_id = p.match_id AND h.owner = p.id
LEFT JOIN (SELECT match_id, player, CAST(count(*) AS INTEGER) AS cities, CAST(sum(citizens) AS INTEGER) AS population
           FROM data.city GROUP BY ALL) c ON c.match_id = p.match_id AND c.player = p.id
LEFT JOIN (SELECT t.match_id, coalesce(t.owner_player_id, c.player) AS player, CAST(count(*) AS INTEGER) AS tiles,
                  CAST(count(t.improvement) FILTER (t.improvement NOT IN ({IMPROVEMENT_CITY}, {IMPROVEMENT_CITY_SITE})
                       AND coalesce(f.improvement_build_turns_left, 0) = 0) AS INTEGER) AS improvements,
                  CAST(count(f.specialist) AS INTEGER) AS specialists
           FROM data.tile t
           LEFT JOIN data.tile_feature f ON f.match_id = t.match_id AND f.tile_id = t.id
           LEFT JOIN data.city c ON c.match_id = t.match_id AND c.id = t.owner_city_id
           GROUP BY ALL) t ON t.match_id = p.match_id AND t.player = p.id
LEFT JOIN (SELECT match_id, owner, CAST(count(*) FILTER (field = {ActiveLaw}) AS INTEGER) AS laws,
                  CAST(count(*) FILTER (field = {TechCount} AND value > 0 AND NOT contains(n.names[key], '_BONUS'))
                    AS INTEGER) AS techs
           FROM data.player_value, data.names n WHERE field IN ({ActiveLaw}, {TechCount}) GROUP BY ALL) k
       ON k.match_id = p.match_id AND k.owner = p.id
LEFT JOIN (SELECT match_id, value AS player, CAST(count(*) AS INTEGER) AS religions
           FROM data.game_value WHERE field = {ReligionFounder} GROUP BY ALL) r
       ON r.match_id = p.match_id AND r.player = p.id
LEFT JOIN (SELECT match_id, player, CAST(count(*) AS INTEGER) AS units FROM data.unit GROUP BY ALL) u
       ON u.match_id = p.match_id AND u.player = p.id;

-- One row a name and nation, over all saves: how often played and won.
-- avg_final_score: mean of the last value of PointsHistory
CREATE VIEW player_performance AS
SELECT p.name AS player_name, n.names[p.nation] AS nation, count(*) AS matches_played,
       CAST(count(*) FILTER (s.winner_player_id = p.id) AS INTEGER) AS wins,
       CAST(count(*) FILTER (s.winner_player_id = p.id) AS DOUBLE) / count(*) AS win_rate,
       avg(h.vals[-1]) AS avg_final_score
FROM data.player p JOIN data.save s USING (match_id)
LEFT JOIN data.series h ON h.match_id = p.match_id AND h.owner = p.id AND h.field = {PointsHistory}, data.names n
GROUP BY p.name, n.names[p.nation];

-- One row a ruler of a player, in order of succession. From Root/Player/Leaders.
-- ruler_name: the name's key (NAME_SOFYA), or what the player typed; NULL when the file does not hold the character
-- succession_turn: LeaderTurn of the character
-- succession_order: 1 is the founder
CREATE VIEW rulers AS
SELECT v.match_id, v.value AS character_id, v.owner AS player_id, c.first_name AS ruler_name, c.archetype,
       c.became_leader_turn AS succession_turn, CAST(v.idx + 1 AS BIGINT) AS succession_order
FROM data.player_value v LEFT JOIN characters c ON c.match_id = v.match_id AND c.character_id = v.value
WHERE v.field = {Leaders};

-- One row a stockpiled yield of a player, in tenths. From Root/Player/YieldStockpile.
CREATE VIEW player_resources AS
SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS yield_type, v.value AS amount
FROM data.player_value v, data.names n WHERE v.field = {YieldStockpile};

-- One row a seat of a player's council. From Root/Player/CouncilCharacter.
-- appointed_turn: always NULL: the file does not say
CREATE VIEW player_council AS
SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS position, nullif(v.value, -1) AS character_id,
       CAST(NULL AS INTEGER) AS appointed_turn
FROM data.player_value v, data.names n WHERE v.field = {CouncilCharacter};

-- One row a kind of unit a player has produced over the whole game. From Root/Player/UnitsProduced.
-- count_this_turn: from UnitsProducedTurn
CREATE VIEW player_units_produced AS
SELECT match_id, player_id, n.names[key] AS unit_type, count, count_this_turn
FROM (SELECT match_id, owner AS player_id, key, max(value) FILTER (field = {UnitsProduced}) AS count,
             max(value) FILTER (field = {UnitsProducedTurn}) AS count_this_turn
      FROM data.player_value WHERE field IN ({UnitsProduced}, {UnitsProducedTurn}) GROUP BY ALL), data.names n;

-- One row a technology a player has. From Root/Player/TechCount.
-- completed_turn: of the TECH_DISCOVERED line of the player's log; NULL when there is none
CREATE VIEW technologies_completed AS
SELECT t.match_id, t.player_id, t.tech, l.turn AS completed_turn
FROM (SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS tech FROM data.player_value v, data.names n
      WHERE v.field = {TechCount} AND v.value > 0) t
LEFT JOIN (SELECT match_id, player_id, data1, min(turn) AS turn FROM data.log
           WHERE type = {TECH_DISCOVERED} AND list = {PermanentLogList} GROUP BY ALL) l
       ON l.match_id = t.match_id AND l.player_id = t.player_id AND l.data1 = t.tech;

-- One row a technology a player has put research into, in tenths. From Root/Player/TechProgress.
CREATE VIEW technology_progress AS
SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS tech, v.value AS progress
FROM data.player_value v, data.names n WHERE v.field = {TechProgress};

-- One row a technology in a state. From Root/Player/TechAvailable, TechPassed, TechTrashed, TechLocked, TechTarget.
-- state: available, passed, trashed, locked or targeted
CREATE VIEW technology_states AS
SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS tech,
       CASE v.field WHEN {TechAvailable} THEN 'available' WHEN {TechPassed} THEN 'passed'
                    WHEN {TechTrashed} THEN 'trashed' WHEN {TechLocked} THEN 'locked' ELSE 'targeted' END AS state
FROM data.player_value v, data.names n
WHERE v.field IN ({TechAvailable}, {TechPassed}, {TechTrashed}, {TechLocked}, {TechTarget});

-- One row a law in force. From Root/Player/ActiveLaw and LawClassChangeCount.
-- adopted_turn: of the latest LAW_ADOPTED line of the player's log; 0 when there is none (2022 has none at all)
CREATE VIEW laws AS
SELECT a.match_id, a.player_id, a.law_category, a.law, coalesce(l.turn, 0) AS adopted_turn, c.value AS change_count
FROM (SELECT v.match_id, v.owner AS player_id, v.key, n.names[v.key] AS law_category, n.names[v.name] AS law
      FROM data.player_value v, data.names n WHERE v.field = {ActiveLaw}) a
LEFT JOIN data.player_value c
       ON c.match_id = a.match_id AND c.owner = a.player_id AND c.key = a.key AND c.field = {LawClassChangeCount}
LEFT JOIN (SELECT match_id, player_id, data1, max(turn) AS turn FROM data.log
           WHERE type = {LAW_ADOPTED} AND list = {PermanentLogList} GROUP BY ALL) l
       ON l.match_id = a.match_id AND l.player_id = a.player_id AND l.data1 = a.law;

-- One row an ambition. From Root/Player/GoalList/GoalData.
-- goal_id: position in the file; xml_id is the player's own number
-- completed_turn: NULL when not finished, or when the file does not say when
-- progress: always NULL: the file counts by kind, see goal_progress
-- goal_state: JSON of what is true of it
CREATE VIEW player_goals AS
SELECT g.match_id, g.ordinal AS goal_id, g.player_id, n.names[g.type] AS goal_type, g.leader_id AS leader_character_id,
       g.turn AS started_turn, g.finished_value AS completed_turn, CAST(NULL AS INTEGER) AS failed_turn, g.max_turns,
       CAST(NULL AS INTEGER) AS progress,
       CAST(json_object('finished', g.finished, 'failed', g.failed, 'legacy', g.legacy) AS VARCHAR) AS goal_state,
       g.id AS xml_id, g.finished, g.failed, g.legacy, g.city_id, g.player AS target_player_id,
       n.names[g.tribe] AS tribe, n.names[g.religion] AS religion, g.religion_spread, g.tribe_killed, g.tribe_settled
FROM data.goal g, data.names n;

-- One row a kind of thing counted towards an ambition. From the maps of GoalData.
-- counted: Stats, MissionsCompleted, YieldsProduced, YieldsSold or TribesKilled; yields in tenths
CREATE VIEW goal_progress AS
SELECT v.match_id, v.idx AS goal_id, v.owner AS player_id, replace(n.names[v.field], 'Goal.', '') AS counted,
       n.names[v.key] AS kind, v.value AS amount
FROM data.player_value v, data.names n
WHERE v.field IN ({Goal.Stats}, {Goal.MissionsCompleted}, {Goal.YieldsProduced}, {Goal.YieldsSold}, {Goal.TribesKilled});

-- One row a pair that knows of each other: a team, or a tribe, towards a team. From Root/Game/TeamDiplomacy,
-- TribeDiplomacy and the maps beside them.
-- entity1_type: team or tribe; entity2_type: team
-- relation: DIPLOMACY_WAR, ...; NULL when only another map names the pair
CREATE VIEW diplomacy AS
SELECT match_id, CASE WHEN key IS NULL THEN 'team' ELSE 'tribe' END AS entity1_type,
       coalesce(n.names[key], CAST(a AS VARCHAR)) AS entity1_id, 'team' AS entity2_type, CAST(b AS VARCHAR) AS entity2_id,
       n.names[relation] AS relation, war_score, last_conflict_turn, last_diplomacy_turn, diplomacy_blocked_until_turn
FROM (SELECT match_id, key, CASE WHEN key IS NULL THEN idx END AS a, CASE WHEN key IS NULL THEN idx2 ELSE idx END AS b,
             max(name) FILTER (field IN ({TeamDiplomacy}, {TribeDiplomacy})) AS relation,
             max(value) FILTER (field IN ({TeamWarScore}, {TribeWarScore})) AS war_score,
             max(value) FILTER (field IN ({TeamConflictTurn}, {TribeConflictTurn})) AS last_conflict_turn,
             max(value) FILTER (field IN ({TeamDiplomacyTurn}, {TribeDiplomacyTurn})) AS last_diplomacy_turn,
             max(value) FILTER (field IN ({TeamDiplomacyBlock}, {TribeDiplomacyBlock})) AS diplomacy_blocked_until_turn
      FROM data.game_value
      WHERE field IN ({TeamDiplomacy}, {TribeDiplomacy}, {TeamWarScore}, {TribeWarScore}, {TeamConflictTurn},
                      {TribeConflictTurn}, {TeamDiplomacyTurn}, {TribeDiplomacyTurn}, {TeamDiplomacyBlock},
                      {TribeDiplomacyBlock})
      GROUP BY ALL), data.names n;
