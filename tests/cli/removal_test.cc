// `per-ankh undo`, `remove`, `retry` and `reparse`: what was imported can be taken back, tried again, read again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "library_test.h"
#include "store/library.h"

namespace perankh::cli_test {
namespace {

using testing::HasSubstr;
using testing::Not;

class RemovalTest : public LibraryTest {
 protected:
  [[nodiscard]] Finished command(std::vector<std::string> arguments, const RunOptions& run = {}) const {
    arguments.insert(arguments.end(), {"--db", library().string()});
    return per_ankh(arguments, run);
  }

  [[nodiscard]] Json saves() const { return ask_value(library(), "SELECT count(*) FROM matches"); }

  /// Changes the library behind the program's back.
  void alter(const std::string& sql) const {
    auto opened = store::Library::open(library());
    ASSERT_TRUE(opened) << opened.error().message;
    const auto done = opened->connection().execute(sql);
    ASSERT_TRUE(done) << done.error().message;
  }
};

// --- undo -----------------------------------------------------------------------------------------------------------

TEST_F(RemovalTest, UndoTakesTheLastImportOutAndThenTheOneBefore) {
  ASSERT_EQ(import(make_saves("a", 2)).exit_code, 0);
  ASSERT_EQ(import(make_saves("b", 3, {"--size", "tiny", "--seed", "9"})).exit_code, 0);
  ASSERT_EQ(import(at("b")).exit_code, 0);  // brings nothing: there is nothing of it to undo

  const Finished text = command({"undo"});
  EXPECT_EQ(text.exit_code, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr("Removed 3 saves of run 2, begun "));
  for (const auto& file : files_in(at("b"), ".zip")) EXPECT_THAT(text.out, HasSubstr(file.string()));
  EXPECT_EQ(saves(), 2);
  EXPECT_EQ(ask_value(library(), "SELECT count(DISTINCT match_id) FROM tiles"), 2);

  const Json json = Json::parse(command({"undo", "--json"}).out);
  EXPECT_EQ(json["run_id"], 1);
  ASSERT_EQ(json["removed"].size(), 2U);
  EXPECT_EQ(json["removed"][0]["match_id"], 1);
  EXPECT_EQ(saves(), 0);
  const Finished nothing = command({"undo"});
  EXPECT_EQ(nothing.exit_code, 0);
  EXPECT_THAT(nothing.out, HasSubstr("nothing to undo"));

  const Json again = summary_of(import(at("b"), {"--json"}));
  EXPECT_EQ(again["imported"], 3) << "a removed save can be imported again";
  EXPECT_EQ(again["files"][0]["match_id"], 6) << "under an id that was never used";
}

// --- remove ---------------------------------------------------------------------------------------------------------

TEST_F(RemovalTest, RemoveTakesOneSaveOrAWholeGame) {
  ASSERT_EQ(import(make_saves("campaign", 3, {"--size", "tiny", "--same-game"})).exit_code, 0);
  ASSERT_EQ(import(make_saves("other", 2, {"--size", "tiny", "--seed", "9"})).exit_code, 0);

  const Finished one = command({"remove", "1", "--yes"});
  EXPECT_EQ(one.exit_code, 0) << one.err;
  EXPECT_THAT(one.out, HasSubstr("Removed 1 save:"));
  EXPECT_EQ(saves(), 4);

  const Json game = Json::parse(command({"remove", "2", "--game", "--yes", "--json"}).out);
  ASSERT_EQ(game["removed"].size(), 2U);
  EXPECT_EQ(saves(), 2);

  const std::string id = ask_value(library(), "SELECT game_id FROM matches WHERE match_id = 4");
  EXPECT_EQ(command({"remove", id, "--yes"}).exit_code, 0);
  EXPECT_EQ(ask_value(library(), "SELECT string_agg(match_id, ' ') FROM matches"), "5");
  EXPECT_EQ(ask_value(library(), "SELECT count(DISTINCT match_id) FROM tiles"), 1);
}

TEST_F(RemovalTest, RemoveAsksOnATerminalAndRefusesWithout) {
  ASSERT_EQ(import(make_saves("saves", 2)).exit_code, 0);
  const Finished unasked = command({"remove", "1"});
  EXPECT_EQ(unasked.exit_code, 2);
  EXPECT_THAT(unasked.err, HasSubstr("--yes would remove 1 save:"));
  EXPECT_EQ(saves(), 2);

  const Finished no = command({"remove", "1"}, {.input = "n\n", .terminal_columns = 200});
  EXPECT_EQ(no.exit_code, 1);
  EXPECT_THAT(no.out, HasSubstr("Remove 1 save? [y/N]"));
  EXPECT_EQ(saves(), 2);

  const Finished yes = command({"remove", "1"}, {.input = "y\n", .terminal_columns = 200});
  EXPECT_EQ(yes.exit_code, 0);
  EXPECT_EQ(saves(), 1);
}

TEST_F(RemovalTest, WhatIsNotThereCannotBeRemoved) {
  ASSERT_EQ(import(make_saves("saves", 1)).exit_code, 0);
  for (const char* const which : {"99", "nobody's game", "' OR 1=1 --", "1 "}) {
    const Finished answer = command({"remove", "--yes", which});
    EXPECT_EQ(answer.exit_code, 2) << which;
    EXPECT_THAT(answer.err, HasSubstr(which));
  }
  EXPECT_EQ(saves(), 1);
}

TEST_F(RemovalTest, WithoutALibraryThereIsNothingToDoAndNoneIsMade) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"undo"}, {"remove", "1", "--yes"}, {"retry"}, {"reparse"}}) {
    const Finished answer = command(arguments);
    EXPECT_EQ(answer.exit_code, 3) << arguments[0];
    EXPECT_THAT(answer.err, HasSubstr("store/not-found")) << arguments[0];
    EXPECT_FALSE(std::filesystem::exists(library())) << arguments[0];
  }
}

