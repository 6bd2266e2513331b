// kill -9 at any moment: what was announced is there, nothing is there by half, and the same command again ends in a
// library like one that was never interrupted.
//
// PER_ANKH_KILLS is the number of moments (30 when it is not set), PER_ANKH_KILL_SEED chooses them. With
// PER_ANKH_KILL_SIZE=standard the saves are so large that DuckDB writes a part of a group to the file before its
// commit; with PER_ANKH_KILL_SAVES=90 of them (24 when it is not set), each committed alone, it also writes the log
// into the file in the middle of the import, and every kill of an import into a new library is aimed at that.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <thread>

#include "killed_library_test.h"

namespace perankh::cli_test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Microseconds = std::chrono::microseconds;

/// How one import is run, and what it takes when it is left alone.
struct Manner {
  std::vector<std::string> options;
  Microseconds whole{};  ///< from start to end
  int lines = 0;         ///< of progress
  Microseconds close{};  ///< from the line that says all is imported to the end
  // A checkpoint in the middle, where the log gets too long: the saves announced before it, and the time to the next
  // line.
  int saves_before_checkpoint = 0;
  Microseconds checkpoint{};
};

/// When an import is to be killed.
struct Moment {
  enum class Kind { kAfterStart, kAtLine, kWhileClosing, kInCheckpoint } kind = Kind::kAfterStart;
  Microseconds delay{};
  int line = 0;
  int imported = 0;
};

class KillTest : public KilledLibraryTest {
 protected:
  void SetUp() override {
    saves_ = static_cast<int>(number_from_environment("PER_ANKH_KILL_SAVES", 24));
    const char* const size = std::getenv("PER_ANKH_KILL_SIZE");
    make_saves("saves", saves_, {"--size", size == nullptr ? "tiny" : size});
    for (const auto& truth : files_in(at("saves"), ".json")) fs::remove(truth);
    // A file that always fails, so that the history of files takes part.
    folder_.write("saves/OW-M-broken.zip", "no zip");
    manners_ = {{.options = {"--commit-every", "1"}},
                {.options = {"--commit-every", "4"}},
                {.options = {"--commit-every", "4", "--jobs", "1"}},
                {.options = {}}};
    for (Manner& manner : manners_) time_alone(manner);
    truth_ = read(library());
    ASSERT_EQ(truth_.hashes.size(), static_cast<std::size_t>(saves_));
    ASSERT_GT(truth_.content.size(), 80U);
  }

  static int imported_of(std::string_view line) { return Json::parse(line, nullptr, false).value("imported", 0); }

  [[nodiscard]] static std::vector<std::string> command(const fs::path& saves, const fs::path& library,
                                                        const Manner& manner) {
    std::vector<std::string> arguments = {"import", saves.string(), "--json", "--db", library.string()};
    arguments.insert(arguments.end(), manner.options.begin(), manner.options.end());
    return arguments;
  }

  void time_alone(Manner& manner) {
    remove_library(library());
    std::optional<Clock::time_point> all_imported;
    const auto start = Clock::now();
    auto last_line = start;
    int last_imported = 0;
    std::uintmax_t last_log = 0;
    const auto on_line = [&](std::string_view line) {
      ++manner.lines;
      const auto now = Clock::now();
      const std::uintmax_t log = size_of_log();
      if (log < last_log && !all_imported) {
        manner.saves_before_checkpoint = last_imported;
        manner.checkpoint = std::chrono::duration_cast<Microseconds>(now - last_line);
      }
      last_line = now;
      last_log = log;
      last_imported = imported_of(line);
      if (!all_imported && last_imported == saves_) all_imported = now;
      return 0;
    };
    const Finished done = per_ankh(command(at("saves"), library(), manner), {.on_line = on_line});
    ASSERT_EQ(done.exit_code, 1) << done.err;  // the broken file
    ASSERT_TRUE(all_imported);
    manner.whole = std::chrono::duration_cast<Microseconds>(Clock::now() - start);
    manner.close = std::chrono::duration_cast<Microseconds>(Clock::now() - *all_imported);
  }

