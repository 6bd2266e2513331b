// Saves leave the library whole, and what the library says of itself stays true.
#include "store/removal.h"

#include <gtest/gtest.h>

#include <array>

#include "store/history.h"
#include "store/library_test.h"
#include "store/save_replacer.h"
#include "store/schema.h"

namespace perankh::store {
namespace {

using RemovalTest = LibraryTest;

std::string save_of(const std::string& nation, int turn = 3, const std::string& game = "g") {
  return save_at(turn,
                 "<Player ID=\"0\" Nation=\"" + nation +
                     "\"><YieldStockpile><YIELD_FOOD>5</YIELD_FOOD></YieldStockpile></Player>"
                     "<Tile ID=\"0\"><Terrain>TERRAIN_LUSH</Terrain><OwnerHistory><T2>0</T2></OwnerHistory></Tile>"
                     "<City ID=\"0\" Founded=\"2\"><Citizens>4</Citizens></City>",
                 "GameId=\"" + game + "\"");
}

/// Tables with rows of that save: "city match player ...".
std::string tables_with(Library& library, std::int64_t match_id) {
  std::string names;
  for (const Table& table : save_tables()) {
    const auto rows = library.connection().query_value("SELECT count(*) FROM data.\"" + table.name +
                                                       "\" WHERE match_id = " + std::to_string(match_id));
    if (std::get<std::int64_t>(*rows) > 0) names += table.name + " ";
  }
  return names;
}

TEST_F(RemovalTest, TakesEveryRowOfASaveAndNoneOfAnother) {
  Library library = open();
  import(library, save_of("NATION_A"), "/a.xml");
  import(library, save_of("NATION_B"), "/b.xml");
  const std::string tables = tables_with(library, 2);
  EXPECT_NE(tables.find("city "), std::string::npos);
  ASSERT_TRUE(remove_saves(library, std::array<std::int64_t, 1>{1}));
  EXPECT_EQ(tables_with(library, 1), "");
  EXPECT_EQ(tables_with(library, 2), tables);
  EXPECT_EQ(cell(library, "SELECT nation FROM players"), "NATION_B");
}

TEST_F(RemovalTest, LeavesNamesAndNumbersAsTheyAre) {
  {
    Library library = open();
    import(library, save_of("NATION_A"), "/a.xml");
    import(library, save_of("NATION_B"), "/b.xml");
    ASSERT_TRUE(remove_saves(library, std::array<std::int64_t, 1>{1}));
  }
  Library library = open();
  EXPECT_EQ(cell(library, "SELECT nation FROM players"), "NATION_B");
  EXPECT_EQ(cell(library, "SELECT count(*) = max(symbol_id) FROM data.symbol"), "true");
  EXPECT_EQ(import(library, save_of("NATION_C"), "/c.xml"), 3);
  ASSERT_TRUE(remove_saves(library, std::array<std::int64_t, 2>{2, 3}));
  EXPECT_EQ(import(library, save_of("NATION_C"), "/c.xml"), 4) << "an id is never given to another save";
  EXPECT_EQ(cell(library, "SELECT nation FROM players"), "NATION_C");
}

TEST_F(RemovalTest, TheHistoryNoLongerClaimsTheSave) {
  Library library = open();
  import(library, save_of("NATION_A"), "/a.xml");
  import(library, save_of("NATION_B"), "/b.xml");
  {
    const auto writer = writer_for(library);
    ASSERT_TRUE(writer->record({.file = {.path = "/copy.xml"},
                                .status = pipeline::FileStatus::kDuplicate,
                                .match_id = 1,
                                .duplicate_of = "/a.xml"}));
    ASSERT_TRUE(writer->commit());
  }
  ASSERT_TRUE(remove_saves(library, std::array<std::int64_t, 1>{1}));
  EXPECT_EQ(cell(library, "SELECT string_agg(path || ' ' || status, ', ' ORDER BY path) FROM import_files"),
            "/a.xml removed, /b.xml imported, /copy.xml removed");
  EXPECT_EQ(cell(library,
                 "SELECT count(*) FROM import_files f WHERE match_id IS NOT NULL AND NOT EXISTS "
                 "(SELECT 1 FROM matches m WHERE m.match_id = f.match_id)"),
            "0");
  const std::string content = "/a.xml" + save_of("NATION_A");
  EXPECT_FALSE(writer_for(library)->find(ContentHash::of(std::as_bytes(std::span(content)))))
      << "its file can be imported again";
}

TEST_F(RemovalTest, OfNothingChangesNothing) {
  Library library = open();
  EXPECT_TRUE(remove_saves(library, std::array<std::int64_t, 1>{7}));
  EXPECT_TRUE(remove_saves(library, {}));
  import(library, save_of("NATION_A"));
  EXPECT_TRUE(remove_saves(library, std::array<std::int64_t, 2>{-1, 7}));
  EXPECT_EQ(cell(library, "SELECT count(*) FROM matches"), "1");
}

TEST_F(RemovalTest, ThatFailsLeavesEverything) {
  Library library = open();
  import(library, save_of("NATION_A"), "/a.xml");
  const std::string tables = tables_with(library, 1);
  // The last statement of the transaction fails: the history cannot be written.
  ASSERT_TRUE(library.connection().execute("ALTER TABLE data.import_file RENAME COLUMN code TO elsewhere"));
  EXPECT_FALSE(remove_saves(library, std::array<std::int64_t, 1>{1}));
  EXPECT_EQ(tables_with(library, 1), tables);
}

TEST_F(RemovalTest, FindsTheSavesOfAGame) {
  Library library = open();
  import(library, save_of("NATION_A", 3, "x"), "/a.xml");
  import(library, save_of("NATION_A", 4, "y"), "/b.xml");
  import(library, save_of("NATION_A", 5, "x"), "/c.xml");
  import(library, save_of("NATION_A", 6, ""), "/d.xml");
  import(library, save_of("NATION_A", 7, ""), "/e.xml");
  const auto saves = saves_of_game(library, "x");
  ASSERT_TRUE(saves.has_value());
  ASSERT_EQ(saves->size(), 2U);
  EXPECT_EQ(saves->back().match_id, 3);
  EXPECT_EQ(saves->back().turn, 5);
  EXPECT_EQ(saves->back().path, "/c.xml");
  EXPECT_TRUE(saves_of_game(library, "")->empty()) << "no id is not an id that saves share";
  EXPECT_TRUE(saves_of_game(library, "x' OR '1'='1")->empty());
  EXPECT_EQ(save_with_id(library, 2)->front().game_id, "y");
  EXPECT_TRUE(save_with_id(library, 9)->empty());
}

// --- undo: run by run -----------------------------------------------------------------------------------------------

TEST_F(RemovalTest, UndoTakesRunAfterRun) {
  Library library = open();
  import(library, save_of("NATION_A"), "/a.xml");  // run 1
  import(library, save_of("NATION_B"), "/b.xml");  // run 2
  ASSERT_TRUE(writer_for(library)->finish({}));    // run 3 found nothing
  const auto first = undo_last_run(library);
  ASSERT_TRUE(first && *first);
  EXPECT_EQ((*first)->run_id, 2);
  ASSERT_EQ((*first)->saves.size(), 1U);
  EXPECT_EQ((*first)->saves.front().path, "/b.xml");
  EXPECT_EQ(cell(library, "SELECT string_agg(nation, ' ') FROM players"), "NATION_A");
  EXPECT_EQ((*undo_last_run(library))->run_id, 1);
  EXPECT_EQ(cell(library, "SELECT count(*) FROM matches"), "0");
  EXPECT_FALSE(*undo_last_run(library));
  EXPECT_EQ(cell(library, "SELECT count(*) FROM import_runs"), "3") << "that they were is not forgotten";
}

// --- what has to be done again --------------------------------------------------------------------------------------

TEST_F(RemovalTest, AFileIsToBeTriedAgainUntilItIsIn) {
  Library library = open();
  const auto run = [&](const std::string& path, pipeline::FileStatus status) {
    const auto writer = writer_for(library);
    ASSERT_TRUE(
        writer->record({.file = {.path = path}, .status = status, .error = {.code = "zip/crc", .message = "x"}}));
    ASSERT_TRUE(writer->commit());
  };
  run("/a.zip", pipeline::FileStatus::kFailed);
  run("/b.zip", pipeline::FileStatus::kFailed);
  run("/a.zip", pipeline::FileStatus::kFailed);
  EXPECT_EQ(*failed_files(library), (std::vector<std::string>{"/b.zip", "/a.zip"}));
  run("/a.zip", pipeline::FileStatus::kDuplicate);
  EXPECT_EQ(*failed_files(library), std::vector<std::string>{"/b.zip"});
}

TEST_F(RemovalTest, AReplacedSaveKeepsItsPlace) {
  Library library = open();
  const std::string xml = save_of("NATION_A");
  import(library, xml, "/a.xml");
  import(library, save_of("NATION_B"), "/b.xml");
  ASSERT_TRUE(library.connection().execute(
      "UPDATE data.match SET parser_version = 0, collection_id = 7 WHERE match_id = 1; DELETE FROM data.city; "
      "UPDATE data.player SET legitimacy = 99"));
  EXPECT_EQ(saves_parsed_before(library, 1)->size(), 1U);

  auto replacer = SaveReplacer::make(library);
  ASSERT_TRUE(replacer.has_value());
  auto save = parsed_save(library, "/a.xml", xml, "/a.xml" + xml);
  EXPECT_FALSE((*replacer)->find(save.file_hash)) << "it is to be parsed";
  EXPECT_EQ((*replacer)->append(save)->match_id, 1);
  auto other = parsed_save(library, "/a.xml", xml, "changed since");
  EXPECT_EQ((*replacer)->append(other).error().code, "library/source-changed");
  ASSERT_TRUE((*replacer)->commit());

  EXPECT_TRUE(saves_parsed_before(library, 1)->empty());
  EXPECT_EQ(cell(library, "SELECT citizens FROM cities WHERE match_id = 1"), "4");
  EXPECT_EQ(cell(library, "SELECT string_agg(coalesce(legitimacy, 0), ' ' ORDER BY match_id) FROM players"), "0 99");
  EXPECT_EQ(cell(library, "SELECT collection_id || ' ' || run_id || ' ' || file_path FROM matches WHERE match_id = 1"),
            "7 1 /a.xml");
  EXPECT_EQ(cell(library, "SELECT count(*) FROM import_runs"), "2") << "nothing was imported";
}

}  // namespace
}  // namespace perankh::store
