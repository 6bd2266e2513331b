#include "query/tables/rooms.h"

namespace perankh::query {

std::vector<SaveTable> military_tables() {
  return {
      {.name = "units_by_type",
       .row = "A kind of unit of a player: how many live now, how many it has produced in the whole game.",
       .note =
           "unit_class goes by the unit's name; workers, settlers, scouts, disciples, caravans and militia have none.",
       .sql = R"sql(
WITH counted AS (
  SELECT player_id, unit_type, CAST(sum(living) AS INTEGER) AS living, CAST(sum(produced) AS INTEGER) AS produced
  FROM (SELECT player_id, unit_type, 1 AS living, 0 AS produced FROM units
        WHERE match_id = $match_id AND player_id IS NOT NULL AND unit_type IS NOT NULL
        UNION ALL
        SELECT player_id, unit_type, 0, count FROM player_units_produced WHERE match_id = $match_id AND count > 0)
  GROUP BY player_id, unit_type)
SELECT player_id, unit_type,
       CASE WHEN regexp_matches(unit_type, 'WORKER|SETTLER|SCOUT|DISCIPLE|CARAVAN|MILITIA') THEN NULL
            WHEN regexp_matches(unit_type, 'BIREME|TRIREME|DROMON|GALLEY|SHIP') THEN 'naval'
            WHEN regexp_matches(unit_type, '_RAM|TOWER|ONAGER|BALLISTA|MANGONEL|CATAPULT|POLYBOLOS|SIEGE') THEN 'siege'
            WHEN regexp_matches(unit_type, 'CHARIOT|HORSE|CAVALRY|CATAPHRACT|ELEPHANT|CAMEL|NOMAD|RIDER') THEN 'cavalry'
            WHEN regexp_matches(unit_type, 'ARCHER|SLINGER|SKIRMISHER|JAVELIN|CROSSBOW|BOWMAN|PELTAST') THEN 'ranged'
            ELSE 'infantry' END AS unit_class,
       living, produced
FROM counted
ORDER BY player_id, unit_type
)sql"},
  };
}

}  // namespace perankh::query
