// What goes wrong around a library: a full disk, missing rights, a file that goes away, is held, damaged or too new.
// Each has a code, a sentence that says what to do and exit code 3, and what was there before is there after.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <random>

#include "library_test.h"
#include "store/library.h"

namespace perankh::cli_test {
namespace {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::HasSubstr;

class FaultsTest : public LibraryTest {
 protected:
  static constexpr int kSaves = 12;

  void SetUp() override { make_saves("saves", kSaves); }

  [[nodiscard]] Finished command(std::vector<std::string> arguments, const RunOptions& run = {}) const {
    arguments.insert(arguments.end(), {"--db", library().string()});
    return per_ankh(arguments, run);
  }

  /// Everything a library can be asked to do, with the answer expected of each.
  void expect_all_fail_with(const std::string& code, const RunOptions& run = {}) const {
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{"import", at("saves").string(), "--quiet"},
                                               {"games"},
                                               {"sql", "SELECT count(*) FROM matches"},
                                               {"undo"},
                                               {"remove", "1", "--yes"},
                                               {"retry"},
                                               {"reparse", "--all"}}) {
      const Finished answer = command(arguments, run);
      EXPECT_EQ(answer.exit_code, 3) << arguments[0] << ": " << answer.out << answer.err;
      EXPECT_THAT(answer.err, HasSubstr("[" + code + "]")) << arguments[0];
    }
  }

  [[nodiscard]] Json saves_in_library() const { return ask_value(library(), "SELECT count(*) FROM matches"); }
};

// --- a full disk ----------------------------------------------------------------------------------------------------

TEST_F(FaultsTest, AFullDiskWhileTheLibraryIsMadeCanBeMadeGood) {
  for (const std::uint64_t limit : {0U, 512U, 4096U, 8192U, 12288U, 60'000U, 300'000U}) {
    const Finished full = import(at("saves"), {"--quiet"}, {.file_limit = limit});
    EXPECT_EQ(full.exit_code, 3) << limit;
    EXPECT_THAT(full.err, HasSubstr("[store/no-space]")) << limit;
    EXPECT_THAT(full.err, HasSubstr("make room and run again")) << limit;
    EXPECT_FALSE(fs::exists(at("library.duckdb.new"))) << limit;
    EXPECT_EQ(import(at("saves"), {"--quiet"}).exit_code, 0) << limit;
    EXPECT_EQ(saves_in_library(), kSaves) << limit;
    fs::remove(library());
  }
}

TEST_F(FaultsTest, AFullDiskWhileSavesAreRemovedRemovesNone) {
  ASSERT_EQ(import(at("saves")).exit_code, 0);
  const Json tiles = ask_value(library(), "SELECT count(*) FROM tiles");
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"undo"}, {"remove", "1", "--yes"}}) {
    const Finished full = command(arguments, {.file_limit = 100});
    EXPECT_EQ(full.exit_code, 3) << full.out;
    EXPECT_THAT(full.err, HasSubstr("[store/no-space]"));
    EXPECT_EQ(saves_in_library(), kSaves);
    EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM tiles"), tiles);
    EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM import_files WHERE status = 'imported'"), kSaves);
  }
}

TEST_F(FaultsTest, AFullDiskWhileSavesAreReadAgainLeavesThemAsTheyWere) {
  ASSERT_EQ(import(at("saves")).exit_code, 0);
  const Json tiles = ask_value(library(), "SELECT count(*) FROM tiles");
  const Finished full = command({"reparse", "--all"}, {.file_limit = 100});
  EXPECT_EQ(full.exit_code, 3) << full.out;
  EXPECT_THAT(full.err, HasSubstr("[store/no-space]"));
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM tiles"), tiles);
  EXPECT_EQ(command({"reparse", "--all"}).exit_code, 0);
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM tiles"), tiles);
}

TEST_F(FaultsTest, ALogOnAFullDiskDoesNotStopTheImport) {
  const Finished done = run_program("/bin/sh", {"-c", "exec \"$0\" import \"$1\" --db \"$2\" 2> /dev/full",
                                                PER_ANKH_PROGRAM, at("saves").string(), library().string()});
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_EQ(saves_in_library(), kSaves);
}

// --- rights ---------------------------------------------------------------------------------------------------------

