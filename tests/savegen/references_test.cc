// Every id in a save points to something that is there, and the truth file counts what the XML holds.

#include <gtest/gtest.h>

#include <cstring>
#include <nlohmann/json.hpp>
#include <set>

#include "samples.h"

namespace perankh::savegen::testing {
namespace {

class Reader {
 public:
  explicit Reader(const GeneratedSave& save) : truth(nlohmann::json::parse(save.truth)) {
    parse(save.xml, document_);
    root = document_.child("Root");
    ids(root, "Player", players);
    ids(root, "Character", characters);
    ids(root, "City", cities);
    ids(root, "Tile", tiles);
    for (const pugi::xml_node tile : root.children("Tile")) {
      ids(tile, "Unit", units);
    }
  }

  // `text` names one of `ids`, or is absent, or -1.
  static void expect_in(const std::set<int>& ids, const pugi::xml_text& text, const char* what) {
    if (text && text.as_int() != -1) {
      EXPECT_TRUE(ids.contains(text.as_int())) << what << " " << text.get();
    }
  }

  [[nodiscard]] std::int64_t rows(const char* relation) const { return truth["relations"][relation]["rows"]; }
  [[nodiscard]] std::int64_t sum(const char* relation, const char* column) const {
    return truth["relations"][relation]["sums"][column];
  }

  nlohmann::json truth;
  pugi::xml_node root;
  std::set<int> players, characters, cities, tiles, units;

 private:
  static void ids(const pugi::xml_node& parent, const char* name, std::set<int>& found) {
    for (const pugi::xml_node node : parent.children(name)) {
      EXPECT_TRUE(found.insert(node.attribute("ID").as_int()).second) << name << " twice";
    }
  }

