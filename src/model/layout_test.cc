#include "model/layout.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "model/account.h"
#include "model/game_data.h"

namespace perankh::model {
namespace {

TEST(ColumnName, IsTheElementNameInWords) {
  EXPECT_EQ(column_name("TurnEnded"), "turn_ended");
  EXPECT_EQ(column_name("ID"), "id");
  EXPECT_EQ(column_name("XP"), "xp");
  EXPECT_EQ(column_name("FounderID"), "founder_id");
  EXPECT_EQ(column_name("OnlineID"), "online_id");
  EXPECT_EQ(column_name("AIControlledToTurn"), "ai_controlled_to_turn");
  EXPECT_EQ(column_name("RiverSW"), "river_sw");
  EXPECT_EQ(column_name("Data1"), "data1");
  EXPECT_EQ(column_name("CityID"), "city_id");
}

TEST(Layouts, NameEveryEntryAndColumnOnce) {
  std::set<std::string> tables;
  for (const Layout* layout : all_layouts()) {
    EXPECT_TRUE(tables.insert(layout->table()).second) << layout->table();
    std::set<std::pair<std::string, bool>> entries;
    for (const Entry& entry : layout->entries()) {
      EXPECT_TRUE(entries.emplace(entry.name, entry.is_attribute).second) << layout->table() << "." << entry.name;
      EXPECT_EQ(entry.is_attribute ? layout->attribute(entry.name) : layout->element(entry.name), &entry);
      EXPECT_EQ(&layout->entries()[entry.index], &entry);
    }
    EXPECT_EQ(layout->element("NoSuchElement"), nullptr);
    EXPECT_EQ(layout->attribute("NoSuchElement"), nullptr);
    std::set<std::string> columns = {"match_id"};
    for (const Column& column : layout->columns()) {
      EXPECT_TRUE(columns.insert(column.name).second) << layout->table() << "." << column.name;
    }
  }
}

TEST(Layouts, ComeInTheOrderOfTheConcepts) {
  for (std::size_t at = 0; at < kConcepts; ++at) EXPECT_EQ(static_cast<std::size_t>(all_layouts()[at]->what()), at);
}

TEST(Layouts, TellWhereEverythingGoes) {
  std::set<std::string> paths;
  for (const Layout* layout : all_layouts()) {
    for (const Entry& entry : layout->entries()) {
      const PathReport line = describe_entry(*layout, entry);
      EXPECT_FALSE(line.where.empty()) << line.path;
      EXPECT_TRUE(paths.insert(line.path).second) << line.path;
    }
  }
  EXPECT_TRUE(paths.contains("Root@GameId"));
  EXPECT_TRUE(paths.contains("Root/Player/YieldStockpile/{key}"));
  EXPECT_TRUE(paths.contains("Root/Tile/Unit@Seed"));
}

}  // namespace
}  // namespace perankh::model
