#include "query/games.h"

#include <gmock/gmock.h>

#include "query/library_facts.h"
#include "store/library_test.h"
#include "store/settings.h"

namespace perankh::query {
namespace {

using testing::ElementsAre;
using testing::Optional;

// A save of a game; `players` are its Player elements.
std::string save(const std::string& game_id, int turn, const std::string& players, const std::string& below_game = {},
                 const std::string& name = "Game12") {
  return "<Root GameName=\"" + name + "\" GameId=\"" + game_id + "\" MapWidth=\"2\" MapSize=\"MAPSIZE_SMALL\" " +
         "SaveDate=\"8 November 2025\"><Game><Turn>" + std::to_string(turn) + "</Turn>" + below_game + "</Game>" +
         players + "</Root>";
}

std::string human(int id, const std::string& nation, const std::string& online_id, const std::string& name = "") {
  return "<Player ID=\"" + std::to_string(id) + "\" Nation=\"NATION_" + nation + "\" Name=\"" + name +
         "\" OnlineID=\"" + online_id + "\"><Founded/></Player>";
}

class GamesTest : public store::LibraryTest {
 protected:
  static std::vector<Game> games_in(store::Library& library) {
    auto found = games(library.connection());
    if (!found) throw std::runtime_error(describe(found.error()));
    return std::move(*found);
  }
};

TEST_F(GamesTest, SavesOfOneGameAreOneGameWithTheLatestInFront) {
  store::Library library = open();
  import(library, save("G", 10, human(0, "ROME", "me")), "a.xml");
  import(library, save("G", 30, human(0, "ROME", "me")), "b.xml");
  import(library, save("G", 20, human(0, "ROME", "me")), "c.xml");
  import(library, save("other", 5, human(0, "EGYPT", "me")), "d.xml");
  const std::vector<Game> found = games_in(library);
  ASSERT_EQ(found.size(), 2U);
  const Game& game = found.back();
  EXPECT_EQ(game.key, "G");
  EXPECT_THAT(game.turn, Optional(30));
  EXPECT_EQ(game.latest_match_id, 2);
  EXPECT_EQ(game.title, "Rome, turn 30");
  EXPECT_THAT(game.map_size, Optional(std::string("MAPSIZE_SMALL")));
  std::vector<std::string> files;
  for (const Save& one : game.saves) files.push_back(one.file_name);
  EXPECT_THAT(files, ElementsAre("b.xml", "c.xml", "a.xml"));
}

TEST_F(GamesTest, FindsOneGameByItsKey) {
  store::Library library = open();
  import(library, save("a/b' --", 10, human(0, "ROME", "me")), "a.xml");
  import(library, save("G", 10, human(0, "ROME", "me")), "b.xml");
  const auto found = game(library.connection(), "a/b' --");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->latest_match_id, 1);
  EXPECT_EQ((*found)->players.size(), 1U);
  const auto none = game(library.connection(), "no");
  EXPECT_TRUE(none && !*none);
}

TEST_F(GamesTest, TheOwnerIsWhoTheUserSaysTheyAre) {
  store::Library library = open();
  import(library, save("G", 10, human(0, "ROME", "one", "Ada") + human(1, "EGYPT", "two", "Bea")));
  ASSERT_TRUE(store::set_primary_user(library.connection(), "two"));
  EXPECT_THAT(games_in(library).front().owner->nation, Optional(std::string("NATION_EGYPT")));
  ASSERT_TRUE(store::set_primary_user(library.connection(), "one"));
  EXPECT_THAT(games_in(library).front().owner->nation, Optional(std::string("NATION_ROME")));
  EXPECT_THAT(*primary_user(library.connection()), Optional(std::string("one")));
  ASSERT_TRUE(store::set_primary_user(library.connection(), std::nullopt));
  EXPECT_EQ(*primary_user(library.connection()), std::nullopt);
}

TEST_F(GamesTest, HumansAreListedByHowOftenTheyPlay) {
  store::Library library = open();
  import(library, save("G", 1, human(0, "ROME", "one", "Ada")), "a.xml");
  import(library, save("G", 2, human(0, "ROME", "two", "Bea")), "b.xml");
  import(library, save("G", 3, human(0, "ROME", "two", "Bea")), "c.xml");
  import(library, save("G", 4, human(0, "ROME", "two", "Beatrix")), "d.xml");
  const auto found = humans(library.connection());
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 2U);
  EXPECT_EQ(found->front().online_id, "two");
  EXPECT_EQ(found->front().saves, 3);
  EXPECT_THAT(found->front().names, ElementsAre("Bea", "Beatrix"));
}

TEST(TitleOf, PrefersANameThatSomebodyGave) {
  Game game{.game_name = "My Rome", .turn = 12};
  EXPECT_EQ(title_of(game), "My Rome");
  game.game_name = "Game123";
  EXPECT_EQ(title_of(game), "turn 12");
  game.saves = {{.file_name = "OW-Rome.zip"}};
  EXPECT_EQ(title_of(game), "OW-Rome.zip");
  game.players = {{.nation = "NATION_ROME", .human = true}};
  EXPECT_EQ(title_of(game), "Rome, turn 12");
}

TEST_F(GamesTest, KnownFilesAreToldByPathSizeAndTime) {
  store::Library library = open();
  import(library, store::save_at(1), "/saves/a.xml");
  const auto known = KnownFiles::read(library.connection());
  ASSERT_TRUE(known);
  const std::uint64_t size = ("/saves/a.xml" + store::save_at(1)).size();
  EXPECT_TRUE(known->has({.path = "/saves/a.xml", .size = size}));
  EXPECT_FALSE(known->has({.path = "/saves/a.xml", .size = size + 1}));
  EXPECT_FALSE(
      known->has({.path = "/saves/a.xml", .size = size, .modified = files::FileTime(std::chrono::seconds(9))}));
  EXPECT_FALSE(known->has({.path = "/saves/b.xml", .size = size}));
}

TEST_F(GamesTest, FindsTheSavesOfARunAndOfAGame) {
  store::Library library = open();
  import(library, save("G", 1, ""), "a.xml");
  import(library, save("H", 2, ""), "b.xml");
  import(library, save("G", 3, ""), "c.xml");
  EXPECT_THAT(*saves_of_game(library.connection(), "G"), ElementsAre(1, 3));
  EXPECT_THAT(*saves_of_run(library.connection(), 2), ElementsAre(2));
  const auto size = library_size(library.connection());
  ASSERT_TRUE(size);
  EXPECT_EQ(size->games, 2);
  EXPECT_EQ(size->saves, 3);
}

}  // namespace
}  // namespace perankh::query
