// The relation player_histories: histories as lists, filled forward. What a file may say wrong is said here, too.
#include "store/library_test.h"

namespace perankh::store {
namespace {

class PlayerHistoriesTest : public LibraryTest {
 protected:
  /// amounts of the points of the only player of a save at `turn`.
  [[nodiscard]] std::string points(int turn, const std::string& turns) { return asked(turn, turns, "amounts"); }
  [[nodiscard]] std::string asked(int turn, const std::string& turns, const std::string& column) {
    Library library = open();
    const auto id = import(library, save_at(turn, R"(<Player ID="0" Nation="NATION_ROME"><PointsHistory>)" + turns +
                                                      "</PointsHistory></Player>"));
    return cell(library, "SELECT " + column + " FROM player_histories WHERE match_id = " + std::to_string(id));
  }
};

TEST_F(PlayerHistoriesTest, HoldEveryTurnOfTheSave) {
  EXPECT_EQ(points(3, "<T1>4</T1><T2>5</T2><T3>6</T3>"), "[4, 5, 6]");
  EXPECT_EQ(asked(4, "<T1>4</T1>", "field || ' ' || coalesce(key, '-') || ' ' || player_id"), "PointsHistory - 0");
}

TEST_F(PlayerHistoriesTest, BeginWithNothingAndKeepTheLastValue) {
  EXPECT_EQ(points(5, "<T2>4</T2><T3>5</T3>"), "[NULL, 4, 5, 5, 5]");
}

TEST_F(PlayerHistoriesTest, KeepTheValueBeforeAMissingTurn) {
  EXPECT_EQ(points(7, "<T2>4</T2><T5>-1</T5><T6>2</T6>"), "[NULL, 4, 4, 4, -1, 2, 2]");
}

TEST_F(PlayerHistoriesTest, LeaveOutTurnsThatAreNotTheSaves) {
  EXPECT_EQ(points(2, "<T0>1</T0><T1>2</T1><T2>3</T2><T3>4</T3>"), "[2, 3]");
  EXPECT_EQ(points(2, "<T0>1</T0><T2>3</T2><T9>4</T9>"), "[1, 3]");
  EXPECT_EQ(points(2, "<T5>1</T5><T6>2</T6>"), "[NULL, NULL]");
  EXPECT_EQ(points(2, "<T5>1</T5><T9>2</T9>"), "[NULL, NULL]");
  EXPECT_EQ(points(-3, "<T1>1</T1>"), "[]");
}

TEST_F(PlayerHistoriesTest, AreNotLongerThanAnyGame) {
  EXPECT_EQ(asked(2147483647, "<T1>1</T1><T2147483647>2</T2147483647>", "len(amounts) || ' ' || amounts[-1]"),
            "10000 1");
  EXPECT_EQ(asked(3, "<T2147483647>2</T2147483647>", "amounts"), "[NULL, NULL, NULL]");
}

TEST_F(PlayerHistoriesTest, OfOneElementAreApartByTheirKeys) {
  Library library = open();
  import(library,
         save_at(2, R"(<Player ID="0"><YieldRateHistory><YIELD_IRON><T1>15</T1></YIELD_IRON><YIELD_FOOD><T2>-20</T2>
                               </YIELD_FOOD></YieldRateHistory></Player>)"));
  EXPECT_EQ(cell(library,
                 "SELECT string_agg(key || ' ' || CAST(amounts AS VARCHAR), '; ' ORDER BY key) FROM player_histories"),
            "YIELD_FOOD [NULL, -20]; YIELD_IRON [15, 15]");
}

}  // namespace
}  // namespace perankh::store
