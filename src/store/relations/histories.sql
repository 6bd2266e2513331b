-- Histories over turns, logs, events, memories.
--
-- A history is sparse: a turn that is missing keeps the value of the turn before it. Rows are what the file holds.

-- One row a history of a player, as a list filled forward. From the seven histories by turn of Root/Player; the relations
-- below show them turn by turn, as the file holds them.
-- field, key: YieldRateHistory and a yield, FamilyOpinionHistory and a family; key is NULL where there is one a player
-- amounts: one for each turn of the save, the first 10,000; NULL before the history begins
CREATE VIEW player_histories AS
SELECT h.match_id, h.owner AS player_id, n.names[h.field] AS field, n.names[h.key] AS key,
       list_resize(list_concat(list_resize(CAST([] AS INTEGER[]), least(greatest(h.first_turn, 1), h.last + 1) - 1),
                               CASE WHEN h.turns IS NULL THEN h.vals[greatest(2 - CAST(h.first_turn AS BIGINT), 1):]
                                    ELSE flatten(list_transform(range(1, len(h.vals) + 1), lambda i: list_resize(
                                      CAST([] AS INTEGER[]),
                                      least(greatest(coalesce(h.turns[i + 1], h.last + 1), 1), h.last + 1)
                                        - least(greatest(h.turns[i], 1), h.last + 1),
                                      h.vals[i]))) END),
                   h.last, h.vals[-1]) AS amounts
FROM (SELECT s.*, greatest(least(coalesce(g.turn, s.turns[-1], s.first_turn + len(s.vals) - 1), 10000), 0) AS last
      FROM data.series s JOIN data.game g USING (match_id)
      WHERE s.field IN ({YieldRateHistory}, {YieldTotalHistory}, {PointsHistory}, {MilitaryPowerHistory},
                        {LegitimacyHistory}, {FamilyOpinionHistory}, {ReligionOpinionHistory})) h, data.names n;

-- One row a player, turn and yield: the rate that turn, in tenths. From Root/Player/YieldRateHistory.
CREATE VIEW yield_history AS
SELECT s.match_id, s.player_id, s.turn, n.names[s.key] AS yield_type, s.val AS amount
FROM (SELECT match_id, owner AS player_id, key, CAST(unnest(coalesce(turns, range(first_turn, first_turn + len(vals)))) AS INTEGER) AS turn,
             unnest(vals) AS val
      FROM data.series WHERE field = {YieldRateHistory}) s, data.names n;

-- One row a player, turn and yield: the total so far, in tenths. From Root/Player/YieldTotalHistory (from 1.0.81366 on).
CREATE VIEW yield_total_history AS
SELECT s.match_id, s.player_id, s.turn, n.names[s.key] AS yield_type, s.val AS amount
FROM (SELECT match_id, owner AS player_id, key, CAST(unnest(coalesce(turns, range(first_turn, first_turn + len(vals)))) AS INTEGER) AS turn,
             unnest(vals) AS val
      FROM data.series WHERE field = {YieldTotalHistory}) s, data.names n;

-- One row a player and turn: victory points. From Root/Player/PointsHistory.
CREATE VIEW points_history AS
SELECT s.match_id, s.player_id, s.turn, s.val AS points
FROM (SELECT match_id, owner AS player_id, key, CAST(unnest(coalesce(turns, range(first_turn, first_turn + len(vals)))) AS INTEGER) AS turn,
             unnest(vals) AS val
      FROM data.series WHERE field = {PointsHistory}) s;

-- One row a player and turn: military power. From Root/Player/MilitaryPowerHistory.
CREATE VIEW military_history AS
SELECT s.match_id, s.player_id, s.turn, s.val AS military_power
FROM (SELECT match_id, owner AS player_id, key, CAST(unnest(coalesce(turns, range(first_turn, first_turn + len(vals)))) AS INTEGER) AS turn,
             unnest(vals) AS val
      FROM data.series WHERE field = {MilitaryPowerHistory}) s;

-- One row a player and turn: legitimacy. From Root/Player/LegitimacyHistory.
CREATE VIEW legitimacy_history AS
SELECT s.match_id, s.player_id, s.turn, s.val AS legitimacy
FROM (SELECT match_id, owner AS player_id, key, CAST(unnest(coalesce(turns, range(first_turn, first_turn + len(vals)))) AS INTEGER) AS turn,
             unnest(vals) AS val
      FROM data.series WHERE field = {LegitimacyHistory}) s;

-- One row a player, family and turn: what the family thinks of the player. From Root/Player/FamilyOpinionHistory.
CREATE VIEW family_opinion_history AS
SELECT s.match_id, s.player_id, s.turn, n.names[s.key] AS family_name, s.val AS opinion
FROM (SELECT match_id, owner AS player_id, key, CAST(unnest(coalesce(turns, range(first_turn, first_turn + len(vals)))) AS INTEGER) AS turn,
             unnest(vals) AS val
      FROM data.series WHERE field = {FamilyOpinionHistory}) s, data.names n;