  pugi::xml_document document_;
};

class References : public ::testing::TestWithParam<Format> {};

TEST_P(References, PlayersHold) {
  const Reader save(make_sample(Size::kDuel, GetParam(), 9));
  for (const pugi::xml_node player : save.root.children("Player")) {
    Reader::expect_in(save.cities, player.child("OriginalCapitalCityID").text(), "capital");
    for (const char* name : {"FounderID", "ChosenHeirID"}) {
      Reader::expect_in(save.characters, player.child(name).text(), name);
    }
    for (const char* list : {"Leaders", "CouncilCharacter", "FamilyHeadID"}) {
      for (const pugi::xml_node item : player.child(list)) {
        Reader::expect_in(save.characters, item.text(), list);
      }
    }
    for (const pugi::xml_node seat : player.child("FamilySeatCityID")) {
      Reader::expect_in(save.cities, seat.text(), "seat");
    }
    for (const pugi::xml_node unit : player.child("AI").child("LastSeenUnits")) {
      Reader::expect_in(save.units, unit.text(), "last seen unit");
      EXPECT_TRUE(save.tiles.contains(unit.attribute("TileID").as_int()));
    }
    for (const pugi::xml_node goal : player.child("GoalList")) {
      Reader::expect_in(save.characters, goal.child("LeaderID").text(), "goal's leader");
      Reader::expect_in(save.cities, goal.child("CityID").text(), "goal's city");
    }
  }
}

TEST_P(References, CharactersHold) {
  const Reader save(make_sample(Size::kDuel, GetParam(), 9));
  for (const pugi::xml_node person : save.root.children("Character")) {
    EXPECT_TRUE(person.attribute("Player").as_int() == -1 ||
                save.players.contains(person.attribute("Player").as_int()));
    for (const char* name : {"FatherID", "MotherID", "BirthFatherID", "BirthMotherID", "SpouseID"}) {
      Reader::expect_in(save.characters, person.child(name).text(), name);
    }
    Reader::expect_in(save.cities, person.child("BirthCityID").text(), "birth city");
    int archetypes = 0;
    for (const char* list : {"Trait", "TraitTurn"}) {
      for (const pugi::xml_node trait : person.child(list)) {
        archetypes += std::string_view(trait.name()).ends_with("_ARCHETYPE") ? 1 : 0;
      }
    }
    EXPECT_LE(archetypes, 1);
    EXPECT_TRUE(archetypes == 1 || !person.child("LeaderTurn"));
    for (const char* list : {"Spouses", "Children"}) {
      for (const pugi::xml_node id : person.child(list)) {
        Reader::expect_in(save.characters, id.text(), list);
      }
    }
  }
}

TEST_P(References, CitiesTilesAndUnitsHold) {
  const Reader save(make_sample(Size::kDuel, GetParam(), 9));
  for (const pugi::xml_node city : save.root.children("City")) {
    EXPECT_TRUE(save.tiles.contains(city.attribute("TileID").as_int()));
    Reader::expect_in(save.characters, city.child("GovernorID").text(), "governor");
    for (const char* name : {"FirstPlayer", "LastPlayer", "CapturePlayer"}) {
      Reader::expect_in(save.players, city.child(name).text(), name);
    }
    for (const pugi::xml_node agent : city.child("AgentCharacterID")) {
      Reader::expect_in(save.characters, agent.text(), "agent");
    }
  }
  for (const pugi::xml_node tile : save.root.children("Tile")) {
    Reader::expect_in(save.cities, tile.child("CityTerritory").text(), "territory");
    int last_turn = -1;
    for (const pugi::xml_node owner : tile.child("OwnerHistory")) {
      Reader::expect_in(save.players, owner.text(), "owner");
      const int turn = std::atoi(owner.name() + 1);
      EXPECT_GT(turn, last_turn);
      last_turn = turn;
    }
    for (const pugi::xml_node unit : tile.children("Unit")) {
      Reader::expect_in(save.characters, unit.child("GeneralID").text(), "general");
    }
  }
  for (const pugi::xml_node head : save.root.child("Game").child("ReligionHeadID")) {
    Reader::expect_in(save.characters, head.text(), "head of religion");
  }
}

TEST_P(References, TruthCountsWhatTheXmlHolds) {
  const Reader save(make_sample(Size::kDuel, GetParam(), 9));
  EXPECT_EQ(save.rows("characters"), static_cast<std::int64_t>(save.characters.size()));
  EXPECT_EQ(save.rows("units"), static_cast<std::int64_t>(save.units.size()));
  EXPECT_EQ(save.rows("cities"), static_cast<std::int64_t>(save.cities.size()));
  std::int64_t owners = 0;
  std::int64_t owner_sum = 0;
  std::int64_t revealed = 0;
  for (const pugi::xml_node tile : save.root.children("Tile")) {
    for (const pugi::xml_node entry : tile.child("OwnerHistory")) {
      ++owners;
      owner_sum += std::max(0, entry.text().as_int());
    }
    for (const pugi::xml_node entry : tile.child("RevealedTurn")) {
      revealed += entry.text().as_int();
    }
  }
  EXPECT_EQ(save.rows("tile_ownership_history"), owners);
  EXPECT_EQ(save.sum("tile_ownership_history", "owner_player_id"), owner_sum);
  EXPECT_EQ(save.sum("tile_visibility", "revealed_turn"), revealed);
  std::int64_t rates = 0;
  std::int64_t logs = 0;
  std::int64_t techs = 0;
  std::int64_t memories = 0;
  for (const pugi::xml_node player : save.root.children("Player")) {
    for (const pugi::xml_node yield : player.child("YieldRateHistory")) {
      for (const pugi::xml_node entry : yield) {
        rates += entry.text().as_int();
      }
    }
    for (const char* list : {"PermanentLogList", "TurnLogList"}) {
      logs += std::distance(player.child(list).begin(), player.child(list).end());
    }
    techs += std::distance(player.child("TechCount").begin(), player.child("TechCount").end());
    for (const pugi::xml_node list : player.children()) {
      if (std::strncmp(list.name(), "Memory", 6) == 0) {
        memories += std::distance(list.begin(), list.end());
      }
    }
  }
  EXPECT_EQ(save.sum("yield_history", "amount"), rates);
  EXPECT_EQ(save.rows("event_logs"), logs);
  EXPECT_EQ(save.rows("technologies_completed"), techs);
  EXPECT_EQ(save.rows("memory_data"), memories);
}

INSTANTIATE_TEST_SUITE_P(AllFormats, References, ::testing::ValuesIn(kFormats));

}  // namespace
}  // namespace perankh::savegen::testing
