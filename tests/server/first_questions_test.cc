// What the server asks by itself when it opens a library.
#include "api/first_questions.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <thread>

#include "files/temporary_folder.h"
#include "program.h"

namespace perankh::server_test {
namespace {

class FirstQuestionsTest : public testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path library() const { return folder_.path() / "library.duckdb"; }

  void import_some() const {
    const std::string saves = (folder_.path() / "saves").string();
    ASSERT_EQ(cli_test::savegen({saves, "--size", "tiny", "--count", "3"}).exit_code, 0);
    ASSERT_EQ(cli_test::per_ankh({"import", saves, "--db", library().string(), "--quiet"}).exit_code, 0);
  }

  [[nodiscard]] std::unique_ptr<api::LibraryKeeper> open() const {
    auto keeper = api::LibraryKeeper::open(library());
    if (!keeper) throw std::runtime_error(describe(keeper.error()));
    return std::move(*keeper);
  }

  /// Bytes of tables that DuckDB has read from the file.
  static std::int64_t read_from_tables(api::LibraryKeeper& keeper) {
    auto reading = keeper.read();
    return std::get<std::int64_t>(*reading->connection().query_value(
        "SELECT CAST(sum(memory_usage_bytes) AS BIGINT) FROM duckdb_memory() WHERE tag = 'BASE_TABLE'"));
  }

 private:
  files::TemporaryFolder folder_;
};

TEST_F(FirstQuestionsTest, ReadWhatTheFirstPageWillNeed) {
  import_some();
  const auto keeper = open();
  const std::int64_t before = read_from_tables(*keeper);
  ASSERT_EQ(read_from_tables(*keeper), before) << "asking for it reads nothing itself";
  const std::int64_t enough = before + (256 << 10);
  const api::FirstQuestions questions(*keeper);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (read_from_tables(*keeper) < enough && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_GE(read_from_tables(*keeper), enough);
}

TEST_F(FirstQuestionsTest, MayBeEndedAtAnyTimeAndHoldNothingOpen) {
  import_some();
  const auto keeper = open();
  for (int delay = 0; delay < 20; ++delay) {
    api::FirstQuestions questions(*keeper);
    std::this_thread::sleep_for(std::chrono::milliseconds(delay));  // the moment itself: nothing is waited for
    questions.end();
    keeper->reopen();  // would wait for ever for a reader that stayed
  }
}

TEST_F(FirstQuestionsTest, AreNoneOfAnEmptyLibrary) {
  const auto keeper = open();
  {
    const api::FirstQuestions questions(*keeper);
  }
  EXPECT_TRUE(keeper->read().has_value());
}

}  // namespace
}  // namespace perankh::server_test
