#include "store/save_writer.h"

#include <gtest/gtest.h>

#include "store/library_test.h"

namespace perankh::store {
namespace {

using SaveWriterTest = LibraryTest;

std::string player(const std::string& nation, const std::string& more = {}) {
  return "<Player ID=\"0\" Nation=\"" + nation + "\" " + more + " />";
}

std::size_t rows_of_saves(Library& library, std::string_view where = "") {
  std::size_t rows = 0;
  auto tables = library.connection().query(
      "SELECT table_name FROM duckdb_columns() WHERE schema_name = 'data' AND column_name = 'match_id' AND table_name "
      "<> "
      "'import_file' AND table_name <> 'names'");
  for (const auto* row = tables->next(); row != nullptr; row = tables->next()) {
    const auto count = library.connection().query_value("SELECT count(*) FROM data.\"" +
                                                        std::get<std::string>((*row)[0]) + "\" " + std::string(where));
    rows += static_cast<std::size_t>(std::get<std::int64_t>(*count));
  }
  return rows;
}

TEST_F(SaveWriterTest, WritesWhatTheSaveHolds) {
  Library library = open();
  const std::string xml = save_at(
      7,
      player("NATION_ROME", "Name=\"Ödi pus\" OnlineID=\"\"") +
          "<Tile ID=\"3\"><InitSeed>18046197663754941529</InitSeed><OwnerHistory><T2>0</T2></OwnerHistory></Tile>",
      "FirstSeed=\"18446744073709551615\" SaveDate=\"20 September 2025\"");
  EXPECT_EQ(import(library, xml, "folder/My Save.zip"), 1);
  EXPECT_EQ(cell(library, "SELECT total_turns || ' ' || game_name || ' ' || save_date FROM matches"),
            "7 G 2025-09-20 00:00:00");
  EXPECT_EQ(cell(library, "SELECT file_name FROM matches"), "My Save.zip");
  EXPECT_EQ(cell(library, "SELECT length(file_hash) FROM matches"), "32");
  EXPECT_EQ(cell(library, "SELECT first_seed FROM matches"), "-1") << "the same 64 bits in a signed column";
  EXPECT_EQ(cell(library, "SELECT player_name || '|' || player_name_normalized || '|' || nation FROM players"),
            "Ödi pus|ödi pus|NATION_ROME");
  EXPECT_EQ(cell(library, "SELECT online_id FROM players"), "<null>");
  EXPECT_EQ(cell(library, "SELECT init_seed || ' ' || x || ' ' || y || ' ' || owner_player_id FROM tiles"),
            "18046197663754941529 1 1 0");
  EXPECT_EQ(cell(library, "SELECT turn_seed FROM tiles"), "<null>");
}

TEST_F(SaveWriterTest, ManyRowsOfOneSave) {  // more than DuckDB's vectors hold at once
  Library library = open();
  std::string tiles;
  for (int id = 0; id < 5000; ++id) {
    tiles += "<Tile ID=\"" + std::to_string(id) + "\"><Terrain>TERRAIN_" + std::to_string(id % 3) + "</Terrain>" +
             (id % 7 == 0 ? "<Road />" : "") +
             (id % 2 == 0 ? "<Elevation>" + std::to_string(id) + "</Elevation>" : "") + "</Tile>";
  }
  import(library, save_at(1, tiles));
  EXPECT_EQ(cell(library, "SELECT count(*) FROM tiles"), "5000");
  EXPECT_EQ(cell(library, "SELECT sum(tile_id) FROM tiles WHERE has_road"), std::to_string(7 * 714 * 715 / 2));
  EXPECT_EQ(
      cell(library,
           "SELECT count(*) FROM tiles WHERE elevation IS NOT DISTINCT FROM CASE WHEN tile_id % 2 = 0 THEN tile_id END "
           "AND terrain = 'TERRAIN_' || tile_id % 3"),
      "5000");
}

// --- duplicates -----------------------------------------------------------------------------------------------------

TEST_F(SaveWriterTest, KnowsTheSameFileAgain) {
  Library library = open();
  const std::string xml = save_at(3);
  import(library, xml, "a.xml");
  const auto writer = writer_for(library);
  auto save = parsed_save(library, "b.xml", save_at(4), "a.xml" + xml);  // the same bytes of the file
  EXPECT_EQ(writer->find(save.file_hash)->match_id, 1);
  const std::string recorded = std::filesystem::absolute("a.xml").string();
  EXPECT_EQ(writer->find(save.file_hash)->path, recorded) << "wherever the library is asked from";
  const auto appended = writer->append(save);
  ASSERT_TRUE(appended.has_value());
  EXPECT_TRUE(appended->duplicate);
  EXPECT_EQ(appended->match_id, 1);
  EXPECT_EQ(appended->duplicate_of, recorded);
  EXPECT_FALSE(writer->find(save.xml_hash).has_value()) << "nothing of it was kept";
}

TEST_F(SaveWriterTest, KnowsTheSameSaveInAnotherFile) {
  Library library = open();
  import(library, save_at(3), "a.zip");
  const auto writer = writer_for(library);
  auto save = parsed_save(library, "b.xml", save_at(3), "other bytes");
  EXPECT_EQ(writer->find(save.xml_hash)->match_id, 1);
  EXPECT_TRUE(writer->append(save)->duplicate);
}

TEST_F(SaveWriterTest, KnowsASaveOfTheSameGroup) {
  Library library = open();
  const auto writer = writer_for(library);
  auto first = parsed_save(library, "a.xml", save_at(3), "1");
  auto second = parsed_save(library, "b.xml", save_at(3), "2");
  EXPECT_FALSE(writer->append(first)->duplicate);
  EXPECT_FALSE(writer->find(first.file_hash).has_value()) << "not before the commit";
  const auto appended = writer->append(second);
  EXPECT_TRUE(appended->duplicate);
  EXPECT_EQ(appended->duplicate_of, "a.xml");
  ASSERT_TRUE(writer->commit().has_value());
  EXPECT_EQ(writer->find(first.file_hash)->match_id, 1);
  EXPECT_EQ(cell(library, "SELECT count(*) FROM matches"), "1");
}

// --- variants: the same moment of a game, but not the same content --------------------------------------------------

TEST_F(SaveWriterTest, KeepsTheSameTurnOfAGameWithOtherContentAsAVariant) {
  Library library = open();
  const std::string game = "GameId=\"x\"";
  EXPECT_EQ(import(library, save_at(5, player("NATION_A"), game), "mine"), 1);
  EXPECT_EQ(import(library, save_at(5, player("NATION_B"), game), "theirs"), 2);
  EXPECT_EQ(import(library, save_at(6, player("NATION_A"), game), "later"), 3);
  EXPECT_EQ(import(library, save_at(5, player("NATION_A")), "no game"), 4);
  EXPECT_EQ(import(library, save_at(5, player("NATION_B")), "no game either"), 5);
  EXPECT_EQ(import(library, save_at(5, player("NATION_A"), "GameId=\"y\""), "other game"), 6);
  EXPECT_EQ(cell(library,
                 "SELECT string_agg(match_id || ':' || variant || '/' || variants, ' ' ORDER BY match_id) "
                 "FROM save_variants"),
            "1:1/2 2:2/2");
  EXPECT_EQ(cell(library, "SELECT save_count || ' ' || variant_count FROM games WHERE game_id = 'x'"), "3 2");
  EXPECT_EQ(cell(library, "SELECT sum(variant_count) FROM games WHERE game_id IS DISTINCT FROM 'x'"), "0");
}

// --- groups ---------------------------------------------------------------------------------------------------------

TEST_F(SaveWriterTest, ARolledBackGroupLeavesNothing) {
  Library library = open();
  const auto writer = writer_for(library);
  auto kept = parsed_save(library, "a.xml", save_at(1, player("NATION_KEPT")), "1");
  ASSERT_TRUE(writer->append(kept).has_value());
  ASSERT_TRUE(writer->commit().has_value());
  const std::size_t rows = rows_of_saves(library);

  auto lost = parsed_save(library, "b.xml", save_at(2, player("NATION_LOST")), "2");
  EXPECT_EQ(writer->append(lost)->match_id, 2);
  EXPECT_EQ(writer->group_saves(), 1U);
  EXPECT_GT(writer->group_bytes(), 0U);
  writer->rollback();
  EXPECT_EQ(writer->group_saves(), 0U);
  EXPECT_EQ(writer->group_bytes(), 0U);
  EXPECT_EQ(rows_of_saves(library), rows);
  EXPECT_FALSE(writer->find(lost.file_hash).has_value());
  EXPECT_EQ(cell(library, "SELECT count(*) FROM data.symbol WHERE name = 'NATION_LOST'"), "0");
  EXPECT_EQ(cell(library, "SELECT count(*) FROM import_files"), "1");

  auto next = parsed_save(library, "c.xml", save_at(3, player("NATION_NEXT")), "3");
  EXPECT_EQ(writer->append(next)->match_id, 2) << "ids are not used up";
  ASSERT_TRUE(writer->commit().has_value());
  EXPECT_EQ(cell(library, "SELECT nation FROM players WHERE match_id = 2"), "NATION_NEXT");
  auto again = parsed_save(library, "b.xml", save_at(2, player("NATION_LOST")), "2");
  EXPECT_EQ(writer->append(again)->match_id, 3) << "the lost one may come again";
  ASSERT_TRUE(writer->commit().has_value());
  EXPECT_EQ(cell(library, "SELECT string_agg(nation, ' ' ORDER BY match_id) FROM players"),
            "NATION_KEPT NATION_NEXT NATION_LOST");
}

TEST_F(SaveWriterTest, NamesSurviveReopeningAndRollback) {
  {
    Library library = open();
    const auto writer = writer_for(library);
    auto lost = parsed_save(library, "a.xml", save_at(1, player("NATION_LOST")), "1");
    ASSERT_TRUE(writer->append(lost).has_value());
    writer->rollback();
    auto kept = parsed_save(library, "b.xml", save_at(2, player("NATION_KEPT")), "2");
    ASSERT_TRUE(writer->append(kept).has_value());
    ASSERT_TRUE(writer->commit().has_value());
  }
  for (const char* const nation : {"NATION_A", "NATION_B"}) {
    Library library = open();
    EXPECT_EQ(cell(library, "SELECT nation FROM players WHERE match_id = 1"), "NATION_KEPT");
    import(library, save_at(3, player(nation)), nation);
  }
  Library library = open(Access::kRead);
  EXPECT_EQ(cell(library, "SELECT string_agg(nation, ' ' ORDER BY match_id) FROM players"),
            "NATION_KEPT NATION_A NATION_B");
  EXPECT_EQ(cell(library, "SELECT count(*) = max(symbol_id) AND count(*) = count(DISTINCT name) FROM data.symbol"),
            "true");
  EXPECT_EQ(library.symbols().size(), library.stored_symbols());
}

TEST_F(SaveWriterTest, NamesThatComeDuringACommitComeWithTheNext) {
  Library library = open();
  const auto writer = writer_for(library);
  auto first = parsed_save(library, "a.xml", save_at(1, player("NATION_A")), "1");
  auto second = parsed_save(library, "b.xml", save_at(2, player("NATION_B")), "2");  // parsed ahead by another worker
  ASSERT_TRUE(writer->append(first).has_value());
  ASSERT_TRUE(writer->commit().has_value());
  ASSERT_TRUE(writer->append(second).has_value());
  ASSERT_TRUE(writer->commit().has_value());
  EXPECT_EQ(cell(library, "SELECT string_agg(nation, ' ' ORDER BY match_id) FROM players"), "NATION_A NATION_B");
}

TEST_F(SaveWriterTest, AFailingAppendLeavesNothing) {
  Library library = open();
  import(library, save_at(1, player("NATION_A")));
  const std::size_t rows = rows_of_saves(library);
  // The table of players is gone: the save fails in the middle, after other tables have taken its rows.
  ASSERT_TRUE(library.connection().execute("ALTER TABLE data.player RENAME TO elsewhere"));
  const auto writer = writer_for(library);
  auto save = parsed_save(library, "b.xml", save_at(2, player("NATION_B")), "2");
  auto appended = writer->append(save);
  Result<void> committed;
  if (appended) committed = writer->commit();  // small saves may wait in a buffer until then
  ASSERT_FALSE(appended && committed);
  EXPECT_TRUE((appended ? committed.error() : appended.error()).code.starts_with("store/"));
  writer->rollback();
  ASSERT_TRUE(library.connection().execute("ALTER TABLE data.elsewhere RENAME TO player"));
  EXPECT_EQ(rows_of_saves(library), rows);
  EXPECT_EQ(import(library, save_at(2, player("NATION_B")), "b.xml"), 2);
  EXPECT_EQ(cell(library, "SELECT nation FROM players WHERE match_id = 2"), "NATION_B");
}

TEST_F(SaveWriterTest, RecordsFailedFilesAndTheRun) {
  Library library = open();
  {
    const auto writer = writer_for(library);
    ASSERT_TRUE(writer->record({.file = {.path = "/saves/bad.zip", .size = 7},
                                .status = pipeline::FileStatus::kFailed,
                                .error = {.code = "zip/not-a-zip", .message = "no zip"}}));
    ASSERT_TRUE(writer->commit().has_value());
    ASSERT_TRUE(writer->finish({.files = {{.file = {.path = "bad.zip"}}}, .failed = 1}).has_value());
  }
  EXPECT_EQ(cell(library, "SELECT path || ' ' || status || ' ' || code FROM import_files"),
            "/saves/bad.zip failed zip/not-a-zip");
  EXPECT_EQ(cell(library, "SELECT match_id FROM import_files"), "<null>");
  EXPECT_EQ(cell(library, "SELECT run_id || ' ' || total || ' ' || failed || ' ' || imported FROM import_runs"),
            "1 1 1 0");
  EXPECT_TRUE(writer_for(library)->finish({}).has_value()) << "a run that found nothing is a run, too";
  EXPECT_EQ(cell(library, "SELECT max(run_id) FROM import_runs"), "2");
}

TEST_F(SaveWriterTest, ErrorsOfTheLibraryAreFatal) {
  Library library = open();
  const auto writer = writer_for(library);
  EXPECT_TRUE(writer->is_fatal({.code = "store/no-space", .message = {}}));
  EXPECT_TRUE(writer->is_fatal({.code = "store/locked", .message = {}}));
  EXPECT_FALSE(writer->is_fatal({.code = "xml/malformed", .message = {}}));
}

// --- derived when asked ---------------------------------------------------------------------------------------------

TEST_F(SaveWriterTest, TheOwnerFollowsTheUsersOwnOnlineId) {
  Library library = open();
  const auto owner = [&](int match) {
    return cell(library,
                "SELECT max(player_id) FILTER (is_save_owner) FROM players WHERE match_id = " + std::to_string(match));
  };
  const std::string network =
      "<Player ID=\"0\" OnlineID=\"ada\" /><Player ID=\"1\" OnlineID=\"bob\" /><Player ID=\"2\" />";
  import(library, "<?ActivePlayer 0?>" + save_at(1, network), "active");
  import(library, save_at(2, network), "nobody");
  import(library, "<?ActivePlayer 2?>" + save_at(3, network), "computer");
  import(library, "<?ActivePlayer 1?>" + save_at(4, "<Player ID=\"0\" AIControlledToTurn=\"0\" /><Player ID=\"1\" />"),
         "single");
  EXPECT_EQ(owner(1), "0");
  EXPECT_EQ(owner(2), "<null>");
  EXPECT_EQ(owner(3), "<null>") << "a computer does not own a save";
  EXPECT_EQ(owner(4), "0") << "the only human";
  const auto set = [&](const std::string& value) {
    ASSERT_TRUE(library.connection().execute(
        "INSERT OR REPLACE INTO user_settings VALUES ('primary_user_online_id', '" + value + "')"));
  };
  set("bob");
  EXPECT_EQ(owner(1), "1");
  EXPECT_EQ(owner(2), "1");
  EXPECT_EQ(owner(3), "1");
  EXPECT_EQ(owner(4), "0");
  set("stranger");
  EXPECT_EQ(owner(1), "0");
  EXPECT_EQ(owner(2), "<null>");
  set("");
  EXPECT_EQ(owner(1), "0");
}

TEST_F(SaveWriterTest, AGameIsItsLatestSave) {
  Library library = open();
  import(library, save_at(9, player("NATION_A"), "GameId=\"x\""), "1");
  import(library, save_at(5, player("NATION_A"), "GameId=\"x\""), "2");
  import(library, save_at(3, player("NATION_B")), "3");
  import(library, save_at(4, player("NATION_B")), "4");
  EXPECT_EQ(cell(library, "SELECT count(*) FROM games"), "3") << "saves without an id are games of their own";
  EXPECT_EQ(
      cell(library, "SELECT total_turns || ' ' || save_count || ' ' || latest_match_id FROM games WHERE game_id = 'x'"),
      "9 2 1");
}

TEST_F(SaveWriterTest, NamesAreNotMixedBetweenSaves) {
  Library library = open();
  import(library, save_at(1, player("NATION_A") + "<Character ID=\"0\" FirstName=\"NAME_A\" />"), "1");
  import(library, save_at(2, player("NATION_B") + "<Character ID=\"0\" FirstName=\"NAME_B\" />"), "2");
  EXPECT_EQ(cell(library, "SELECT string_agg(first_name || match_id, ' ' ORDER BY match_id) FROM character_lineage"),
            "NAME_A1 NAME_B2");
}

}  // namespace
}  // namespace perankh::store
