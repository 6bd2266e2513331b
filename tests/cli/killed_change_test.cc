// kill -9 while saves are removed or read again, or while an older library is brought up to date: every save is as it
// was or as it was to become, and the same command again gets there. So it is when the disk is full in the middle of an
// upgrade, and an import on it is killed later.
//
// PER_ANKH_KILLS is the number of moments for each (10 when it is not set), PER_ANKH_KILL_SEED chooses them.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <functional>
#include <iostream>

#include "fixture.h"
#include "killed_library_test.h"

namespace perankh::cli_test {
namespace {

using Clock = std::chrono::steady_clock;

class KilledChangeTest : public KilledLibraryTest {
 protected:
  static constexpr int kSaves = 12;

  [[nodiscard]] std::filesystem::path before() const { return at("before.duckdb"); }

  /// The library before the change: two imports, of which the second can be undone.
  void import_twice() const {
    make_saves("first", kSaves / 2);
    make_saves("second", kSaves / 2, {"--size", "tiny", "--seed", "9"});
    ASSERT_EQ(import(at("first")).exit_code, 0);
    ASSERT_EQ(import(at("second")).exit_code, 0);
    copy_library(library(), before());
  }

  [[nodiscard]] Finished run(std::vector<std::string> command, const RunOptions& options = {}) const {
    command.insert(command.end(), {"--db", library().string()});
    return per_ankh(command, options);
  }

  /// Kills `command` at random moments of a change of before(), and then looks at library() with `check`.
  void kill_in_the_middle(const std::vector<std::string>& command, const std::function<void()>& check) {
    copy_library(before(), library());
    const auto start = Clock::now();
    ASSERT_GE(run(command).exit_code, 0);
    const auto whole = std::chrono::duration_cast<Microseconds>(Clock::now() - start);
    const std::uint64_t kills = kills_wanted(10);
    std::uint64_t hit = 0;
    std::uint64_t tries = 0;
    for (; hit < kills && tries < 5 * kills; ++tries) {
      copy_library(before(), library());
      const Microseconds moment(up_to(whole.count()));
      SCOPED_TRACE(fmt::format("{} after {} us", command.front(), moment.count()));
      if (run(command, {.kill_after = moment}).signal != SIGKILL) continue;
      ++hit;
      ASSERT_NO_FATAL_FAILURE(check());
    }
    EXPECT_EQ(hit, kills) << "it ended before the kill too often: too fast for this test?";
    std::cout << fmt::format("killed {} times in {} tries of {} ms\n", hit, tries, whole.count() / 1000);
  }

  void expect_all_or_nothing(const std::vector<std::string>& command) {
    const Found old = read(before());
    copy_library(before(), library());
    ASSERT_EQ(run(command).exit_code, 0);
    const Found changed = read(library());
    ASSERT_LT(changed.hashes.size(), old.hashes.size());
    kill_in_the_middle(command, [&] {
      const Found found = read(library());
      const Found& expected = found.hashes == old.hashes ? old : changed;
      ASSERT_EQ(found.hashes, expected.hashes);
      ASSERT_EQ(difference(expected.content, found.content), "");
      ASSERT_EQ(found.rows_without_a_save, "");
      ASSERT_EQ(ask_value(library(), "SELECT count(*) FROM import_files WHERE status = 'imported'"),
                found.hashes.size());
    });
  }
};

TEST_F(KilledChangeTest, UndoTakesOutAllOfARunOrNothing) {
  import_twice();
  expect_all_or_nothing({"undo"});
}

TEST_F(KilledChangeTest, RemoveTakesOutAllOfASaveOrNothing) {
  import_twice();
  expect_all_or_nothing({"remove", "2", "--yes"});
}

TEST_F(KilledChangeTest, ReparseLeavesEverySaveOldOrNew) {
  import_twice();
  const Found whole = read(before());
  {
    auto opened = store::Library::open(before());
    ASSERT_TRUE(opened);
    ASSERT_TRUE(opened->connection().execute("UPDATE data.match SET parser_version = 0; DELETE FROM data.tile"));
  }
  const Found old = read(before());
  const std::vector<std::string> command = {"reparse", "--commit-every", "2"};
  kill_in_the_middle(command, [&] {
    const Found found = read(library());
    ASSERT_EQ(found.hashes, whole.hashes);
    ASSERT_EQ(found.rows_without_a_save, "");
    for (const std::string& save : whole.hashes) {
      const Content content = only(found.content, {save});
      const std::string to_new = difference(only(whole.content, {save}), content);
      ASSERT_TRUE(to_new.empty() || difference(only(old.content, {save}), content).empty()) << to_new;
    }
    ASSERT_EQ(run(command).exit_code, 0);
    ASSERT_EQ(difference(whole.content, read(library()).content), "");
  });
}

TEST_F(KilledChangeTest, AnUpgradeKeepsEveryRow) {
  folder_.write("before.duckdb", library_of_version(1));
  const Found truth = read(before());  // brought up to date without being killed; UpgradeTest says that this is right
  ASSERT_FALSE(truth.hashes.empty());
  const std::vector<std::string> command = {"remove", "999", "--yes"};  // opens the library and changes nothing
  kill_in_the_middle(command, [&] {
    const Found found = read(library());
    ASSERT_EQ(found.hashes, truth.hashes);
    ASSERT_EQ(difference(truth.content, found.content), "");
    ASSERT_EQ(run(command).exit_code, 2) << "there is no such save, but the library is fine";
    ASSERT_EQ(difference(truth.content, read(library()).content), "");
  });
}

// The upgrade is committed, but only to the log, and DuckDB 1.4 cannot replay a log with dropped tables once new rows
// have taken their place (duckdb#21067).
TEST_F(KilledChangeTest, AnUpgradeThatAFullDiskKeepsInTheLogKeepsEveryRow) {
  folder_.write("before.duckdb", library_of_version(1));
  const Found truth = read(before());
  const auto expect_all = [&](const Found& found) {
    EXPECT_EQ(difference(truth.content, only(found.content, truth.hashes)), "");
    EXPECT_EQ(found.rows_without_a_save, "");
  };
  const std::vector<std::string> command = {"remove", "999", "--yes"};
  // Room for the log, but not for the file.
  std::uint64_t limit = 16'000;
  Finished full;
  for (bool committed = false; !committed;) {
    limit += limit / 4;
    ASSERT_LT(limit, std::uint64_t{1} << 24U) << "the log never had room without the file";
    copy_library(before(), library());
    full = run(command, {.file_limit = limit});
    committed = full.exit_code == 3 && run({"games"}).exit_code == 0;
  }
  EXPECT_THAT(full.err, testing::HasSubstr("[store/no-space]"));
  expect_all(read(library()));
  const Finished still_full = run(command, {.file_limit = limit});
  EXPECT_EQ(still_full.exit_code, 3);
  EXPECT_THAT(still_full.err, testing::HasSubstr("[store/no-space]"));
  expect_all(read(library()));

  // Saves of which a commit writes a part right into the file.
  make_saves("more", 8, {"--size", "standard"});
  const Finished killed = import(at("more"), {"--json", "--commit-every", "4"}, {.on_line = [](std::string_view line) {
                                   return Json::parse(line, nullptr, false).value("imported", 0) >= 4 ? SIGKILL : 0;
                                 }});
  ASSERT_EQ(killed.signal, SIGKILL);
  expect_all(read(library()));
  EXPECT_EQ(import(at("more")).exit_code, 0);
  const Found whole = read(library());
  expect_all(whole);
  EXPECT_EQ(whole.hashes.size(), truth.hashes.size() + 8);
}

}  // namespace
}  // namespace perankh::cli_test
