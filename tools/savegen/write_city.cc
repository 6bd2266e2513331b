#include <fmt/format.h>

#include <numeric>

#include "write_save.h"

namespace perankh::savegen {
namespace {

void write_numbers(XmlWriter& xml, const City& city) {
  write_if(xml, "RaidedTurn", city.raided_turn);
  write_if(xml, "Citizens", city.citizens);
  write_if(xml, "CitizensQueue", city.citizens_queue);
  write_if(xml, "GrowthCount", city.growth_count);
  write_if(xml, "Damage", city.damage);
  write_if(xml, "HurryCivicsCount", city.hurry_civics);
  write_if(xml, "HurryTrainingCount", city.hurry_training);
  write_if(xml, "HurryMoneyCount", city.hurry_money);
  write_if(xml, "HurryPopulationCount", city.hurry_population);
  write_if(xml, "HurryOrdersCount", city.hurry_orders);
  write_if(xml, "BuyTileCount", city.buy_tiles);
  write_if(xml, "SpecialistProducedCount", city.specialists);
  write_if(xml, "CaptureTurns", city.capture_turns);
  write_if(xml, "AssimilateTurns", city.assimilate_turns);
  flag_if(xml, "CapturedCapital", city.captured_capital);
  flag_if(xml, "Capital", city.capital);
  xml.leaf("FirstPlayer", city.first_player);
  xml.leaf("LastPlayer", city.last_player);
  write_id(xml, "CapturePlayer", city.capture_player);
  write_if(xml, "Tribe", city.tribe);
}

void write_yields(XmlWriter& xml, Name name, const std::array<int, kYields.size()>& values) {
  xml.open(name);
  for (std::size_t i = 0; i < kYields.size(); ++i) {
    write_if(xml, kYields[i], values[i]);
  }
  xml.close();
}

void write_production(XmlWriter& xml, const Save& save, const City& city) {
  if (at_least(save, Format::k2024)) {
    write_counts(xml, "UnitProductionCounts", city.units_produced);
  } else {
    const int total = std::accumulate(city.units_produced.begin(), city.units_produced.end(), 0,
                                      [](int sum, const NameCount& item) { return sum + item.value; });
    write_if(xml, "UnitProductionCount", total);
  }
  write_counts(xml, "ProjectCount", city.projects);
  write_counts(xml, "LuxuryTurn", city.luxuries);
}

void write_agents(XmlWriter& xml, const Save& save, const City& city) {
  const auto list = [&](Name name, auto value) {
    xml.open(name);
    for (const City::Agent& agent : city.agents) {
      xml.leaf(fmt::format("P.{}", agent.player), value(agent));
    }
    xml.close();
  };
  if (at_least(save, Format::k2024)) {
    list("AgentTurn", [](const City::Agent& agent) { return agent.turn; });
  }
  list("AgentCharacterID", [](const City::Agent& agent) { return agent.character; });
  if (at_least(save, Format::k2024)) {
    list("AgentTileID", [](const City::Agent& agent) { return agent.tile; });
  }
}

void write_happiness(XmlWriter& xml, const Save& save, const City& city) {
  const auto list = [&](Name name, int value) {
    xml.open(name);
    for (const int team : city.culture_teams) {
      xml.leaf(fmt::format("T.{}", team), value);
    }
    xml.close();
  };
  if (at_least(save, Format::k2024)) {
    list("TeamHappinessLevel", city.happiness);
  } else {  // the same thing seen from the other side
    list("TeamDiscontentLevel", -city.happiness);
    list("TeamDiscontentLevelHighest", std::max(0, 2 - city.happiness));
  }
}

void write_teams(XmlWriter& xml, const Save& save, const City& city) {
  xml.open("TeamCultureStep");
  for (const int team : city.culture_teams) {
    xml.leaf(fmt::format("T.{}", team), 1 + city.culture / 2);
  }
  xml.close();
  write_happiness(xml, save, city);
  write_yields(xml, "YieldLevel", city.level);
  xml.open("Religion");
  for (const Name religion : city.religions) {
    xml.flag(religion);
  }
  xml.close();
  xml.open("PlayerFamily");
  for (const auto& [player, family] : city.player_families) {
    xml.leaf(fmt::format("P.{}", player), family);
  }
  xml.close();
  xml.open("TeamCulture");
  for (const int team : city.culture_teams) {
    xml.leaf(fmt::format("T.{}", team), kCultures[static_cast<std::size_t>(city.culture)]);
  }
  xml.close();
}

void write_stories(XmlWriter& xml, const City& city) {
  if (city.stories.empty()) {
    return;
  }
  xml.open("EventStoryTurn");
  for (const auto& [story, turn] : city.stories) {
    xml.leaf(story->key, turn);
  }
  xml.close();
}

void write_queue(XmlWriter& xml, const Save& save, Name name, const std::vector<QueueItem>& items) {
  if (items.empty()) {
    return;
  }
  xml.open(name);
  for (const QueueItem& item : items) {
    xml.open("QueueInfo");
    xml.leaf("Build", item.build);
    xml.leaf("Type", item.type);
    xml.leaf("Data", item.data);
    xml.leaf("Progress", item.progress);
    flag_if(xml, at_least(save, Format::k2025) ? "Repeat" : "IsRepeat", item.repeat);
    write_counts(xml, "YieldCost", item.cost);
    xml.close();
  }
  xml.close();
}

}  // namespace

void write_city(XmlWriter& xml, const Save& save, const City& city) {
  xml.open("City");
  xml.attribute("ID", city.id);
  xml.attribute("TileID", city.tile);
  xml.attribute("Player", city.player);
  xml.attribute("Family", city.family);
  xml.attribute("Founded", city.founded);
  if (city.id % 6 == 5) {  // a name that its owner typed
    xml.leaf("Name", fmt::format("New {} & Port", display_name(city.name)));
  } else {
    xml.leaf("NameType", city.name);
  }
  write_id(xml, "GovernorID", city.governor);
  write_if(xml, "GovernorTurn", city.governor == kNone ? 0 : city.governor_turn);
  write_numbers(xml, city);
  write_yields(xml, "YieldProgress", city.progress);
  write_yields(xml, "YieldOverflow", city.overflow);
  write_production(xml, save, city);
  write_agents(xml, save, city);
  write_teams(xml, save, city);
  write_stories(xml, city);
  write_queue(xml, save, "BuildQueue", city.queue);
  write_queue(xml, save, "CompletedBuild", city.completed);
  xml.close();
}

}  // namespace perankh::savegen
