// Libraries of every published schema version (tests/fixtures, made by make_library.py) become libraries of this one,
// and keep all their rows; or stay as they are.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fixture.h"
#include "library_test.h"
#include "store/library.h"
#include "store/schema.h"

namespace perankh::cli_test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class UpgradeTest : public LibraryTest, public testing::WithParamInterface<int> {
 protected:
  void SetUp() override {
    old_ = library_of_version(GetParam());
    truth_ = Json::parse(content_of(fs::path(PER_ANKH_FIXTURES) / fmt::format("version{}.json", GetParam())));
    folder_.write("library.duckdb", old_);
    ASSERT_GT(truth_.size(), 100U);
  }

  /// Relations that are not as the program of that time said they are. Columns that came later are left out.
  [[nodiscard]] std::string differences() const {
    auto opened = store::Library::open(library(), {.access = store::Access::kRead});
    if (!opened) return opened.error().message;
    std::string text;
    for (const Json& relation : truth_) {
      std::string columns;
      for (const auto& column : relation["columns"]) {
        columns += fmt::format("{}\"{}\"", columns.empty() ? "" : ", ", column.get<std::string>());
      }
      const std::string name = relation["relation"];
      const auto found = opened->connection().query_value(fmt::format(
          "SELECT count(*) || ' rows, sum ' || coalesce(sum(md5_number_lower(CAST(ROW({}) AS VARCHAR))), 0) "
          "FROM \"{}\"",
          columns, name));
      const std::string expected =
          fmt::format("{} rows, sum {}", relation["rows"].get<int>(), relation["sum"].get<std::string>());
      if (!found || *found != store::Value(expected)) {
        text += fmt::format("{}: not {}: {}\n", name, expected,
                            found ? std::get<std::string>(*found) : found.error().message);
      }
    }
    return text;
  }

  /// How many saves the old library held.
  [[nodiscard]] Json truth_saves() const {
    for (const Json& relation : truth_) {
      if (relation["relation"] == "matches") return relation["rows"];
    }
    return {};
  }

  std::string old_;
  Json truth_;
};

TEST_P(UpgradeTest, KeepsEveryRowOfEveryRelation) {
  const Finished reading = per_ankh({"games", "--db", library().string()});
  EXPECT_EQ(reading.exit_code, 3) << "reading alone changes nothing";
  EXPECT_THAT(reading.err, HasSubstr("[store/older]"));
  EXPECT_EQ(content_of(library()), old_);

  {
    const auto upgraded = store::Library::open(library());
    ASSERT_TRUE(upgraded) << upgraded.error().message;
    EXPECT_FALSE(fs::exists(at("library.duckdb.wal"))) << "nothing may be written to what dropped tables leave free "
                                                          "while a log still refers to it";
  }
  EXPECT_EQ(differences(), "");
  EXPECT_EQ(ask_value(library(), "SELECT value FROM data.library WHERE key = 'schema_version'"),
            std::to_string(store::kSchemaVersion));
}

TEST_P(UpgradeTest, GoesOnAsALibraryOfToday) {
  const Json saves = truth_saves();
  make_saves("more", 2, {"--size", "tiny", "--seed", "77"});
  EXPECT_EQ(import(at("more")).exit_code, 0);
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM matches"), saves.get<int>() + 2);
  EXPECT_EQ(per_ankh({"undo", "--db", library().string()}).exit_code, 0);
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM matches"), saves);
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM import_files WHERE status = 'failed'"), 1);
}

TEST_P(UpgradeTest, ThatFailsLeavesTheFileAsItWas) {
  for (const std::uint64_t limit : {0U, 5'000U, 100'000U}) {  // of the log: the file itself is not written yet
    const Finished full = per_ankh({"undo", "--db", library().string()}, {.file_limit = limit});
    EXPECT_EQ(full.exit_code, 3) << limit << full.out;
    EXPECT_THAT(full.err, HasSubstr("[store/no-space]")) << limit;
    EXPECT_EQ(content_of(library()), old_) << limit;
  }
}

INSTANTIATE_TEST_SUITE_P(From, UpgradeTest, testing::Values(1, 2, 3, 4),
                         [](const auto& version) { return fmt::format("Version{}", version.param); });

}  // namespace
}  // namespace perankh::cli_test
