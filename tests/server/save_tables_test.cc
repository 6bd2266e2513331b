// The tables of a save, through the server: each is what web/api/openapi.json promises.
#include "query/save_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.h"
#include "server_test.h"

namespace perankh::server_test {
namespace {

using testing::ElementsAreArray;

class SaveTablesTest : public ServerTest {
 protected:
  static std::string target(std::int64_t match_id, const query::SaveTable& table) {
    return "/api/saves/" + std::to_string(match_id) + "/tables/" + std::string(table.name) +
           (table.of_a_tile ? "?tile_id=1" : "");
  }
};

TEST(SaveTables, AreThoseOfTheContract) {
  std::vector<std::string> names;
  for (const query::SaveTable& table : query::save_tables()) {
    names.emplace_back(table.name);
    EXPECT_EQ(Contract::of_the_page().row_of(names.back()), table.row) << table.name;
  }
  EXPECT_THAT(Contract::of_the_page().tables(), ElementsAreArray(names));
}

// ask() holds each answer against the contract: names and types of columns, and where null may stand.
TEST_F(SaveTablesTest, AreAnsweredAsPromised) {
  make_saves(1);  // a save that holds nearly nothing
  for (const std::string format : {"2022", "2025"}) {
    const auto made = cli_test::savegen({(saves() / format).string(), "--size", "tiny", "--format", format});
    ASSERT_EQ(made.exit_code, 0) << made.err;
  }
  import_all();
  for (const std::int64_t match_id : {1, 2, 3}) {
    for (const query::SaveTable& table : query::save_tables()) {
      const Json answer = get(target(match_id, table));
      EXPECT_EQ(answer["match_id"], match_id);
      EXPECT_EQ(answer["name"], table.name);
      EXPECT_EQ(answer["note"].is_null(), table.note.empty());
    }
  }
}

TEST_F(SaveTablesTest, SayTheSqlThatGivesThem) {
  make_saves(1);
  import_all();
  const Json answer = get("/api/saves/1/tables/players");
  EXPECT_EQ(answer["columns"]["player_name"], Json({"Bea", "Ada"})) << "by nation";
  EXPECT_THAT(answer["sql"].get<std::string>(), testing::HasSubstr("match_id = 1"));
  EXPECT_THAT(answer["sql"].get<std::string>(), testing::Not(testing::HasSubstr("$")));
  server_.reset();
  const auto by_hand = cli_test::per_ankh({"sql", "--db", library().string(), "--format", "csv", answer["sql"]});
  EXPECT_EQ(by_hand.exit_code, 0) << by_hand.err;
  EXPECT_THAT(by_hand.out, testing::HasSubstr("Ada"));
}

TEST_F(SaveTablesTest, TextOfAllKindsArrivesWhole) {
  folder_.write("saves/a.xml",
                R"(<Root GameName="G"><Game><Turn>1</Turn></Game><Player ID="0" Name="A&quot;\&#x9;&#xE9;"/></Root>)");
  import_all();
  EXPECT_EQ(get("/api/saves/1/tables/players")["columns"]["player_name"][0], "A\"\\\t\xC3\xA9");
}

TEST_F(SaveTablesTest, UnknownSavesAndTablesAreNotFound) {
  make_saves(1);
  import_all();
  const auto code = [this](const std::string& target, int status) {
    const Reply reply = ask("GET", target);
    EXPECT_EQ(reply.status, status) << target;
    return reply.code();
  };
  EXPECT_EQ(code("/api/saves/2/tables/players", 404), "api/no-such-save");
  EXPECT_EQ(code("/api/saves/9223372036854775807/tables/players", 404), "api/no-such-save");
  EXPECT_EQ(code("/api/saves/1/tables/matches", 404), "api/no-such-table");
  EXPECT_EQ(code("/api/saves/1/tables/players%27--", 404), "api/no-such-table");
  EXPECT_EQ(code("/api/saves/1/tables/PLAYERS", 404), "api/no-such-table");
  EXPECT_EQ(code("/api/saves/1/tables/", 404), "api/no-such-table");
  EXPECT_EQ(code("/api/saves/0/tables/players", 404), "api/not-found");
  EXPECT_EQ(code("/api/saves/1%20or%201=1/tables/players", 404), "api/not-found");
  EXPECT_EQ(code("/api/saves/-1/tables/players", 404), "api/not-found");
  EXPECT_EQ(code("/api/saves/99999999999999999999/tables/players", 404), "api/not-found");
  EXPECT_EQ(code("/api/saves/1/tables", 404), "api/not-found");
  EXPECT_EQ(code("/api/saves/1/tables/tile_history", 400), "api/bad-parameter");
  EXPECT_EQ(code("/api/saves/1/tables/tile_history?tile_id=1%20or%201=1", 400), "api/bad-parameter");
  EXPECT_EQ(code("/api/saves/1/tables/tile_history?tile_id=-1", 400), "api/bad-parameter");
  EXPECT_EQ(code("/api/saves/1/tables/players?tile_id=1", 400), "api/bad-parameter");
  EXPECT_EQ(get("/api/saves/1/tables/tile_history?tile_id=9223372036854775807")["row_count"], 0);
}

}  // namespace
}  // namespace perankh::server_test