TEST_F(FaultsTest, WithoutTheRightToWriteNothingIsWritten) {
  ASSERT_EQ(import(at("saves")).exit_code, 0);
  const std::string before = content_of(library());
  fs::permissions(folder_.path(), fs::perms(0555));
  const RunOptions nobody{.as_nobody = geteuid() == 0};  // root may write everywhere

  fs::permissions(library(), fs::perms(0444));
  const Finished games = command({"games"}, nobody);
  EXPECT_EQ(games.exit_code, 0) << "reading needs no more than that: " << games.err;
  for (const fs::perms rights : {fs::perms(0444), fs::perms(0666)}) {  // the second: its folder may not be written
    fs::permissions(library(), rights);
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{"import", at("saves").string(), "--quiet"}, {"undo"}}) {
      const Finished answer = command(arguments, nobody);
      EXPECT_EQ(answer.exit_code, 3) << arguments[0] << answer.out;
      EXPECT_THAT(answer.err, HasSubstr("check their permissions [store/read-only]")) << arguments[0];
    }
  }
  const Finished other =
      per_ankh({"import", at("saves").string(), "--quiet", "--db", at("sub/other.duckdb").string()}, nobody);
  EXPECT_EQ(other.exit_code, 3);
  EXPECT_THAT(other.err, HasSubstr("[store/read-only]"));
  fs::permissions(library(), fs::perms(0));
  expect_all_fail_with("store/read-only", nobody);

  fs::permissions(folder_.path(), fs::perms(0755));
  fs::permissions(library(), fs::perms(0644));
  EXPECT_EQ(content_of(library()), before);
}

TEST_F(FaultsTest, AFolderIsNoLibrary) {
  fs::create_directory(library());
  expect_all_fail_with("store/not-a-library");
}

TEST_F(FaultsTest, WhatAKilledProgramLeftOfANewLibraryIsNoHindrance) {
  folder_.write("library.duckdb.new", "half a head");
  EXPECT_EQ(import(at("saves")).exit_code, 0);
  EXPECT_EQ(saves_in_library(), kSaves);
  EXPECT_FALSE(fs::exists(at("library.duckdb.new")));
}

// --- a file that goes away ------------------------------------------------------------------------------------------

TEST_F(FaultsTest, ALibraryThatIsRemovedWhileItIsWrittenIsNotAnnouncedAsWritten) {
  bool removed = false;
  const Finished done = import(at("saves"), {"--json", "--commit-every", "2"}, {.on_line = [&](std::string_view line) {
                                 if (!removed && Json::parse(line, nullptr, false).value("imported", 0) >= 2) {
                                   removed = fs::remove(library());
                                 }
                                 return 0;
                               }});
  EXPECT_EQ(done.exit_code, 3);
  const Json summary = summary_of(done);
  EXPECT_EQ(summary["fatal"]["code"], "store/gone");
  EXPECT_EQ(import(at("saves")).exit_code, 0);
  EXPECT_EQ(saves_in_library(), kSaves);
}

TEST_F(FaultsTest, ALibraryThatIsMovedWhileItIsWrittenIsWholeWhereItIs) {
  bool moved = false;
  const Finished done = import(at("saves"), {"--json", "--commit-every", "2"}, {.on_line = [&](std::string_view line) {
                                 if (!moved && Json::parse(line, nullptr, false).value("imported", 0) >= 2) {
                                   fs::rename(library(), at("moved.duckdb"));
                                   moved = true;
                                 }
                                 return 0;
                               }});
  EXPECT_EQ(done.exit_code, 3);
  EXPECT_EQ(summary_of(done)["fatal"]["code"], "store/gone");
  fs::rename(at("moved.duckdb"), library());
  EXPECT_GE(saves_in_library(), summary_of(done)["imported"]);
  EXPECT_EQ(import(at("saves")).exit_code, 0);
  EXPECT_EQ(saves_in_library(), kSaves);
}

// --- others ---------------------------------------------------------------------------------------------------------

TEST_F(FaultsTest, ALibraryHeldByAnotherProgramIsLocked) {
  ASSERT_EQ(import(at("saves")).exit_code, 0);
  const auto holder = store::Library::open(library());
  ASSERT_TRUE(holder) << holder.error().message;
  expect_all_fail_with("store/locked");
}

TEST_F(FaultsTest, ALibraryOfANewerVersionIsLeftAlone) {
  ASSERT_EQ(import(at("saves")).exit_code, 0);
  {
    auto opened = store::Library::open(library());
    ASSERT_TRUE(opened);
    ASSERT_TRUE(opened->connection().execute("UPDATE data.library SET value = '9999' WHERE key = 'schema_version'"));
  }
  const std::string before = content_of(library());
  expect_all_fail_with("store/newer");
  EXPECT_EQ(content_of(library()), before);
}

