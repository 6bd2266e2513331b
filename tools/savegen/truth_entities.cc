#include <numeric>

#include "tally.h"

namespace perankh::savegen {
namespace {

bool later_than_2022(const Save& save) { return save.settings.format >= Format::k2024; }

Json bare_rows(std::size_t rows) { return {{"rows", rows}, {"sums", Json::object()}}; }

void count_characters(Json& relations, const Save& save) {
  Tally tally{"character_id",   "player_id",         "birth_turn",      "birth_city_id",
              "death_turn",     "birth_father_id",   "birth_mother_id", "xp",
              "level",          "is_royal",          "is_infertile",    "became_leader_turn",
              "abdicated_turn", "was_religion_head", "was_family_head", "nation_joined_turn"};
  for (const Character& person : save.characters) {
    tally.row({person.id, id_cell(person.player), person.birth_turn, id_cell(person.birth_city),
               number_cell(person.death_turn), id_cell(person.father), id_cell(person.mother), number_cell(person.xp),
               person.level, person.royal, person.infertile, number_cell(person.leader_turn),
               number_cell(person.abdicate_turn), person.religion_head, person.family_head,
               number_cell(person.nation_turn)});
  }
  relations["characters"] = tally.json();
}

void count_character_details(Json& relations, const Save& save) {
  Tally traits{"character_id", "acquired_turn"};
  Tally stats{"character_id", "stat_value"};
  Tally relationships{"character_id", "related_character_id", "relationship_value", "started_turn"};
  Tally marriages{"character_id", "spouse_id"};
  Tally missions{"character_id", "started_turn"};
  for (const Character& person : save.characters) {
    for (const NameCount& trait : person.traits) {
      traits.row({person.id, later_than_2022(save) ? Cell(trait.value) : Cell()});
    }
    for (const int rating : person.ratings) {
      stats.row({person.id, rating});
    }
    for (const NameCount& stat : person.stats) {
      stats.row({person.id, stat.value});
    }
    for (const Relationship& item : person.relationships) {
      relationships.row({person.id, id_cell(item.target), number_cell(item.value), item.turn});
    }
    for (const int spouse : person.spouses) {
      marriages.row({person.id, spouse});
    }
    for (const NameCount& mission : person.missions) {
      missions.row({person.id, mission.value});
    }
  }
  relations["character_traits"] = traits.json();
  relations["character_stats"] = stats.json();
  relations["character_relationships"] = relationships.json();
  relations["character_marriages"] = marriages.json();
  relations["character_missions"] = missions.json();
}

void count_faiths(Json& relations, const Save& save) {
  Tally religions{"founded_turn", "founder_player_id", "head_character_id", "holy_city_id"};
  for (const Religion& religion : save.religions) {
    religions.row({religion.founded, id_cell(religion.founder), id_cell(religion.head), id_cell(religion.holy_city)});
  }
  relations["religions"] = religions.json();
  Tally tribe_rows{"leader_character_id", "allied_player_id"};
  for (const Tribe& tribe : save.tribe_states) {
    tribe_rows.row({id_cell(tribe.leader), id_cell(tribe.allied_player)});
  }
  relations["tribes"] = tribe_rows.json();
}

int total_of(const NameCounts& counts) {
  return std::accumulate(counts.begin(), counts.end(), 0,
                         [](int sum, const NameCount& item) { return sum + item.value; });
}

void count_city_rows(Json& relations, const Save& save) {
  Tally tally{"city_id",
              "player_id",
              "tile_id",
              "founded_turn",
              "is_capital",
              "citizens",
              "governor_id",
              "governor_turn",
              "hurry_civics_count",
              "hurry_money_count",
              "hurry_training_count",
              "hurry_population_count",
              "specialist_count",
              "growth_count",
              "unit_production_count",
              "buy_tile_count",
              "first_owner_player_id",
              "last_owner_player_id"};
  for (const City& city : save.cities) {
    tally.row({city.id, id_cell(city.player), city.tile, city.founded, city.capital, city.citizens,
               id_cell(city.governor), city.governor == kNone ? Cell() : number_cell(city.governor_turn),
               city.hurry_civics, city.hurry_money, city.hurry_training, city.hurry_population, city.specialists,
               city.growth_count, total_of(city.units_produced), city.buy_tiles, id_cell(city.first_player),
               id_cell(city.last_player)});
  }
  relations["cities"] = tally.json();
}

void count_city_yields(Json& relations, const Save& save) {
  Tally tally{"city_id", "progress", "overflow", "level"};
  for (const City& city : save.cities) {
    for (std::size_t i = 0; i < kYields.size(); ++i) {
      if (city.progress[i] != 0 || city.overflow[i] != 0 || city.level[i] != 0) {
        tally.row({city.id, number_cell(city.progress[i]), number_cell(city.overflow[i]), number_cell(city.level[i])});
      }
    }
  }
  relations["city_yields"] = tally.json();
}

void count_city_counts(Json& relations, const Save& save) {
  Tally culture{"city_id", "team_id", "culture_progress", "happiness_level"};
  Tally units{"city_id", "count"};
  Tally projects{"city_id", "count"};
  Tally agents{"city_id", "enemy_player_id", "agent_character_id", "placed_turn", "agent_tile_id"};
  Tally luxuries{"city_id", "imported_turn"};
  Tally queue{"city_id", "progress", "is_repeat"};
  std::size_t religions = 0;
  std::size_t completed = 0;
  const bool newer = later_than_2022(save);
  for (const City& city : save.cities) {
    for (const int team : city.culture_teams) {
      culture.row({city.id, team, 1 + city.culture / 2, city.happiness});
    }
    for (const NameCount& item : city.units_produced) {
      if (newer) {
        units.row({city.id, item.value});
      }
    }
    for (const NameCount& item : city.projects) {
      projects.row({city.id, item.value});
    }
    for (const City::Agent& agent : city.agents) {
      agents.row({city.id, agent.player, agent.character, newer ? Cell(agent.turn) : Cell(),
                  newer ? Cell(agent.tile) : Cell()});
    }
    for (const NameCount& item : city.luxuries) {
      luxuries.row({city.id, item.value});
    }
    for (const QueueItem& item : city.queue) {
      queue.row({city.id, item.progress, item.repeat});
    }
    religions += city.religions.size();
    completed += city.completed.size();
  }
  relations["city_culture"] = culture.json();
  relations["city_religions"] = bare_rows(religions);
  relations["city_production_queue"] = queue.json();
  relations["city_units_produced"] = units.json();
  relations["city_projects_completed"] = bare_rows(completed);
  relations["city_project_counts"] = projects.json();
  relations["city_enemy_agents"] = agents.json();
  relations["city_luxuries"] = luxuries.json();
}

void count_tile_rows(Json& relations, const Save& save) {
  Tally tally{"tile_id",
              "x",
              "y",
              "river_w",
              "river_sw",
              "river_se",
              "improvement_pillaged",
              "improvement_turns_left",
              "has_road",
              "owner_player_id",
              "owner_city_id"};
  const int width = save.settings.width;
  const bool newer = later_than_2022(save);
  for (int id = 0; id < static_cast<int>(save.tiles.size()); ++id) {
    const Tile& tile = save.tile(id);
    tally.row({id, id % width, id / width, tile.rivers[0] != kNone, tile.rivers[1] != kNone, tile.rivers[2] != kNone,
               newer && tile.pillaged, number_cell(tile.build_turns_left), tile.road, id_cell(tile.owner()),
               id_cell(tile.city_territory)});
  }
  relations["tiles"] = tally.json();
}

void count_tile_changes(Json& relations, const Save& save) {
  Tally changes{"tile_id", "turn"};
  Tally owners{"tile_id", "turn", "owner_player_id"};
  for (int id = 0; id < static_cast<int>(save.tiles.size()); ++id) {
    const Tile& tile = save.tile(id);
    const auto count = [&changes, id](const std::vector<TurnName>& history, bool written) {
      for (const TurnName& entry : history) {
        if (written) {
          changes.row({id, entry.turn});
        }
      }
    };
    count(tile.terrains, later_than_2022(save));
    count(tile.vegetations, later_than_2022(save));
    count(tile.heights, save.settings.format >= Format::k2025);
    for (const TurnValue& entry : tile.owners) {
      owners.row({id, entry.turn, id_cell(entry.value)});
    }
  }
  relations["tile_changes"] = changes.json();
  relations["tile_ownership_history"] = owners.json();
}

void count_sights(Json& relations, const Save& save) {
  Tally tally{"tile_id", "team_id", "revealed_turn", "visible_owner_player_id"};
  for (int id = 0; id < static_cast<int>(save.tiles.size()); ++id) {
    const Tile& tile = save.tile(id);
    for (std::size_t team = 0; team < tile.sight.size(); ++team) {
      const TeamSight& sight = tile.sight[team];
      if (sight.revealed != 0) {
        tally.row({id, static_cast<std::int64_t>(team), sight.revealed, id_cell(owner_seen(tile, sight))});
      }
    }
  }
  relations["tile_visibility"] = tally.json();
}

}  // namespace

void count_people(Json& relations, const Save& save) {
  count_characters(relations, save);
  count_character_details(relations, save);
  count_faiths(relations, save);
}

void count_cities(Json& relations, const Save& save) {
  count_city_rows(relations, save);
  count_city_yields(relations, save);
  count_city_counts(relations, save);
}

void count_tiles(Json& relations, const Save& save) {
  count_tile_rows(relations, save);
  count_tile_changes(relations, save);
  count_sights(relations, save);
}

void count_units(Json& relations, const Save& save) {
  Tally units{"unit_id",    "tile_id",     "player_id",          "xp",
              "level",      "create_turn", "original_player_id", "turns_since_last_move",
              "is_sleeping"};
  Tally promotions{"unit_id", "is_acquired"};
  Tally effects{"unit_id", "stacks"};
  Tally families{"unit_id", "player_id"};
  const bool newer = later_than_2022(save);
  for (const Unit& unit : save.units) {
    units.row({unit.id, unit.tile, id_cell(unit.player), number_cell(unit.xp), number_cell(unit.level),
               unit.create_turn, newer ? id_cell(unit.original_player) : Cell(),
               newer ? number_cell(unit.idle_turns) : Cell(), unit.sleep});
    for (std::size_t i = 0; i < unit.promotions.size(); ++i) {
      promotions.row({unit.id, 1});
    }
    for (std::size_t i = 0; i < unit.promotions_available.size(); ++i) {
      promotions.row({unit.id, 0});
    }
    for (const NameCount& effect : unit.effects) {
      if (newer) {
        effects.row({unit.id, effect.value});
      }
    }
    if (unit.player != kNone) {
      families.row({unit.id, unit.player});
    }
  }
  relations["units"] = units.json();
  relations["unit_promotions"] = promotions.json();
  relations["unit_effects"] = effects.json();
  relations["unit_families"] = families.json();
}

}  // namespace perankh::savegen