  [[nodiscard]] std::uintmax_t size_of_log() const {
    std::error_code none;  // 0 then
    const std::uintmax_t size = fs::file_size(library().string() + ".wal", none);
    return none ? 0 : size;
  }

  /// The manner that has a checkpoint in the middle, if one has.
  [[nodiscard]] const Manner* with_checkpoint() const {
    const auto found = std::ranges::find_if(manners_, [](const Manner& one) { return one.checkpoint.count() > 0; });
    return found == manners_.end() ? nullptr : &*found;
  }

  Moment moment_in_checkpoint(const Manner& manner) {
    return {.kind = Moment::Kind::kInCheckpoint,
            .delay = Microseconds(up_to(manner.checkpoint.count())),
            .imported = manner.saves_before_checkpoint};
  }

  Moment random_moment(const Manner& manner) {
    switch (up_to(3)) {
      case 0:
        return {.kind = Moment::Kind::kAtLine, .line = 1 + up_to(manner.lines - 1)};
      case 1:
        return {.kind = Moment::Kind::kWhileClosing, .delay = Microseconds(up_to(manner.close.count()))};
      default:
        return {.delay = Microseconds(up_to(manner.whole.count()))};
    }
  }

  struct Killed {
    bool killed = false;  ///< false when it was over before
    int announced = 0;
  };

  Killed run_until(const Moment& moment, const Manner& manner) {
    int lines = 0;
    bool sent = false;
    const auto on_line = [&](std::string_view line) {
      ++lines;
      const bool at_line = moment.kind == Moment::Kind::kAtLine && lines >= moment.line;
      const bool delayed = !sent && lines > 1 &&
                           ((moment.kind == Moment::Kind::kWhileClosing && all_known(line)) ||
                            (moment.kind == Moment::Kind::kInCheckpoint && imported_of(line) >= moment.imported));
      if (delayed) std::this_thread::sleep_for(moment.delay);  // not to wait for something: it is the moment itself
      sent = sent || at_line || delayed;
      return at_line || delayed ? SIGKILL : 0;
    };
    RunOptions options{.on_line = on_line};
    if (moment.kind == Moment::Kind::kAfterStart) options.kill_after = moment.delay;
    const Finished done = per_ankh(command(at("saves"), library(), manner), options);
    Killed killed{.killed = done.signal == SIGKILL};
    for (const std::string& line : cli_test::lines_of(done.out)) {
      // The last line may have been cut; what is said in whole lines was said.
      const Json event = Json::parse(line, nullptr, false);
      if (event.is_object()) killed.announced = std::max(killed.announced, event.value("imported", 0));
    }
    return killed;
  }

  static bool all_known(std::string_view line) {
    const Json event = Json::parse(line, nullptr, false);
    return event.is_object() && event.value("completed", 0) == event.value("total", -1);
  }

  int saves_ = 0;
  Found truth_;
  std::vector<Manner> manners_;
};

