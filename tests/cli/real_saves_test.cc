// Real saves, where there are any: they can't be shipped. The numbers were found in the files by other means. Players'
// names stand nowhere.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "library_test.h"

namespace perankh::cli_test {
namespace {

constexpr const char* kPersia = "OW-Persia-Year69-2025-09-20-09-47-27";
constexpr const char* kGallicWars = "GallicWars1Map";

class RealSavesTest : public LibraryTest {
 protected:
  void SetUp() override {
    const char* const folder = std::getenv("PER_ANKH_REAL_SAVES");
    if (folder == nullptr || *folder == '\0') {
      GTEST_SKIP() << "Real saves cannot be shipped: set PER_ANKH_REAL_SAVES to a folder with some to run this test.";
    }
    real_ = folder;
  }

  /// `count(*)` of a relation, for the save of that name.
  [[nodiscard]] Json rows_of(const char* save, const std::string& relation,
                             const std::string& condition = "true") const {
    return ask_value(library(),
                     fmt::format("SELECT count(*) FROM {} r JOIN (SELECT match_id FROM matches WHERE file_name LIKE "
                                 "'{}.%') USING (match_id) WHERE {}",
                                 relation, save, condition));
  }

  std::filesystem::path real_;
};

TEST_F(RealSavesTest, ArriveWhole) {
  const Finished done = import(real_, {"--json"});
  EXPECT_EQ(done.exit_code, 0) << done.out;
  const Json summary = summary_of(done);
  EXPECT_EQ(summary["imported"], 2);
  EXPECT_EQ(summary["duplicates"], 2);  // the same saves as plain XML

  const Json persia = ask(library(), fmt::format("SELECT * FROM matches WHERE file_name LIKE '{}.%'", kPersia))[0];
  EXPECT_EQ(persia["total_turns"], 69);
  EXPECT_EQ(persia["winner_player_id"], 1);
  EXPECT_EQ(persia["winner_victory_type"], "VICTORY_CONQUEST");
  const Json players =
      ask(library(), fmt::format("SELECT player_id, nation, is_human FROM players JOIN matches USING (match_id) "
                                 "WHERE file_name LIKE '{}.%' ORDER BY player_id",
                                 kPersia));
  EXPECT_EQ(players, Json::parse(R"([{"player_id":0,"nation":"NATION_PERSIA","is_human":true},
                                     {"player_id":1,"nation":"NATION_ASSYRIA","is_human":true}])"));
  const std::pair<const char*, int> histories[] = {
      {"yield_history", 1904},     {"points_history", 136},          {"military_history", 136},
      {"legitimacy_history", 136}, {"family_opinion_history", 5440}, {"religion_opinion_history", 2040},
      {"yield_prices", 952}};
  for (const auto& [relation, rows] : histories) EXPECT_EQ(rows_of(kPersia, relation), rows) << relation;

  EXPECT_EQ(rows_of(kPersia, "event_logs", "is_permanent"), 131);

  const std::pair<const char*, int> things[] = {{"tiles", 1517}, {"characters", 9}, {"cities", 4}, {"units", 14}};
  for (const auto& [relation, rows] : things) EXPECT_EQ(rows_of(kGallicWars, relation), rows) << relation;
  EXPECT_EQ(rows_of(kGallicWars, "tiles", "river_w"), 90);
  EXPECT_EQ(rows_of(kGallicWars, "tiles", "river_sw"), 105);
  EXPECT_EQ(rows_of(kGallicWars, "tiles", "river_se"), 95);
  const Json map = ask(
      library(), fmt::format("SELECT map_width, map_height FROM matches WHERE file_name LIKE '{}.%'", kGallicWars))[0];
  EXPECT_EQ(map["map_width"], 37);
  EXPECT_EQ(map["map_height"], 41);
}

TEST_F(RealSavesTest, HoldNothingUnknown) {
  for (const char* const name : {kPersia, kGallicWars}) {
    for (const char* const ending : {".zip", ".xml"}) {
      const Finished answer =
          per_ankh({"inspect", "--coverage", "--json", (real_ / (std::string(name) + ending)).string()});
      ASSERT_EQ(answer.exit_code, 0) << answer.err;
      const Json summary = Json::parse(answer.out)["summary"];
      EXPECT_EQ(summary["unknown_paths"], 0) << name;
      EXPECT_GE(summary["stored_values"].get<double>(), 0.98 * summary["leaf_values"].get<double>()) << name;
    }
  }
}

}  // namespace
}  // namespace perankh::cli_test