-- One row a player, religion and turn: what the religion thinks of the player. From Root/Player/ReligionOpinionHistory.
CREATE VIEW religion_opinion_history AS
SELECT s.match_id, s.player_id, s.turn, n.names[s.key] AS religion_name, s.val AS opinion
FROM (SELECT match_id, owner AS player_id, key, CAST(unnest(coalesce(turns, range(first_turn, first_turn + len(vals)))) AS INTEGER) AS turn,
             unnest(vals) AS val
      FROM data.series WHERE field = {ReligionOpinionHistory}) s, data.names n;

-- One row a turn and yield: its price on the market, in thousandths. From Root/Game/YieldPriceHistory.
CREATE VIEW yield_prices AS
SELECT s.match_id, s.turn, n.names[s.key] AS yield_type, s.val AS price
FROM (SELECT match_id, owner AS player_id, key, CAST(unnest(coalesce(turns, range(first_turn, first_turn + len(vals)))) AS INTEGER) AS turn,
             unnest(vals) AS val
      FROM data.series WHERE field = {YieldPriceHistory}) s, data.names n;

-- One row a yield: its price now and at the start of the turn, in thousandths. From Root/Game/YieldPrice, YieldPriceTurn.
CREATE VIEW yield_prices_now AS
SELECT match_id, n.names[key] AS yield_type, price, price_at_turn_start
FROM (SELECT match_id, key, max(value) FILTER (field = {YieldPrice}) AS price,
             max(value) FILTER (field = {YieldPriceTurn}) AS price_at_turn_start
      FROM data.game_value WHERE field IN ({YieldPrice}, {YieldPriceTurn}) GROUP BY ALL), data.names n;

-- One row a line of a player's logs. From Root/Player/PermanentLogList and TurnLogList.
-- log_id: position in the file, over all lists
-- description: with the game's markup, in the player's language
-- data1, data2, data3: a number, a name or NULL, by log_type
-- is_permanent: false for lines of the current turn only
CREATE VIEW event_logs AS
SELECT l.match_id, l.ordinal AS log_id, l.turn, n.names[l.type] AS log_type, l.player_id, l.text AS description,
       nullif(nullif(l.data1, ''), 'None') AS data1, nullif(nullif(l.data2, ''), 'None') AS data2,
       nullif(nullif(l.data3, ''), 'None') AS data3, l.list = {PermanentLogList} AS is_permanent, l.team_turn
FROM data.log l, data.names n WHERE l.list IN ({PermanentLogList}, {TurnLogList});

-- One row a line of the summary a player is shown at the start of a turn. From Root/Player/TurnSummary.
CREATE VIEW turn_summaries AS
SELECT l.match_id, l.ordinal AS log_id, l.player_id, n.names[l.type] AS log_type, l.text AS description
FROM data.log l, data.names n WHERE l.list = {TurnSummary};

-- One row a chat message, as the player's log holds it. From Root/Player/ChatLogList.
CREATE VIEW chat_messages AS
SELECT l.match_id, l.ordinal AS log_id, l.player_id, l.turn, l.text AS message, l.team_turn
FROM data.log l WHERE l.list = {ChatLogList};

-- One row a story that befell a player at a turn. From the EventStoryTurn maps of players, characters, cities, tiles and
-- units; a story that stands in several of them is one row, with all its subjects.
-- event_id: counts the stories of a save
-- player_id: NULL for a story of somebody who has no player
-- secondary_character_id, event_text: always NULL: the file does not say
CREATE VIEW story_events AS
SELECT CAST(row_number() OVER (PARTITION BY match_id ORDER BY turn, player_id, event_type) - 1 AS INTEGER) AS event_id, match_id,
       event_type, player_id, turn AS occurred_turn, character_id AS primary_character_id,
       CAST(NULL AS INTEGER) AS secondary_character_id, city_id, CAST(NULL AS VARCHAR) AS event_text,
       family AS family_name, religion AS religion_name, tribe, other_player_id,
       tile_id, unit_id
