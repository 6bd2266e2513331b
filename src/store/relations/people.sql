-- Characters, families, religions, tribes.

-- One row a person. From Root/Character.
-- first_name: the name's key (NAME_SOFYA), or what the player typed
-- birth_turn: negative for people born before the game began
-- birth_father_id, birth_mother_id: by birth, or where the file gives only one kind, by law
-- archetype: the trait named TRAIT_*_ARCHETYPE; NULL for people without
-- death_turn: NULL for the living
CREATE VIEW characters AS
SELECT c.match_id, c.id AS character_id, c.id AS xml_id, n.names[c.first_name] AS first_name,
       n.names[c.gender] AS gender, c.player AS player_id, n.names[c.tribe] AS tribe, c.birth_turn,
       c.birth_city_id, c.death_turn, n.names[c.death_reason] AS death_reason,
       coalesce(c.birth_father_id, c.father_id) AS birth_father_id,
       coalesce(c.birth_mother_id, c.mother_id) AS birth_mother_id, n.names[c.family] AS family,
       n.names[c.nation] AS nation, n.names[c.religion] AS religion, n.names[c.cognomen] AS cognomen,
       n.names[c.archetype] AS archetype, n.names[c.portrait] AS portrait, c.xp, c.level, c.royal AS is_royal,
       c.infertile AS is_infertile, c.leader_turn AS became_leader_turn, c.abdicate_turn AS abdicated_turn,
       c.was_religion_head, c.was_family_head, c.nation_turn AS nation_joined_turn, c.seed,
       n.names[c.character] AS character_type, n.names[c.name_type] AS name_type,
       n.names[c.nickname_type] AS nickname_type, c.nickname, c.title, c.suffix, c.custom_name,
       n.names[c.courtier] AS courtier, c.father_id, c.mother_id, c.spouse_id, c.safe_turn, c.abdicated, c.retired,
       n.names[c.was_religion_head_value] AS was_religion_head_of, n.names[c.was_family_head_value] AS was_family_head_of,
       n.names[c.dead_council] AS dead_council
FROM data.character c, data.names n;

-- One row a person: parents by name. From characters.
CREATE VIEW character_lineage AS
SELECT c.match_id, c.character_id, c.first_name, c.family, f.first_name AS father_name, m.first_name AS mother_name,
       c.birth_turn, c.death_turn
FROM characters c
LEFT JOIN characters f ON f.match_id = c.match_id AND f.character_id = c.birth_father_id
LEFT JOIN characters m ON m.match_id = c.match_id AND m.character_id = c.birth_mother_id;

-- One row a trait of a person. From Root/Character/TraitTurn and Trait.
-- acquired_turn: NULL where the file lists traits without turns
-- removed_turn: always NULL: the file forgets traits that are lost
CREATE VIEW character_traits AS
SELECT match_id, character_id, n.names[key] AS trait, acquired_turn, CAST(NULL AS INTEGER) AS removed_turn
FROM (SELECT match_id, owner AS character_id, key, max(value) AS acquired_turn FROM data.character_value
      WHERE field IN ({TraitTurn}, {Trait}) GROUP BY ALL), data.names n;

-- One row a relationship of a person to another. From Root/Character/RelationshipList. Repeated ones: the last counts.
-- related_character_id: CharacterID, or ID in the builds that call the other person so
-- ended_turn: always NULL: the file does not say
CREATE VIEW character_relationships AS
SELECT r.match_id, r.character_id, r.related_character_id, n.names[r.type] AS relationship_type,
       r.value AS relationship_value, r.turn AS started_turn, CAST(NULL AS INTEGER) AS ended_turn, r.id AS xml_id
FROM (SELECT match_id, of_character_id AS character_id, coalesce(character_id, nullif(id, -1)) AS related_character_id,
             type, value, turn, id
      FROM data.relationship
      QUALIFY row_number() OVER (PARTITION BY match_id, of_character_id, coalesce(data.relationship.character_id, nullif(id, -1)), type
                                 ORDER BY ordinal DESC) = 1) r, data.names n;

-- One row a marriage, from the side of each partner. From Root/Character/Spouses and SpouseID.
-- marriage_turn, ended_turn: always NULL: the file does not say
CREATE VIEW character_marriages AS
SELECT match_id, character_id, spouse_id, CAST(NULL AS INTEGER) AS marriage_turn, CAST(NULL AS INTEGER) AS ended_turn
FROM (SELECT match_id, id AS character_id, spouse_id FROM data.character WHERE spouse_id IS NOT NULL
      UNION
      SELECT match_id, owner, value FROM data.character_value WHERE field = {Spouses} AND value >= 0);

-- One row a rating or statistic of a person. From Root/Character/Rating and Stat.
CREATE VIEW character_stats AS
SELECT v.match_id, v.owner AS character_id, n.names[v.key] AS stat_name, v.value AS stat_value
FROM data.character_value v, data.names n WHERE v.field IN ({Rating}, {Stat});

-- One row a mission of a person. From Root/Character/MissionList.
-- completed_turn, target_type, mission_state: NULL where the file does not say
CREATE VIEW character_missions AS
SELECT match_id, CAST(row_number() OVER (PARTITION BY match_id ORDER BY character_id, record) - 1 AS INTEGER) AS mission_id,
       character_id, n.names[mission] AS mission_type, started_turn, CAST(NULL AS INTEGER) AS completed_turn,
       CASE WHEN target_id IS NOT NULL THEN target_type END AS target_type, target_id,
       CAST(NULL AS VARCHAR) AS mission_state
