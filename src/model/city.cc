#include "model/city.h"

#include "model/reader.h"

namespace perankh::model {

const Layout& City::layout() {
  static const Layout kLayout = LayoutBuilder<City>(Concept::kCity, "City", "city")
                                    .id("ID", &City::id)
                                    .attribute("TileID", &City::tile)
                                    .attribute("Player", &City::player)
                                    .attribute("Family", &City::family)
                                    .attribute("Founded", &City::founded)
                                    .element("Name", &City::name)
                                    .element("NameType", &City::name_type)
                                    .element("Tribe", &City::tribe)
                                    .element("GovernorID", &City::governor)
                                    .element("GovernorTurn", &City::governor_turn)
                                    .element("Citizens", &City::citizens)
                                    .element("CitizensQueue", &City::citizens_queue)
                                    .element("GrowthCount", &City::growth_count)
                                    .element("SpecialistProducedCount", &City::specialist_produced_count)
                                    .element("UnitProductionCount", &City::unit_production_count)
                                    .element("HurryCivicsCount", &City::hurry_civics_count)
                                    .element("HurryMoneyCount", &City::hurry_money_count)
                                    .element("HurryTrainingCount", &City::hurry_training_count)
                                    .element("HurryPopulationCount", &City::hurry_population_count)
                                    .element("HurryOrdersCount", &City::hurry_orders_count)
                                    .element("BuyTileCount", &City::buy_tile_count)
                                    .element("Damage", &City::damage)
                                    .element("RaidedTurn", &City::raided_turn)
                                    .element("AssimilateTurns", &City::assimilate_turns)
                                    .element("CaptureTurns", &City::capture_turns)
                                    .element("CapturePlayer", &City::capture_player)
                                    .element("FirstPlayer", &City::first_player)
                                    .element("LastPlayer", &City::last_player)
                                    .element("Capital", &City::capital)
                                    .element("CapturedCapital", &City::captured_capital)
                                    .keyed("YieldProgress")
                                    .keyed("YieldOverflow")
                                    .keyed("YieldLevel")
                                    .keyed("ProjectCount")
                                    .keyed("UnitProductionCounts")
                                    .keyed("LuxuryTurn")
                                    .keyed("Religion")
                                    .keyed("TeamCulture")
                                    .keyed("TeamCultureStep")
                                    .keyed("TeamHappinessLevel")
                                    .keyed("TeamDiscontentLevel")
                                    .keyed("TeamDiscontentLevelHighest")
                                    .keyed("AgentTurn")
                                    .keyed("AgentCharacterID")
                                    .keyed("AgentTileID")
                                    .keyed("PlayerFamily")
                                    .keyed("EventStoryTurn")
                                    .positional("CityTerritory")
                                    .rows("BuildQueue", &Reader::read_builds)
                                    .rows("CompletedBuild", &Reader::read_builds)
                                    .build();
  return kLayout;
}

const Layout& Build::layout() {
  static const Layout kLayout = LayoutBuilder<Build>(Concept::kBuild, "City/{BuildList}/QueueInfo", "build", "Build.")
                                    .column("city_id", &Build::city)
                                    .column("ordinal", &Build::ordinal)
                                    .column("list", &Build::list)
                                    .column("position", &Build::position)
                                    .element("Build", &Build::build)
                                    .element("Type", &Build::type)
                                    .element("Data", &Build::data)
                                    .element("Progress", &Build::progress)
                                    .element("Repeat", &Build::repeat)
                                    .element("IsRepeat", &Build::repeat)
                                    .keyed("YieldCost")
                                    .build();
  return kLayout;
}

}  // namespace perankh::model
