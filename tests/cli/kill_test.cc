// kill -9 at any moment: what was announced is there, nothing is there by half, and the same command again ends in a
// library like one that was never interrupted.
//
// PER_ANKH_KILLS is the number of moments (30 when it is not set), PER_ANKH_KILL_SEED chooses them. With
// PER_ANKH_KILL_SIZE=standard the saves are so large that DuckDB writes a part of a group to the file before its
// commit.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <random>
#include <stdexcept>
#include <thread>

#include "library_content.h"
#include "library_test.h"

namespace perankh::cli_test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Microseconds = std::chrono::microseconds;

std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr || *text == '\0' ? otherwise : std::strtoull(text, nullptr, 10);
}

/// How one import is run, and what it takes when it is left alone.
struct Manner {
  std::vector<std::string> options;
  Microseconds whole{};  ///< from start to end
  int lines = 0;         ///< of progress
  Microseconds close{};  ///< from the line that says all is imported to the end
};

/// When an import is to be killed.
struct Moment {
  enum class Kind { kAfterStart, kAtLine, kWhileClosing } kind = Kind::kAfterStart;
  Microseconds delay{};
  int line = 0;
};

class KillTest : public LibraryTest {
 protected:
  static constexpr int kSaves = 24;

  void SetUp() override {
    const char* const size = std::getenv("PER_ANKH_KILL_SIZE");
    make_saves("saves", kSaves, {"--size", size == nullptr ? "tiny" : size});
    for (const auto& truth : files_in(at("saves"), ".json")) fs::remove(truth);
    // A file that always fails, so that the history of files takes part.
    folder_.write("saves/OW-M-broken.zip", "no zip");
    manners_ = {{.options = {"--commit-every", "1"}},
                {.options = {"--commit-every", "4"}},
                {.options = {"--commit-every", "4", "--jobs", "1"}},
                {.options = {}}};
    for (Manner& manner : manners_) time_alone(manner);
    truth_ = read(library());
    ASSERT_EQ(truth_.hashes.size(), std::size_t{kSaves});
    ASSERT_GT(truth_.content.size(), 80U);
  }

  struct Found {
    std::vector<std::string> hashes;  ///< of the saves, in the order of their ids
    Content content;
    std::string rows_without_a_save;
  };

  /// Of a copy: what the killed program left has to be there for the next one.
  [[nodiscard]] Found read(const fs::path& path) const {
    copy_library(path, at("copy.duckdb"));
    auto library = store::Library::open(at("copy.duckdb"), {.create = false, .memory = std::uint64_t{1} << 31U});
    if (!library) throw std::runtime_error(describe(library.error()));
    Found found;
    auto rows = library->connection().query("SELECT file_hash FROM matches ORDER BY match_id");
    for (const auto* row = rows->next(); row != nullptr; row = rows->next()) {
      found.hashes.push_back(std::get<std::string>((*row)[0]));
    }
    found.content = cli_test::content_of(*library);
    found.rows_without_a_save = cli_test::rows_without_a_save(*library);
    return found;
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
    const Finished done = per_ankh(command(at("saves"), library(), manner), {.on_line = [&](std::string_view line) {
                                     ++manner.lines;
                                     if (!all_imported && imported_of(line) == kSaves) all_imported = Clock::now();
                                     return 0;
                                   }});
    ASSERT_EQ(done.exit_code, 1) << done.err;  // the broken file
    ASSERT_TRUE(all_imported);
    manner.whole = std::chrono::duration_cast<Microseconds>(Clock::now() - start);
    manner.close = std::chrono::duration_cast<Microseconds>(Clock::now() - *all_imported);
  }

  static void remove_library(const fs::path& path) {
    for (const fs::path& file : files_of_library(path)) fs::remove(file);
  }

  /// The file, and DuckDB's log beside it.
  static std::vector<fs::path> files_of_library(const fs::path& path) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(path.parent_path())) {
      if (entry.path().filename().string().starts_with(path.filename().string())) files.push_back(entry.path());
    }
    return files;
  }

  static void copy_library(const fs::path& from, const fs::path& to) {
    remove_library(to);
    for (const fs::path& file : files_of_library(from)) {
      fs::copy_file(file, to.string() + file.filename().string().substr(from.filename().string().size()));
    }
  }

  Moment random_moment(const Manner& manner) {
    const auto up_to = [this](auto most) { return std::uniform_int_distribution<decltype(most)>(0, most)(random_); };
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
      const bool closing = moment.kind == Moment::Kind::kWhileClosing && !sent && lines > 1 && all_known(line);
      if (closing) std::this_thread::sleep_for(moment.delay);  // not to wait for something: it is the moment itself
      sent = sent || at_line || closing;
      return at_line || closing ? SIGKILL : 0;
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

  Found truth_;
  std::vector<Manner> manners_;
  std::mt19937_64 random_{number_from_environment("PER_ANKH_KILL_SEED", 1)};
};

TEST_F(KillTest, LeavesEverySaveWholeOrAbsentWheneverItCame) {
  const std::uint64_t kills = number_from_environment("PER_ANKH_KILLS", 30);
  std::uint64_t hit = 0;
  std::uint64_t with_some = 0;
  std::uint64_t tries = 0;
  int saves_before = 0;
  const fs::path resumed = at("resumed.duckdb");
  remove_library(library());
  for (; hit < kills && tries < 3 * kills; ++tries) {
    const Manner& manner = manners_[tries % manners_.size()];
    const Moment moment = random_moment(manner);
    SCOPED_TRACE(fmt::format("try {}, kind {}, {} us, line {}, {}", tries, static_cast<int>(moment.kind),
                             moment.delay.count(), moment.line, fmt::join(manner.options, " ")));
    const Killed killed = run_until(moment, manner);
    hit += killed.killed ? 1 : 0;
    if (files_of_library(library()).empty()) continue;  // killed before there was anything

    // What is there is whole, and is what had been there or announced, or more.
    const Found found = read(library());
    const auto count = found.hashes.size();
    with_some += count > 0 && count < kSaves ? 1 : 0;
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
    const bool start_anew = count == kSaves || hit % 2 == 0;
    if (start_anew) remove_library(library());
    saves_before = start_anew ? 0 : static_cast<int>(count);
  }
  EXPECT_EQ(hit, kills) << "the import ended before the kill too often: too fast for this test?";
  EXPECT_GT(with_some, kills / 6) << "hardly ever in the middle";
  std::cout << "killed " << hit << " imports in " << tries << " tries, " << with_some
            << " of them with some saves in\n";
}

}  // namespace
}  // namespace perankh::cli_test