// --- damage ---------------------------------------------------------------------------------------------------------

TEST_F(FaultsTest, ADamagedStartOrEndIsNoticedAndLeftAsItIs) {
  ASSERT_EQ(import(at("saves")).exit_code, 0);
  const std::string whole = content_of(library());
  const auto with_flipped_byte = [&whole](std::size_t at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(~damaged[at]);
    return damaged;
  };
  const std::pair<std::string, const char*> examples[] = {
      {with_flipped_byte(9), "store/not-a-library"},  // DuckDB's sign
      {with_flipped_byte(100), "store/damaged"},      // the rest of the first header
      {whole.substr(0, whole.size() / 2), "store/damaged"},
      {whole.substr(0, 20'000), "store/damaged"},
      {whole.substr(0, 5'000), "store/damaged"},  // headers and no more
      {std::string(whole.size(), '\0'), "store/not-a-library"},
      {"my diary", "store/not-a-library"}};
  for (const auto& [content, code] : examples) {
    folder_.write("library.duckdb", content);
    expect_all_fail_with(code);
    EXPECT_EQ(content_of(library()), content) << code;
  }
}

// Every block has a checksum: what is read is right, or is not given.
TEST_F(FaultsTest, ADamagedBlockNeverGivesAWrongAnswer) {
  ASSERT_EQ(import(at("saves")).exit_code, 0);
  const std::string question =
      "SELECT (SELECT sum(hash(t)) FROM tiles t) + (SELECT sum(hash(c)) FROM characters c) + (SELECT sum(hash(e)) FROM "
      "event_logs e)";
  const std::string answer = command({"sql", question, "--format", "csv"}).out;
  const std::string whole = content_of(library());
  std::mt19937 random(1);
  int refused = 0;
  for (int round = 0; round < 24; ++round) {
    std::string damaged = whole;
    const std::size_t place = std::uniform_int_distribution<std::size_t>(12'288, whole.size() - 8)(random);
    for (std::size_t at = place; at < place + 8; ++at) damaged[at] = static_cast<char>(~damaged[at]);
    folder_.write("library.duckdb", damaged);
    const Finished asked = command({"sql", question, "--format", "csv"});
    if (asked.exit_code == 0) {
      EXPECT_EQ(asked.out, answer) << place;
      continue;
    }
    ++refused;
    EXPECT_EQ(asked.exit_code, 3) << place << asked.err;
    EXPECT_THAT(asked.err, AnyOf(HasSubstr("[store/damaged]"), HasSubstr("[store/not-a-library]"))) << place;
    EXPECT_EQ(content_of(library()), damaged) << place;
  }
  EXPECT_GT(refused, 0) << "no damage was ever met";
}

// What a power failure leaves of the log: it ends anywhere. And what a bad disk leaves of it.
TEST_F(FaultsTest, ALogThatIsCutShortHoldsWholeSaves) {
  const auto kill_late = [](std::string_view line) {
    return Json::parse(line, nullptr, false).value("imported", 0) >= kSaves - 2 ? SIGKILL : 0;
  };
  const Finished killed = import(at("saves"), {"--json", "--commit-every", "2"}, {.on_line = kill_late});
  ASSERT_EQ(killed.signal, SIGKILL);
  const std::string file = content_of(library());
  const fs::path log = library().string() + ".wal";
  const std::string whole = content_of(log);
  ASSERT_GT(whole.size(), 100'000U);
  std::mt19937 random(1);
  int before = -1;
  for (std::size_t part = 2; part <= 20; ++part) {
    const std::size_t length = whole.size() * part / 20 - random() % 1000;
    folder_.write("library.duckdb", file);
    folder_.write("library.duckdb.wal", std::string_view(whole).substr(0, length));
    const int saves = saves_in_library();
    EXPECT_GE(saves, before) << "a longer log holds no less";
    EXPECT_EQ(saves % 2, 0) << "a group is all there or not there at all";
    EXPECT_EQ(ask_value(library(), "SELECT count(DISTINCT match_id) FROM tiles"), saves);
    before = saves;

    std::string flipped = whole;
    flipped[length / 2] = static_cast<char>(~flipped[length / 2]);
    folder_.write("library.duckdb.wal", flipped);
    const Finished asked = command({"games"});
    EXPECT_EQ(asked.exit_code, 3);
    EXPECT_THAT(asked.err, HasSubstr("[store/damaged]"));
    EXPECT_EQ(content_of(log), flipped);
  }
  EXPECT_GT(before, 0);
}

}  // namespace
}  // namespace perankh::cli_test