FROM (SELECT match_id, player_id, k.names[key] AS event_type, turn, max(character_id) AS character_id, max(city_id) AS city_id,
             max(k.names[family]) AS family, max(k.names[religion]) AS religion, max(k.names[tribe]) AS tribe,
             max(other_player_id) AS other_player_id,
             max(tile_id) AS tile_id, max(unit_id) AS unit_id
      FROM (SELECT match_id, owner AS player_id, key, value AS turn, NULL AS character_id, NULL AS city_id,
                   CASE WHEN field = {FamilyEventStoryTurn} THEN other END AS family,
                   CASE WHEN field = {ReligionEventStoryTurn} THEN other END AS religion,
                   CASE WHEN field = {TribeEventStoryTurn} THEN other END AS tribe,
                   CASE WHEN field = {PlayerEventStoryTurn} THEN idx END AS other_player_id,
                   NULL AS tile_id, NULL AS unit_id
            FROM data.player_value
            WHERE field IN ({AllEventStoryTurn}, {PlayerEventStoryTurn}, {FamilyEventStoryTurn},
                            {ReligionEventStoryTurn}, {TribeEventStoryTurn}) AND key IS NOT NULL
            UNION ALL
            SELECT v.match_id, c.player, v.key, v.value, v.owner, NULL, NULL, NULL, NULL, NULL, NULL, NULL
            FROM data.character_value v JOIN data.character c ON c.match_id = v.match_id AND c.id = v.owner
            WHERE v.field = {EventStoryTurn} AND v.key IS NOT NULL
            UNION ALL
            SELECT v.match_id, c.player, v.key, v.value, NULL, v.owner, NULL, NULL, NULL, NULL, NULL, NULL
            FROM data.city_value v JOIN data.city c ON c.match_id = v.match_id AND c.id = v.owner
            WHERE v.field = {EventStoryTurn} AND v.key IS NOT NULL
            UNION ALL
            SELECT v.match_id, t.owner_player_id, v.key, v.value, NULL, NULL, NULL, NULL, NULL, NULL, v.owner, NULL
            FROM data.tile_value v JOIN data.tile t ON t.match_id = v.match_id AND t.id = v.owner
            WHERE v.field = {EventStoryTurn} AND v.key IS NOT NULL
            UNION ALL
            SELECT v.match_id, u.player, v.key, v.value, NULL, NULL, NULL, NULL, NULL, NULL, NULL, v.owner
            FROM data.unit_value v JOIN data.unit u ON u.match_id = v.match_id AND u.id = v.owner
            WHERE v.field = {EventStoryTurn} AND v.key IS NOT NULL), data.names k
      GROUP BY match_id, player_id, k.names[key], turn);

-- One row a choice a player made in a story. From the EventStoryOption maps of Root/Player.
-- event_id, choice_turn: always NULL: the file names the option, not the story's turn
CREATE VIEW story_choices AS
SELECT match_id, CAST(NULL AS INTEGER) AS event_id, n.names[key] AS option_selected, CAST(NULL AS INTEGER) AS choice_turn,
       player_id, family AS family_name, religion AS religion_name, tribe, other_player_id
FROM (SELECT match_id, owner AS player_id, key, max(CASE WHEN field = {FamilyEventStoryOption} THEN k.names[other] END) AS family,
             max(CASE WHEN field = {ReligionEventStoryOption} THEN k.names[other] END) AS religion,
             max(CASE WHEN field = {TribeEventStoryOption} THEN k.names[other] END) AS tribe,
             max(CASE WHEN field = {PlayerEventStoryOption} THEN idx END) AS other_player_id
      FROM data.player_value, data.names k
      WHERE field IN ({PlayerEventStoryOption}, {FamilyEventStoryOption}, {ReligionEventStoryOption},
                      {TribeEventStoryOption}) AND key IS NOT NULL
      GROUP BY match_id, owner, key), data.names n;

-- One row a kind of bonus a player has received, mostly from stories. From Root/Player/BonusCount.
-- outcome_id: counts the outcomes of a save
-- event_id, applied_turn: always NULL: the file only counts
CREATE VIEW event_outcomes AS
SELECT CAST(row_number() OVER (PARTITION BY match_id ORDER BY player_id, outcome_type) - 1 AS INTEGER) AS outcome_id, match_id,
       CAST(NULL AS INTEGER) AS event_id, player_id, outcome_type, count, CAST(NULL AS INTEGER) AS applied_turn
FROM (SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS outcome_type, v.value AS count
      FROM data.player_value v, data.names n WHERE v.field = {BonusCount} AND v.key IS NOT NULL);

-- One row something a player remembers of somebody. From Root/Player/MemoryList, before 2025 five lists by subject.
-- memory_id: position in the file
-- target_*: the subject; in saves before 2025 families, religions and tribes are numbers
CREATE VIEW memory_data AS
SELECT m.match_id, m.ordinal AS memory_id, m.player_id, n.names[m.type] AS memory_type, m.turn,
       m.player AS target_player_id, m.character_id AS target_character_id, n.names[m.family] AS target_family,
       n.names[m.tribe] AS target_tribe, n.names[m.religion] AS target_religion, m.city AS target_city_id,
       n.names[m.list] AS memory_list
FROM data.memory m, data.names n;