TEST_F(KillTest, LeavesEverySaveWholeOrAbsentWheneverItCame) {
  const std::uint64_t kills = kills_wanted(30);
  std::uint64_t hit = 0;
  std::uint64_t with_some = 0;
  std::uint64_t tries = 0;
  int saves_before = 0;
  std::uint64_t in_checkpoint = 0;
  const Manner* const checkpoint = with_checkpoint();
  const auto tell = [&] {
    std::cout << fmt::format("killed {} imports in {} tries, {} of them with some saves in, {} around a checkpoint\n",
                             hit, tries, with_some, in_checkpoint)
              << std::flush;
  };
  const fs::path resumed = at("resumed.duckdb");
  remove_library(library());
  for (; hit < kills && tries < 3 * kills; ++tries) {
    // Only a new library has a log of the measured length.
    const bool aimed = checkpoint != nullptr && !fs::exists(library());
    const Manner& manner = aimed ? *checkpoint : manners_[tries % manners_.size()];
    const Moment moment = aimed ? moment_in_checkpoint(manner) : random_moment(manner);
    SCOPED_TRACE(fmt::format("try {}, kind {}, {} us, line {}, {}", tries, static_cast<int>(moment.kind),
                             moment.delay.count(), moment.line, fmt::join(manner.options, " ")));
    const Killed killed = run_until(moment, manner);
    hit += killed.killed ? 1 : 0;
    in_checkpoint += killed.killed && aimed ? 1 : 0;
    if (!fs::exists(library())) continue;  // killed before there was one

    // What is there is whole, and is what had been there or announced, or more.
    const Found found = read(library());
    const auto count = found.hashes.size();
    with_some += count > 0 && static_cast<int>(count) < saves_ ? 1 : 0;
    ASSERT_GE(static_cast<int>(count), saves_before + killed.announced);
    ASSERT_TRUE(std::equal(found.hashes.begin(), found.hashes.end(), truth_.hashes.begin())) << "not the first ones";
    ASSERT_EQ(found.rows_without_a_save, "");
    ASSERT_EQ(difference(only(truth_.content, found.hashes), found.content), "");

    // The same command again ends where an uninterrupted one ends.
    copy_library(library(), resumed);
    const Finished done = per_ankh(command(at("saves"), resumed, manner));
    ASSERT_EQ(done.exit_code, 1) << done.err;
    const Json summary = summary_of(done);
    ASSERT_EQ(summary["failed"], 1);
    ASSERT_EQ(summary["duplicates"], count);
    const Found whole = read(resumed);
    ASSERT_EQ(whole.hashes, truth_.hashes);
    ASSERT_EQ(whole.rows_without_a_save, "");
    ASSERT_EQ(difference(truth_.content, whole.content), "");

    // Every other time the next kill meets what this one has left.
    const bool start_anew = static_cast<int>(count) == saves_ || hit % 2 == 0;
    if (start_anew) remove_library(library());
    saves_before = start_anew ? 0 : static_cast<int>(count);
    if (killed.killed && hit % 10 == 0) tell();  // hundreds of kills take a while
  }
  tell();
  EXPECT_EQ(hit, kills) << "the import ended before the kill too often: too fast for this test?";
  EXPECT_GT(with_some, kills / 6) << "hardly ever in the middle";
}

// What a kill in the middle of a commit leaves, without having to hit it: of a group of saves with full row groups the
// log says only where in the file they are.
TEST_F(KillTest, LeavesEverySaveWholeOrAbsentWhereverTheLogEnds) {
  const Manner& one_group = manners_.back();
  ASSERT_TRUE(one_group.options.empty());
  remove_library(library());
  const auto at_the_end = [&](std::string_view line) { return imported_of(line) == saves_ ? SIGKILL : 0; };
  ASSERT_EQ(per_ankh(command(at("saves"), library(), one_group), {.on_line = at_the_end}).signal, SIGKILL);
  const std::uintmax_t whole = size_of_log();
  ASSERT_GT(whole, 10'000U);
  for (int cut = 0; cut < 24; ++cut) {
    const std::uintmax_t length = up_to(whole - 1);
    SCOPED_TRACE(fmt::format("{} of {} bytes", length, whole));
    const fs::path shorter = at("shorter.duckdb");
    copy_library(library(), shorter);
    fs::resize_file(shorter.string() + ".wal", length);
    const Found found = read(shorter);
    ASSERT_EQ(found.hashes.size(), 0U) << "its commit is not whole";
    ASSERT_EQ(found.rows_without_a_save, "");
  }
  const Found found = read(library());
  ASSERT_EQ(found.hashes, truth_.hashes);
  ASSERT_EQ(difference(truth_.content, found.content), "");
}

}  // namespace
}  // namespace perankh::cli_test