// --- retry ----------------------------------------------------------------------------------------------------------

TEST_F(RemovalTest, RetryTriesWhatFailedUntilItIsIn) {
  make_saves("saves", 3);
  const auto late = files_in(at("saves"), ".zip").front();
  const std::string whole = content_of(late);
  folder_.write("saves/" + late.filename().string(), std::string_view(whole).substr(0, 1000));  // still being copied
  folder_.write("saves/broken.zip", "no zip");
  EXPECT_EQ(import(at("saves")).exit_code, 1);

  const Json still = summary_of(command({"retry", "--json"}));
  EXPECT_EQ(still["total"], 2);
  EXPECT_EQ(still["failed"], 2);

  folder_.write("saves/" + late.filename().string(), whole);
  const Finished text = command({"retry"});
  EXPECT_EQ(text.exit_code, 1);
  EXPECT_THAT(text.out, testing::ContainsRegex("imported +1\n"));
  EXPECT_THAT(text.out, HasSubstr("zip/not-a-zip"));
  EXPECT_EQ(saves(), 3);

  std::filesystem::remove(at("saves/broken.zip"));
  const Json gone = summary_of(command({"retry", "--json"}));
  EXPECT_EQ(gone["files"][0]["code"], "files/not-found");

  folder_.write("saves/broken.zip", whole);
  EXPECT_EQ(command({"retry"}).exit_code, 0);  // a duplicate is in the library, too
  const Finished nothing = command({"retry"});
  EXPECT_EQ(nothing.exit_code, 0);
  EXPECT_THAT(nothing.out, HasSubstr("nothing to try again"));
  EXPECT_EQ(saves(), 3);
}

TEST_F(RemovalTest, RetryFindsFilesFromAnyFolder) {
  const auto broken = folder_.write("saves/broken.zip", "no zip");
  make_saves("good", 1);
  const Finished relative =
      run_program("/bin/sh", {"-c", "cd \"$1\" && exec \"$0\" import saves/broken.zip good --db library.duckdb",
                              PER_ANKH_PROGRAM, at("").string()});
  EXPECT_EQ(relative.exit_code, 1);
  EXPECT_EQ(summary_of(command({"retry", "--json"}))["files"][0]["path"], broken.string());
}

// --- reparse --------------------------------------------------------------------------------------------------------

