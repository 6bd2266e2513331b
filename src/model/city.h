// A city, and what it builds.
#pragma once

#include "base/values.h"
#include "model/layout.h"

namespace perankh::model {

/// <City>. Yields, projects, culture, religions, agents and luxuries are KeyedValues (city_value).
struct City {
  CityId id;
  TileId tile;
  PlayerId player;  ///< none while the city is in anarchy or belongs to a tribe
  Symbol family;
  Int founded;       ///< turn
  Text name;         ///< as the player or a scenario called it
  Symbol name_type;  ///< CITYNAME_ADULIS
  Symbol tribe;
  CharacterId governor;
  Int governor_turn;
  Int citizens, citizens_queue, growth_count;
  Int specialist_produced_count, unit_production_count;
  Int hurry_civics_count, hurry_money_count, hurry_training_count, hurry_population_count, hurry_orders_count;
  Int buy_tile_count;
  Int damage, raided_turn, assimilate_turns, capture_turns;
  PlayerId capture_player, first_player, last_player;
  bool capital = false;
  bool captured_capital = false;

  static const Layout& layout();
};

/// <QueueInfo> of a city's BuildQueue, or the same shape under CompletedBuild. Costs are KeyedValues (city_value, field
/// YieldCost, index = ordinal).
struct Build {
  CityId city;
  Int ordinal;   ///< position among all builds of the save
  Symbol list;   ///< BuildQueue or CompletedBuild
  Int position;  ///< within the list, from 0
  Symbol build;  ///< BUILD_UNIT, BUILD_PROJECT, ...
  Symbol type;   ///< UNIT_SETTLER, PROJECT_FORUM_4, ...
  Int data;
  Int progress;  ///< tenths, as all yields
  bool repeat = false;

  static const Layout& layout();
};

}  // namespace perankh::model
