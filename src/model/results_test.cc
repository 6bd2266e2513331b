// What a save says between the lines.
#include "model/results.h"

#include <gtest/gtest.h>

#include "model/snippet_test.h"

namespace perankh::model {
namespace {

// --- dates and versions ---------------------------------------------------------------------------------------------

TEST(Dates, AreDaysSince1970) {
  EXPECT_EQ(days_of("1 January 1970"), Int(0));
  EXPECT_EQ(days_of("20 September 2025"), Int(20351));
  EXPECT_EQ(days_of("29 February 2024"), Int(19782));
  EXPECT_EQ(days_of("05 May 2022"), Int(19117));
  for (const char* const wrong :
       {"", "29 February 2023", "31 April 2024", "0 May 2024", "20 september 2025", "20 Septembre 2025",
        "September 20 2025", "20 September", "20 September 2025 ", "20  September 2025", "1 May 1969", "1 May 12345",
        "-1 May 2024", "2025-09-20", "x y z"}) {
    EXPECT_FALSE(days_of(wrong).has_value()) << wrong;
  }
}

struct Version {
  std::string written, build, mods;
};

TEST(Versions, AreTakenApart) {
  const std::vector<Version> versions = {{"Version: 1.0.79513", "1.0.79513", "<none>"},
                                         {"Version: 1.0.79513=-123456", "1.0.79513", "<none>"},
                                         {"Version: 1.0.79513+Dynamic Camera=-123456", "1.0.79513", "Dynamic Camera"},
                                         {"Version: 1.0.79513+A=98ab+B=-123456", "1.0.79513", "A+B"},
                                         {"Version: 1.0.79513+A+B=12+C", "1.0.79513", "A+B+C"},
                                         {"1.0.62443", "1.0.62443", "<none>"},
                                         {"Version: ", "<none>", "<none>"},
                                         {"", "<none>", "<none>"}};
  for (const Version& version : versions) {
    const Snippet save(save_with("", "", "Version=\"" + version.written + "\""));
    EXPECT_EQ(save.text(save->save.version), version.written);
    EXPECT_EQ(save.text(save->save.build), version.build) << version.written;
    EXPECT_EQ(save.text(save->save.enabled_mods), version.mods) << version.written;
  }
  EXPECT_EQ(Snippet(save_with("")).text(Snippet(save_with(""))->save.version), "<none>");
}

TEST(Lists, OfContentAndVictoriesAreJoined) {
  const Snippet save(
      save_with("<GameContent><DLC_A /><DLC_B /></GameContent><VictoryEnabled><VICTORY_C /></VictoryEnabled>"));
  EXPECT_EQ(save.text(save->save.enabled_dlc), "DLC_A+DLC_B");
  EXPECT_EQ(save.text(save->save.victory_conditions), "VICTORY_C");
  EXPECT_FALSE(Snippet(save_with("<GameContent />"))->save.enabled_dlc.has_value());
}

TEST(ActivePlayer, ComesFromTheInstruction) {
  EXPECT_EQ(Snippet("<?ActivePlayer 1?><Root><Game><Turn>1</Turn></Game></Root>")->save.active_player, Int(1));
  EXPECT_FALSE(Snippet("<Root><Game><Turn>1</Turn></Game></Root>")->save.active_player.has_value());
  EXPECT_FALSE(Snippet("<?ActivePlayer x?><Root><Game><Turn>1</Turn></Game></Root>")->save.active_player.has_value());
}

// --- players --------------------------------------------------------------------------------------------------------

TEST(Humans, HaveAnOnlineIdOrPlayNow) {
  const auto human = [](const std::string& attributes) {
    return Snippet(save_with("<Player ID=\"0\" " + attributes + " />"))->players[0].is_human;
  };
  EXPECT_TRUE(human("OnlineID=\"76561\" AIControlledToTurn=\"2147483647\""));
  EXPECT_TRUE(human("OnlineID=\"76561\""));
  EXPECT_TRUE(human("AIControlledToTurn=\"0\""));
  EXPECT_TRUE(human("OnlineID=\"\" AIControlledToTurn=\"0\""));
  EXPECT_FALSE(human("OnlineID=\"\" AIControlledToTurn=\"2147483647\""));
  EXPECT_FALSE(human("AIControlledToTurn=\"12\""));
  EXPECT_FALSE(human(""));
}

TEST(Teams, AGapDoesNotShiftThePlayersAfterIt) {
  const Snippet save(
      save_with("<Team><PlayerTeam>1</PlayerTeam><PlayerTeam /><PlayerTeam>0</PlayerTeam></Team>"
                "<Difficulty><PlayerDifficulty>NONE</PlayerDifficulty><PlayerDifficulty>DIFFICULTY_A</PlayerDifficulty>"
                "</Difficulty><Player ID=\"0\" /><Player ID=\"1\" /><Player ID=\"2\" /><Player ID=\"3\" />"));
  EXPECT_EQ(save->players[0].team, TeamId(1));
  EXPECT_FALSE(save->players[1].team.has_value());
  EXPECT_EQ(save->players[2].team, TeamId(0));
  EXPECT_FALSE(save->players[3].team.has_value());
  EXPECT_FALSE(save->players[0].difficulty.has_value());
  EXPECT_EQ(save.name(save->players[1].difficulty), "DIFFICULTY_A");
  EXPECT_FALSE(save->players[2].difficulty.has_value());
}

TEST(Teams, PlayersMayComeInAnyOrder) {
  const Snippet save(save_with(
      "<Player ID=\"1\" /><Player ID=\"0\" /><Team><PlayerTeam>5</PlayerTeam><PlayerTeam>6</PlayerTeam></Team>"));
  EXPECT_EQ(save->players[0].team, TeamId(6));
  EXPECT_EQ(save->players[1].team, TeamId(5));
}

// --- winners --------------------------------------------------------------------------------------------------------

constexpr std::string_view kTwoTeams =
    "<Team><PlayerTeam>1</PlayerTeam><PlayerTeam>0</PlayerTeam><PlayerTeam>0</PlayerTeam></Team>"
    "<Player ID=\"0\" AIControlledToTurn=\"0\" /><Player ID=\"1\" AIControlledToTurn=\"2147483647\" /><Player ID=\"2\" "
    "OnlineID=\"7\" />";

Snippet won(std::string_view game, std::string_view root = {}) {
  return Snippet(save_with(std::string(kTwoTeams) + std::string(root), game));
}

TEST(Winner, Newest) {
  const Snippet save = won("<TeamVictories><Team Victory=\"VICTORY_POINTS\">1</Team></TeamVictories>");
  EXPECT_EQ(save->save.winner, PlayerId(0));
  EXPECT_EQ(save.name(save->save.winner_victory), "VICTORY_POINTS");
}

TEST(Winner, OfSeveralOnATeamIsAHumanFirst) {
  EXPECT_EQ(won("<TeamVictories><Team Victory=\"VICTORY_A\">0</Team></TeamVictories>")->save.winner, PlayerId(2));
}

TEST(Winner, OfSeveralVictoriesTheFirst) {
  const Snippet save =
      won("<TeamVictories><Team Victory=\"VICTORY_A\">0</Team><Team Victory=\"VICTORY_B\">1</Team></TeamVictories>");
  EXPECT_EQ(save->save.winner, PlayerId(2));
  EXPECT_EQ(save.name(save->save.winner_victory), "VICTORY_A");
}

TEST(Winner, CompletedVictoriesAloneAreNone) {
  EXPECT_FALSE(won("<TeamVictoriesCompleted><Team Victory=\"VICTORY_A\">0</Team></TeamVictoriesCompleted>")
                   ->save.winner.has_value());
}

TEST(Winner, UpTo70671NeedsTeamAndVictory) {
  const Snippet save = won("<WinnerTeam>0</WinnerTeam><WinnerVictory>2</WinnerVictory>");
  EXPECT_EQ(save->save.winner, PlayerId(2));
  EXPECT_FALSE(save->save.winner_victory.has_value()) << "2 is a number of the game's own list, and no name";
  EXPECT_EQ(save.name(save->game.winner_victory), "2");
  const Snippet named = won("<WinnerTeam>0</WinnerTeam><WinnerVictory>VICTORY_A</WinnerVictory>");
  EXPECT_EQ(named.name(named->save.winner_victory), "VICTORY_A");
  EXPECT_FALSE(won("<WinnerTeam>0</WinnerTeam>")->save.winner.has_value());
  EXPECT_FALSE(won("<WinnerVictory>2</WinnerVictory>")->save.winner.has_value());
}

TEST(Winner, OldestNamesThePlayer) {
  const Snippet save = won("", "<Victory winner=\"0\" type=\"VICTORY_DOUBLE\" />");
  EXPECT_EQ(save->save.winner, PlayerId(0));
  EXPECT_EQ(save.name(save->save.winner_victory), "VICTORY_DOUBLE");
}

TEST(Winner, ThatCannotBeFoundIsNone) {
  EXPECT_FALSE(won("<TeamVictories><Team Victory=\"VICTORY_A\">9</Team></TeamVictories>")->save.winner.has_value());
  EXPECT_FALSE(won("<TeamVictories><Team Victory=\"VICTORY_A\">-1</Team></TeamVictories>")->save.winner.has_value());
  EXPECT_FALSE(won("<TeamVictories />")->save.winner.has_value());
  EXPECT_FALSE(won("<WinnerTeam>-1</WinnerTeam><WinnerVictory>-1</WinnerVictory>")->save.winner.has_value());
  const Snippet over = won("<GameOver />");
  EXPECT_TRUE(over->game.game_over);
  EXPECT_FALSE(over->save.winner.has_value());
  EXPECT_EQ(over->note_count, 0U);
}

// --- the map --------------------------------------------------------------------------------------------------------

TEST(Map, HeightFollowsFromTheTiles) {
  const std::string six =
      "<Tile ID=\"0\" /><Tile ID=\"1\" /><Tile ID=\"2\" /><Tile ID=\"3\" /><Tile ID=\"4\" /><Tile ID=\"5\" />";
  EXPECT_EQ(Snippet(save_with(six, "", "MapWidth=\"2\""))->save.map_height, Int(3));
  EXPECT_FALSE(Snippet(save_with(six, "", "MapWidth=\"0\""))->save.map_height.has_value());
  EXPECT_FALSE(Snippet(save_with(six))->save.map_height.has_value());
  EXPECT_FALSE(Snippet(save_with("", "", "MapWidth=\"2\""))->save.map_height.has_value());
}

TEST(Map, TerritoryIsOnTheTileOrInTheCity) {
  const Snippet save(save_with(
      "<City ID=\"3\"><CityTerritory><Tile>1</Tile><Tile>2</Tile></CityTerritory></City>"
      "<Tile ID=\"0\"><CityTerritory>0</CityTerritory></Tile><Tile ID=\"1\" />"
      "<Tile ID=\"2\"><CityTerritory>4</CityTerritory></Tile><Tile ID=\"3\"><CityTerritory>-1</CityTerritory></Tile>"));
  EXPECT_EQ(save->tiles[0].owner_city, CityId(0));
  EXPECT_EQ(save->tiles[1].owner_city, CityId(3));
  EXPECT_EQ(save->tiles[2].owner_city, CityId(4));
  EXPECT_FALSE(save->tiles[3].owner_city.has_value());
}

// --- characters -----------------------------------------------------------------------------------------------------

TEST(Archetype, IsATrait) {
  const Snippet save(save_with(
      "<Character ID=\"0\"><TraitTurn><TRAIT_BRAVE>1</TRAIT_BRAVE><TRAIT_HERO_ARCHETYPE>1</TRAIT_HERO_ARCHETYPE>"
      "</TraitTurn></Character><Character ID=\"1\"><Trait><TRAIT_BUILDER_ARCHETYPE /></Trait></Character>"
      "<Character ID=\"2\"><TraitTurn><TRAIT_BRAVE>1</TRAIT_BRAVE></TraitTurn></Character><Character ID=\"3\" />"));
  EXPECT_EQ(save.name(save->characters[0].archetype), "TRAIT_HERO_ARCHETYPE");
  EXPECT_EQ(save.name(save->characters[1].archetype), "TRAIT_BUILDER_ARCHETYPE");
  EXPECT_FALSE(save->characters[2].archetype.has_value());
  EXPECT_FALSE(save->characters[3].archetype.has_value());
}

std::string person(int id, const std::string& level) {
  return "<Character ID=\"" + std::to_string(id) + "\"><Level>" + level + "</Level><Rating><RATING_A>" + level +
         "</RATING_A></Rating><TraitTurn><TRAIT_" + level + "_ARCHETYPE>1</TRAIT_" + level +
         "_ARCHETYPE></TraitTurn><RelationshipList><RelationshipData><Value>" + level +
         "</Value></RelationshipData></RelationshipList><EventStoryTexts><S>" + level +
         "</S></EventStoryTexts></Character>";
}

TEST(Characters, ThatStandTwiceCountAsTheyStandLast) {
  const Snippet save(
      save_with(person(4, "1") + person(5, "2") + person(4, "3") + person(6, "4") + person(4, "5") + person(6, "6")));
  ASSERT_EQ(save->characters.size(), 3U);
  EXPECT_EQ(save->characters[0].id, CharacterId(5));
  EXPECT_EQ(save->characters[1].id, CharacterId(4));
  EXPECT_EQ(save->characters[1].level, Int(5));
  EXPECT_EQ(save.name(save->characters[1].archetype), "TRAIT_5_ARCHETYPE");
  EXPECT_EQ(save->characters[2].level, Int(6));
  EXPECT_EQ(save.values(Subject::kCharacter, "Rating"), (Lines{"5 RATING_A = 2", "4 RATING_A = 5", "6 RATING_A = 6"}));
  ASSERT_EQ(save->relationships.size(), 3U);
  EXPECT_EQ(save->relationships[1].value, Int(5));
  EXPECT_EQ(save.details(), (Lines{"Character/EventStoryTexts @5 #0 S = 2", "Character/EventStoryTexts @4 #0 S = 5",
                                   "Character/EventStoryTexts @6 #0 S = 6"}));
}

TEST(Characters, OfARepeatedOneOtherEntitiesKeepTheirDetails) {
  const Snippet save(
      save_with(person(4, "1") + "<Player ID=\"4\"><Pings><Ping>7</Ping></Pings></Player>" + person(4, "2")));
  EXPECT_EQ(save.details(), (Lines{"Player/Pings @4 #0 Ping = 7", "Character/EventStoryTexts @4 #0 S = 2"}));
}

TEST(Ids, OfOtherThingsMustBeUnique) {
  for (const std::string& twice : Lines{"<Player ID=\"1\" />", "<City ID=\"1\" />", "<Tile ID=\"1\" />"}) {
    EXPECT_EQ(Snippet(save_with(twice + twice)).error().code, "save/duplicate-id") << twice;
  }
  EXPECT_EQ(
      Snippet(save_with("<Tile ID=\"0\"><Unit ID=\"3\" /></Tile><Tile ID=\"1\"><Unit ID=\"3\" /></Tile>")).error().code,
      "save/duplicate-id");
  EXPECT_EQ(
      Snippet(save_with("<Player ID=\"1\" /><City ID=\"1\" /><Tile ID=\"1\"><Unit ID=\"1\" /></Tile>")).error().code,
      "");
  EXPECT_EQ(Snippet(save_with("<Tile ID=\"2\" /><Tile ID=\"0\" /><Tile ID=\"1\" />")).error().code, "") << "any order";
}

TEST(Ids, MustBeThere) {
  for (const std::string& without :
       Lines{"<Player />", "<Character />", "<City />", "<Tile />", "<Tile ID=\"0\"><Unit /></Tile>",
             "<Player ID=\"\" />", "<Player ID=\"x\" />", "<Player ID=\"-1\" />", "<Player id=\"1\" />"}) {
    EXPECT_EQ(Snippet(save_with(without)).error().code, "save/missing-field") << without;
  }
}

}  // namespace
}  // namespace perankh::model