TEST_F(RemovalTest, ReparseReadsOldSavesAgainAndKeepsTheirIds) {
  ASSERT_EQ(import(make_saves("saves", 4)).exit_code, 0);
  const std::string everything =
      "SELECT (SELECT string_agg(match_id || ' ' || file_name || ' ' || run_id, ',' ORDER BY match_id) FROM matches) "
      "|| (SELECT string_agg(c, ',' ORDER BY c) FROM (SELECT match_id || ' ' || count(*) || ' ' || sum(tile_id) AS c "
      "FROM tiles GROUP BY match_id))";
  const Json before = ask_value(library(), everything);
  EXPECT_THAT(command({"reparse"}).out, HasSubstr("nothing to read again"));

  alter("UPDATE data.match SET parser_version = 0 WHERE match_id < 4; DELETE FROM data.tile WHERE match_id < 4");
  EXPECT_NE(ask_value(library(), everything), before);
  const Finished done = command({"reparse"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_THAT(done.out, HasSubstr("3 of 3 saves read again in "));
  EXPECT_EQ(ask_value(library(), everything), before);
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM import_runs"), 1);
  EXPECT_EQ(Json(summary_of(command({"reparse", "--all", "--json"}))["reparsed"]), 4);
  EXPECT_EQ(ask_value(library(), everything), before);
}

TEST_F(RemovalTest, ReparseSaysWhichSavesItHasToLeaveAndWhy) {
  ASSERT_EQ(import(make_saves("saves", 3)).exit_code, 0);
  const auto files = files_in(at("saves"), ".zip");
  const auto overwritten = files[0];
  std::filesystem::remove(files[1]);
  make_saves("more", 1, {"--size", "tiny", "--seed", "77"});
  std::filesystem::copy_file(files_in(at("more"), ".zip").front(), overwritten,
                             std::filesystem::copy_options::overwrite_existing);

  const Finished done = command({"reparse", "--all", "--json"});
  EXPECT_EQ(done.exit_code, 1);
  const Json summary = summary_of(done);
  EXPECT_EQ(summary["reparsed"], 1);
  EXPECT_EQ(summary["not_reparsed"], 2);
  EXPECT_EQ(summary["saves"][0]["code"], "library/source-changed");
  EXPECT_EQ(summary["saves"][1]["code"], "files/not-found");
  EXPECT_TRUE(summary["saves"][2]["code"].is_null());
  EXPECT_EQ(ask_value(library(), "SELECT count(DISTINCT match_id) FROM tiles"), 3) << "they stay as they were";
  EXPECT_THAT(command({"reparse", "--all"}).err, HasSubstr("save 2 stays as it is: " + files[1].string()));
}

// The game writes its autosave over and over: the library has several saves of one path, and one source.
TEST_F(RemovalTest, ReparseTellsSavesOfOnePathApart) {
  make_saves("saves", 2);
  const auto files = files_in(at("saves"), ".zip");
  const auto autosave = folder_.write("autosave.zip", content_of(files[0]));
  ASSERT_EQ(import(autosave).exit_code, 0);
  folder_.write("autosave.zip", content_of(files[1]));
  ASSERT_EQ(import(autosave).exit_code, 0);
  const Json summary = summary_of(command({"reparse", "--all", "--json"}));
  EXPECT_EQ(summary["saves"][0]["code"], "library/source-changed");
  EXPECT_TRUE(summary["saves"][1]["reparsed"]);
}

// --- names that are not UTF-8 ---------------------------------------------------------------------------------------

TEST_F(RemovalTest, AFileWhoseNameIsNotUtf8IsFoundAgain) {
  make_saves("made", 2);
  const auto made = files_in(at("made"), ".zip");
  folder_.write("saves/\xFFgood.zip", content_of(made[0]));
  folder_.write("saves/\xC3(bad.zip", "no zip");
  folder_.write("saves/\xFF(bad.zip", "no zip either");  // the same to look at
  const Json first = summary_of(import(at("saves"), {"--json"}));
  EXPECT_EQ(first["imported"], 1);
  EXPECT_EQ(first["failed"], 2);
  EXPECT_EQ(ask_value(library(), "SELECT file_name FROM matches"), "\xEF\xBF\xBDgood.zip");

  folder_.write("saves/\xFF(bad.zip", content_of(made[1]));
  const Json retried = summary_of(command({"retry", "--json"}));
  EXPECT_EQ(retried["total"], 2);
  EXPECT_EQ(retried["imported"], 1);
  EXPECT_EQ(retried["failed"], 1);
  const Json again = summary_of(command({"retry", "--json"}));
  ASSERT_EQ(again["files"].size(), 1U) << "the other has been imported";
  EXPECT_EQ(again["files"][0]["path"], at("saves/\xEF\xBF\xBD(bad.zip").string());
  EXPECT_EQ(again["files"][0]["code"], "zip/not-a-zip");

  alter("DELETE FROM data.tile");
  EXPECT_EQ(summary_of(command({"reparse", "--all", "--json"}))["reparsed"], 2);
  EXPECT_EQ(ask_value(library(), "SELECT count(DISTINCT match_id) FROM tiles"), 2);

  std::filesystem::remove(at("saves/\xC3(bad.zip"));
  EXPECT_EQ(summary_of(command({"retry", "--json"}))["files"][0]["message"], "The file is no longer there.");
}

// Before schema version 4 a library did not know the bytes of such names.
TEST_F(RemovalTest, AFileWhoseBytesAnOldLibraryDoesNotKnowIsFoundByAnImportOnly) {
  make_saves("made", 2);
  const auto made = files_in(at("made"), ".zip");
  folder_.write("saves/\xFFgood.zip", content_of(made[0]));
  folder_.write("saves/\xC3(bad.zip", "no zip");
  EXPECT_EQ(import(at("saves")).exit_code, 1);
  alter("UPDATE data.match SET file_path_bytes = NULL; UPDATE data.import_file SET path_bytes = NULL");

  const Json retried = summary_of(command({"retry", "--json"}));
  ASSERT_EQ(retried["files"].size(), 1U);
  EXPECT_EQ(retried["files"][0]["code"], "files/not-found");
  EXPECT_THAT(retried["files"][0]["message"].get<std::string>(), HasSubstr("Import its folder again"));
  const Json reparsed = summary_of(command({"reparse", "--all", "--json"}));
  EXPECT_EQ(reparsed["saves"][0]["code"], "files/not-found");
  EXPECT_THAT(reparsed["saves"][0]["message"].get<std::string>(), HasSubstr("Import its folder again"));
  EXPECT_EQ(ask_value(library(), "SELECT count(DISTINCT match_id) FROM tiles"), 1) << "it stays as it was";

  folder_.write("saves/\xC3(bad.zip", content_of(made[1]));
  EXPECT_EQ(summary_of(import(at("saves"), {"--json"}))["imported"], 1);
  EXPECT_THAT(command({"retry"}).out, HasSubstr("nothing to try again"));
}

// --- duplicates and variants ----------------------------------------------------------------------------------------

TEST_F(RemovalTest, TheSameBytesElsewhereAreADuplicateOfANamedFile) {
  make_saves("saves", 1);
  const auto save = files_in(at("saves"), ".zip").front();
  ASSERT_EQ(import(save).exit_code, 0);
  const auto copy = folder_.write("elsewhere/copy of it.zip", content_of(save));
  const Json file = summary_of(import(copy, {"--json"}))["files"][0];
  EXPECT_EQ(file["status"], "duplicate");
  EXPECT_EQ(file["match_id"], 1);
  EXPECT_THAT(file["message"], HasSubstr(save.string()));
}

TEST_F(RemovalTest, TheSameTurnWithOtherContentIsKeptAsAVariant) {
  make_saves("plain", 1, {"--size", "tiny", "--plain-xml"});
  const auto save = files_in(at("plain"), ".xml").front();
  std::string other = content_of(save);
  const std::size_t place = other.find("</Root>");
  ASSERT_NE(place, std::string::npos);
  folder_.write("plain/zz-autosave.xml", other.insert(place, "<!-- saved by itself -->"));
  const Json summary = summary_of(import(at("plain"), {"--json"}));
  EXPECT_EQ(summary["imported"], 2);
  EXPECT_EQ(ask_value(library(),
                      "SELECT string_agg(match_id || ':' || variant || '/' || variants, ' ' ORDER BY "
                      "match_id) FROM save_variants"),
            "1:1/2 2:2/2");
  const Finished games = command({"games"});
  EXPECT_THAT(games.out, HasSubstr("2, 2 variants"));
}

// --- what is printed ------------------------------------------------------------------------------------------------

TEST_F(RemovalTest, NamesDoNotReachTheTerminalAsCommands) {
  make_saves("plain", 1, {"--size", "tiny", "--plain-xml"});
  std::string save = content_of(files_in(at("plain"), ".xml").front());
  const std::size_t name = save.find("GameName=\"");
  ASSERT_NE(name, std::string::npos);
  save.insert(name + 10,
              "Evil&#10;\xE2\x80\xAEgame\xC2\x9B"
              "2J");
  folder_.write("evil\x1B[2J\n\xE2\x80\xAEname.xml", save);
  folder_.write("evil\x1B[2Jbroken.zip", "no zip");
  const auto harmless = [](const Finished& done) {
    for (const char* const evil : {"\x1B", "\xE2\x80\xAE", "\xC2\x9B", "Evil\n", "[2J\n"}) {
      EXPECT_THAT(done.out + done.err, Not(HasSubstr(evil)));
    }
  };
  const Finished imported = import(at("evil*"));
  EXPECT_EQ(imported.exit_code, 1);
  EXPECT_EQ(saves(), 1);
  EXPECT_THAT(imported.out, HasSubstr("evil\\x1B[2Jbroken.zip"));
  harmless(imported);
  harmless(import(at("evil*"), {"--quiet"}));
  harmless(command({"retry"}));
  harmless(command({"retry", "--quiet"}));
  harmless(command({"games"}));
  harmless(command({"sql", "SELECT game_name, file_path FROM matches"}));
  harmless(command({"remove", "1"}));
  const auto file = files_in(at(""), "name.xml").front();
  harmless(per_ankh({"inspect", file.string()}));
  std::filesystem::remove(file);
  harmless(command({"reparse", "--all"}));
  harmless(command({"undo"}));
}

}  // namespace
}  // namespace perankh::cli_test