FROM (SELECT d.match_id, d.owner AS character_id, d.record,
             max(d.name) FILTER (ends_with(k.names[d.path], '/Type') OR ends_with(k.names[d.path], '/Mission')) AS mission,
             max(d.value) FILTER (ends_with(k.names[d.path], '/Turn')) AS started_turn,
             max(d.value) FILTER (regexp_matches(k.names[d.path], '/(Target|.*ID)$')) AS target_id,
             max(regexp_extract(k.names[d.path], '/([A-Za-z]+)$', 1))
               FILTER (regexp_matches(k.names[d.path], '/(Target|.*ID)$')) AS target_type
      FROM data.detail d, data.names k WHERE d.part = {Character/MissionList} GROUP BY ALL), data.names n;

-- One row a title a person has carried. From Root/Character/CognomenHistory.
CREATE VIEW cognomen_history AS
SELECT v.match_id, v.owner AS character_id, v.idx AS turn, n.names[v.name] AS cognomen, v.value AS cognomen_number
FROM data.character_value v, data.names n WHERE v.field = {CognomenHistory};

-- One row a child of a person. From Root/Character/Children.
CREATE VIEW character_children AS
SELECT v.match_id, v.owner AS character_id, v.idx AS position, v.value AS child_id
FROM data.character_value v WHERE v.field = {Children};

-- One row a family of a player. From Root/Player/Families, Root/Game/FamilyClass and the maps by family.
-- family_id: counts the families of a save in order of their players
CREATE VIEW families AS
SELECT match_id, family_id, family_id AS xml_id, player_id, n.names[key] AS family_name, n.names[class] AS family_class,
       nullif(head, -1) AS head_character_id, nullif(seat, -1) AS seat_city_id, turns_without_leader,
       n.names[religion] AS religion
FROM (SELECT f.match_id, f.owner AS player_id, f.key,
             CAST(row_number() OVER (PARTITION BY f.match_id ORDER BY f.owner, f.idx) - 1 AS INTEGER) AS family_id,
             c.name AS class, v.head, v.seat, v.turns_without_leader, v.religion
      FROM data.player_value f
      LEFT JOIN data.game_value c ON c.match_id = f.match_id AND c.field = {FamilyClass} AND c.key = f.key
      LEFT JOIN (SELECT match_id, owner, key, max(value) FILTER (field = {FamilyHeadID}) AS head,
                        max(value) FILTER (field = {FamilySeatCityID}) AS seat,
                        max(value) FILTER (field = {FamilyTurnsNoLeader}) AS turns_without_leader,
                        max(name) FILTER (field = {FamilyReligion}) AS religion
                 FROM data.player_value
                 WHERE field IN ({FamilyHeadID}, {FamilySeatCityID}, {FamilyTurnsNoLeader}, {FamilyReligion})
                 GROUP BY ALL) v
             ON v.match_id = f.match_id AND v.owner = f.owner AND v.key = f.key
      WHERE f.field = {Families}), data.names n;

-- One row an opinion of a family about a law. From Root/Player/FamilyLawOpinion.
-- family_id: NULL for a family that is not among the player's own
CREATE VIEW family_law_opinions AS
SELECT o.match_id, f.family_id, o.law_category, o.opinion_value, o.player_id, o.family_name
FROM (SELECT v.match_id, v.owner AS player_id, n.names[v.key] AS law_category, v.value AS opinion_value,
             n.names[v.other] AS family_name
      FROM data.player_value v, data.names n WHERE v.field = {FamilyLawOpinion}) o
LEFT JOIN families f ON f.match_id = o.match_id AND f.player_id = o.player_id AND f.family_name = o.family_name;

-- One row a religion that was founded. From Root/Game/ReligionFounded and the maps beside it; ReligionTheology holds
-- <RELIGION_X.THEOLOGY_Y />.
-- religion_id: counts the religions of a save by turn of founding
-- theology: those it has established, joined by +; NULL before the first
CREATE VIEW religions AS
SELECT match_id, religion_id, religion_id AS xml_id, name AS religion_name, founded_turn,
       nullif(founder, -1) AS founder_player_id, nullif(head, -1) AS head_character_id,
       nullif(holy_city, -1) AS holy_city_id, theology
FROM (SELECT *, CAST(row_number() OVER (PARTITION BY match_id ORDER BY founded_turn, name) - 1 AS INTEGER) AS religion_id
      FROM (SELECT g.*, m.names[key] AS name
      FROM (SELECT match_id, key, max(value) FILTER (field = {ReligionFounded}) AS founded_turn,
                   max(value) FILTER (field = {ReligionFounder}) AS founder,
                   max(value) FILTER (field = {ReligionHeadID}) AS head,
                   max(value) FILTER (field = {ReligionHolyCity}) AS holy_city
            FROM data.game_value
            WHERE field IN ({ReligionFounded}, {ReligionFounder}, {ReligionHeadID}, {ReligionHolyCity})
              AND key IS NOT NULL
            GROUP BY ALL) g, data.names m)) r
LEFT JOIN (SELECT v.match_id, coalesce(v.other, v.key) AS key,
                  string_agg(k.names[CASE WHEN v.other IS NULL THEN v.name ELSE v.key END], '+' ORDER BY k.names[v.key]) AS theology
           FROM data.game_value v, data.names k WHERE v.field = {ReligionTheology} GROUP BY ALL) t USING (match_id, key);

-- One row a tribe. From Root/Tribe.
-- xml_id: position in the file
CREATE VIEW tribes AS
SELECT t.match_id, n.names[t.id] AS tribe_id, t.ordinal AS xml_id, t.leader_id AS leader_character_id,
       t.allied_player AS allied_player_id, n.names[t.religion] AS religion
FROM data.tribe t, data.names n;
