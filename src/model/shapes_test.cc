// Every shape in which a save writes things, one small piece of XML each.
#include <gtest/gtest.h>

#include "model/snippet_test.h"

namespace perankh::model {
namespace {

Snippet player(std::string_view below, std::string_view attributes = {}) {
  return Snippet(save_with("<Player ID=\"0\" " + std::string(attributes) + ">" + std::string(below) + "</Player>"));
}
Snippet tile(std::string_view below) { return Snippet(save_with("<Tile ID=\"5\">" + std::string(below) + "</Tile>")); }

// --- values ---------------------------------------------------------------------------------------------------------

TEST(Values, AreTakenAsTheyAre) {
  const Snippet save = player("<Legitimacy>-16</Legitimacy><TechResearching>TECH_LAND</TechResearching>",
                              "Name=\"Ada\" Nation=\"NATION_ROME\" AIControlledToTurn=\"2147483647\"");
  const Player& ada = save->players.at(0);
  EXPECT_EQ(ada.legitimacy, Int(-16));
  EXPECT_EQ(save.name(ada.tech_researching), "TECH_LAND");
  EXPECT_EQ(save.text(ada.name), "Ada");
  EXPECT_EQ(save.name(ada.nation), "NATION_ROME");
  EXPECT_EQ(ada.ai_controlled_to_turn, Int(2147483647));
}

TEST(Values, ThatAreNotThereAreNone) {
  const Snippet save = player("");
  const Player& nobody = save->players.at(0);
  EXPECT_FALSE(nobody.legitimacy.has_value());
  EXPECT_FALSE(nobody.founder.has_value());
  EXPECT_FALSE(nobody.nation.has_value());
  EXPECT_FALSE(nobody.name.has_value());
  EXPECT_FALSE(nobody.turn_ended);
}

TEST(Values, EmptyTextIsNotNone) {
  const Snippet save = player("<TechResearching /><Legitimacy /><FounderID></FounderID>", "Name=\"\"");
  EXPECT_EQ(save.text(save->players[0].name), "");
  EXPECT_FALSE(save->players[0].tech_researching.has_value());
  EXPECT_FALSE(save->players[0].legitimacy.has_value());
  EXPECT_FALSE(save->players[0].founder.has_value());
  EXPECT_EQ(save->note_count, 0U);
}

TEST(Values, FlagsArePresence) {
  const Snippet save = player("<TurnEnded /><Founded></Founded><Surrendered>0</Surrendered>");
  EXPECT_TRUE(save->players[0].turn_ended);
  EXPECT_TRUE(save->players[0].founded);
  EXPECT_TRUE(save->players[0].surrendered);
  EXPECT_FALSE(save->players[0].completed_game_saved);
  EXPECT_TRUE(Snippet(save_with("", "", "MapEdgesSafe=\"True\""))->save.map_edges_safe);
  EXPECT_FALSE(Snippet(save_with("", "", "MapEdgesSafe=\"False\""))->save.map_edges_safe);
}

TEST(Values, ZeroIsARealIdAndNegativeOnesAreNone) {
  const Snippet save = player("<FounderID>0</FounderID><ChosenHeirID>-1</ChosenHeirID>");
  EXPECT_EQ(save->players[0].id, PlayerId(0));
  EXPECT_EQ(save->players[0].founder, CharacterId(0));
  EXPECT_FALSE(save->players[0].chosen_heir.has_value());
  const Snippet city(save_with("<City ID=\"0\" TileID=\"0\" Player=\"-1\" Family=\"NONE\" Founded=\"-1\" />"));
  EXPECT_EQ(city->cities[0].tile, TileId(0));
  EXPECT_FALSE(city->cities[0].player.has_value());
  EXPECT_FALSE(city->cities[0].family.has_value());
  EXPECT_EQ(city->cities[0].founded, Int(-1)) << "a number, not an id";
}

TEST(Values, IntMinValueIsNone) {
  EXPECT_FALSE(player("<Legitimacy>-2147483648</Legitimacy>")->players[0].legitimacy.has_value());
  EXPECT_EQ(player("<Legitimacy>-2147483647</Legitimacy>")->players[0].legitimacy, Int(-2147483647));
}

TEST(Values, NumbersWithATailAreNotedAndNotTaken) {
  for (const std::string wrong : {"3x", "3.5", " 3", "3 ", "+3", "0x3", "2147483648", "--1", "-", "drei"}) {
    const Snippet save = player("<Legitimacy>" + wrong + "</Legitimacy><TimeStockpile>60</TimeStockpile>");
    EXPECT_FALSE(save->players[0].legitimacy.has_value()) << wrong;
    EXPECT_EQ(save->players[0].time_stockpile, Int(60)) << wrong;
    EXPECT_EQ(save.notes(), Lines{"save/bad-number at Root/Player/Legitimacy: " + wrong});
    EXPECT_EQ(save->account.rejected_values, 1U);
  }
}

TEST(Values, SeedsAreUnsigned64Bits) {
  const auto seed = [](const std::string& text) {
    return Snippet(save_with("", "<Seed>" + text + "</Seed>"))->game.seed.value;
  };
  EXPECT_EQ(seed("18046197663754941529"), 18046197663754941529U);
  EXPECT_EQ(seed("18446744073709551615"), 18446744073709551615U);
  EXPECT_EQ(seed("58702068"), 58702068U);
  EXPECT_EQ(seed("-1"), 18446744073709551615U) << "some builds write the bits as a signed number";
  EXPECT_EQ(seed(""), 0U);
  EXPECT_EQ(seed("18446744073709551616"), 0U);
}

TEST(Values, TheLastOfARepeatedOneCounts) {
  EXPECT_EQ(player("<Legitimacy>1</Legitimacy><Legitimacy>2</Legitimacy>")->players[0].legitimacy, Int(2));
}

TEST(Values, SeveralSpellingsShareAMember) {
  const Snippet save(
      save_with("<City ID=\"0\"><BuildQueue><QueueInfo><Repeat /></QueueInfo><QueueInfo><IsRepeat /></QueueInfo>"
                "<QueueInfo /></BuildQueue></City>"));
  ASSERT_EQ(save->builds.size(), 3U);
  EXPECT_TRUE(save->builds[0].repeat);
  EXPECT_TRUE(save->builds[1].repeat);
  EXPECT_FALSE(save->builds[2].repeat);
}

// --- keyed values ---------------------------------------------------------------------------------------------------

TEST(Keyed, NamesNumbersAndFlags) {
  const Snippet save = player(
      "<YieldStockpile><YIELD_FOOD>70</YIELD_FOOD><YIELD_IRON>-5</YIELD_IRON></YieldStockpile>"
      "<ActiveLaw><LAWCLASS_ORDER>LAW_TYRANNY</LAWCLASS_ORDER><LAWCLASS_X>NONE</LAWCLASS_X></ActiveLaw>"
      "<TechAvailable><TECH_LAND /></TechAvailable><TechPassed />");
  EXPECT_EQ(save.values(Subject::kPlayer, "YieldStockpile"), (Lines{"0 YIELD_FOOD = 70", "0 YIELD_IRON = -5"}));
  EXPECT_EQ(save.values(Subject::kPlayer, "ActiveLaw"), (Lines{"0 LAWCLASS_ORDER = LAW_TYRANNY", "0 LAWCLASS_X"}));
  EXPECT_EQ(save.values(Subject::kPlayer, "TechAvailable"), Lines{"0 TECH_LAND"});
  EXPECT_EQ(save.values(Subject::kPlayer, "TechPassed"), Lines{});
}

TEST(Keyed, KeysAreTakenApart) {
  const Snippet city(
      save_with("<City ID=\"3\"><TeamCulture><T.1>CULTURE_WEAK</T.1></TeamCulture>"
                "<AgentTurn><P.2>40</P.2></AgentTurn></City>"));
  EXPECT_EQ(city.values(Subject::kCity, "TeamCulture"), Lines{"3 #1 = CULTURE_WEAK"});
  EXPECT_EQ(city.values(Subject::kCity, "AgentTurn"), Lines{"3 #2 = 40"});
  const Snippet game(save_with("",
                               "<TeamDiplomacy><T.0.1>DIPLOMACY_WAR</T.0.1></TeamDiplomacy>"
                               "<TribeDiplomacy><TRIBE_GAULS.0>DIPLOMACY_PEACE</TRIBE_GAULS.0></TribeDiplomacy>"
                               "<ReligionTheology><RELIGION_A.THEOLOGY_B /></ReligionTheology>"));
  EXPECT_EQ(game.values(Subject::kGame, "TeamDiplomacy"), Lines{"0 #0 #1 = DIPLOMACY_WAR"});
  EXPECT_EQ(game.values(Subject::kGame, "TribeDiplomacy"), Lines{"0 TRIBE_GAULS #0 = DIPLOMACY_PEACE"});
  EXPECT_EQ(game.values(Subject::kGame, "ReligionTheology"), Lines{"0 THEOLOGY_B RELIGION_A"});
  const Snippet stories = player(
      "<FamilyEventStoryTurn><FAMILY_X.EVENTSTORY_Y>9</FAMILY_X.EVENTSTORY_Y></FamilyEventStoryTurn>"
      "<PlayerEventStoryOption><P.1.EVENTOPTION_Z /></PlayerEventStoryOption>");
  EXPECT_EQ(stories.values(Subject::kPlayer, "FamilyEventStoryTurn"), Lines{"0 EVENTSTORY_Y FAMILY_X = 9"});
  EXPECT_EQ(stories.values(Subject::kPlayer, "PlayerEventStoryOption"), Lines{"0 EVENTOPTION_Z #1"});
}

TEST(Keyed, PairsKeepTheirWholeNameWhereATableHasNoRoomForThem) {
  const Snippet save(
      save_with(R"(<City ID="3"><LuxuryTurn><FAMILY_A.RESOURCE_WINE>9</FAMILY_A.RESOURCE_WINE></LuxuryTurn></City>)"));
  EXPECT_EQ(save.values(Subject::kCity, "LuxuryTurn"), Lines{"3 FAMILY_A.RESOURCE_WINE = 9"});
}

TEST(Keyed, TheLastOfARepeatedKeyCounts) {
  const Snippet save = player("<TechCount><TECH_A>1</TECH_A><TECH_B>1</TECH_B><TECH_A>2</TECH_A></TechCount>");
  EXPECT_EQ(save.values(Subject::kPlayer, "TechCount"), (Lines{"0 TECH_A = 2", "0 TECH_B = 1"}));
  EXPECT_EQ(save.notes(), Lines{"save/repeated at Root/Player/TechCount: TECH_A"});
}

TEST(Keyed, MapsOfDifferentEntitiesDoNotMix) {
  const Snippet save(
      save_with("<Player ID=\"0\"><TechCount><TECH_A>1</TECH_A></TechCount></Player>"
                "<Player ID=\"1\"><TechCount><TECH_A>2</TECH_A></TechCount></Player>"));
  EXPECT_EQ(save.values(Subject::kPlayer, "TechCount"), (Lines{"0 TECH_A = 1", "1 TECH_A = 2"}));
  EXPECT_EQ(save->note_count, 0U);
}

TEST(Keyed, BadNumbersAreLeftOut) {
  const Snippet save = player("<TechCount><TECH_A>1x</TECH_A><TECH_B>1</TECH_B></TechCount>");
  EXPECT_EQ(save.values(Subject::kPlayer, "TechCount"), Lines{"0 TECH_B = 1"});
  EXPECT_EQ(save->notes.at(0).code, "save/bad-number");
}

TEST(Keyed, AnEmptyMapMayHoldALineBreak) {
  const Snippet save(save_with("<City ID=\"0\"><PlayerFamily>\r\n    </PlayerFamily></City>"));
  EXPECT_EQ(save.values(Subject::kCity, "PlayerFamily"), Lines{});
  EXPECT_EQ(save->note_count, 0U);
}

TEST(Keyed, AttributesMayBeKeys) {
  const Snippet save(save_with("<GameContentEnabled BASE_CONTENT.1=\"m9NE7+=\" AKSUM.2=\"x\" />"));
  EXPECT_EQ(save.values(Subject::kGame, "GameContentEnabled"),
            (Lines{"0 BASE_CONTENT #1 = m9NE7+=", "0 AKSUM #2 = x"}));
}

TEST(Keyed, BelongToTheRecordTheyStandIn) {
  const Snippet save =
      player("<GoalList><GoalData /><GoalData><Stats><STAT_A>3</STAT_A></Stats></GoalData></GoalList>");
  EXPECT_EQ(save.values(Subject::kPlayer, "Goal.Stats"), Lines{"0 STAT_A #1 = 3"});
}

// --- positional lists -----------------------------------------------------------------------------------------------

TEST(Positional, KeepThePlace) {
  const Snippet save = player("<Leaders><ID>0</ID><ID>12</ID></Leaders><Families><FAMILY_A /><FAMILY_B /></Families>");
  EXPECT_EQ(save.values(Subject::kPlayer, "Leaders"), (Lines{"0 ID #0 = 0", "0 ID #1 = 12"}));
  EXPECT_EQ(save.values(Subject::kPlayer, "Families"), (Lines{"0 FAMILY_A #0", "0 FAMILY_B #1"}));
}

TEST(Positional, AnAttributeSaysMore) {
  const Snippet save(save_with("", "<TeamVictories><Team Victory=\"VICTORY_POINTS\">1</Team></TeamVictories>"));
  EXPECT_EQ(save.values(Subject::kGame, "TeamVictories"), Lines{"0 Team #0 = 1 = VICTORY_POINTS"});
}

// --- histories ------------------------------------------------------------------------------------------------------

TEST(History, DenseAndSparse) {
  const Snippet save = player(
      "<PointsHistory><T2>1</T2><T3>4</T3><T4>-9</T4></PointsHistory>"
      "<LegitimacyHistory><T2>16</T2><T14>26</T14></LegitimacyHistory><MilitaryPowerHistory />");
  EXPECT_EQ(save.histories(), (Lines{"PointsHistory d 2:1 3:4 4:-9", "LegitimacyHistory s 2:16 14:26"}));
}

TEST(History, UnderKeys) {
  const Snippet save = player(
      "<YieldRateHistory><YIELD_A><T2>1</T2></YIELD_A><YIELD_B /><YIELD_C><T2>5</T2><T4>6</T4>"
      "</YIELD_C></YieldRateHistory>");
  EXPECT_EQ(save.histories(), (Lines{"YieldRateHistory YIELD_A d 2:1", "YieldRateHistory YIELD_C s 2:5 4:6"}));
  EXPECT_EQ(save->note_count, 0U);
}

TEST(History, UnorderedTurnsAreSorted) {
  EXPECT_EQ(player("<PointsHistory><T4>4</T4><T2>2</T2><T3>3</T3></PointsHistory>").histories(),
            Lines{"PointsHistory d 2:2 3:3 4:4"});
}

TEST(History, OfARepeatedTurnTheLastCounts) {
  const Snippet save = player("<PointsHistory><T2>1</T2><T3>2</T3><T2>7</T2></PointsHistory>");
  EXPECT_EQ(save.histories(), Lines{"PointsHistory d 2:7 3:2"});
  EXPECT_EQ(save->notes.at(0).code, "save/repeated");
}

TEST(History, BadEntriesAreNotedAndTheRestIsKept) {
  const Snippet save =
      player("<PointsHistory><T2 /><T3>2</T3><Total>9</Total><T5>5.5</T5><T6x>1</T6x><T7>7</T7></PointsHistory>");
  EXPECT_EQ(save.histories(), Lines{"PointsHistory s 3:2 7:7"});
  ASSERT_EQ(save->notes.size(), 4U);
  EXPECT_EQ(save->notes[0].code, "save/bad-number");
  EXPECT_EQ(save->notes[1].code, "save/bad-turn");
  EXPECT_EQ(save->notes[1].text, "Total");
  EXPECT_EQ(save->notes[2].text, "5.5");
  EXPECT_EQ(save->notes[3].text, "T6x");
  EXPECT_EQ(save->account.rejected_values, 4U);
}

TEST(History, OfTheGameHasNoOwner) {
  const Snippet save(save_with("", "<YieldPriceHistory><YIELD_A><T2>288721</T2></YIELD_A></YieldPriceHistory>"));
  EXPECT_EQ(save.histories(), Lines{"YieldPriceHistory YIELD_A d 2:288721"});
  EXPECT_FALSE(save->series[0].owner.has_value());
  EXPECT_EQ(player("<PointsHistory><T2>1</T2></PointsHistory>")->series[0].owner, Int(0));
}

TEST(History, ExtremeTurnsDoNotOverflow) {
  EXPECT_EQ(
      player("<PointsHistory><T0>1</T0><T2147483647>2</T2147483647><T99999999999>3</T99999999999></PointsHistory>")
          .histories(),
      Lines{"PointsHistory s 0:1 2147483647:2"});
}

// --- changes of tiles -----------------------------------------------------------------------------------------------

Lines changes(const Snippet& save) {
  Lines lines;
  for (const TileChange& row : save->tile_changes) {
    lines.push_back(std::to_string(row.tile.raw()) + " " + save.name(row.field) + " " + std::to_string(row.turn.raw()) +
                    ":" + (row.value.has_value() ? std::to_string(row.value.raw()) : save.name(row.name)));
  }
  return lines;
}

TEST(Changes, OwnersAndLands) {
  const Snippet save = tile(
      "<OwnerHistory><T3>1</T3><T9>-1</T9></OwnerHistory>"
      "<VegetationHistory><T0>VEGETATION_TREES</T0><T8>NONE</T8></VegetationHistory>");
  EXPECT_EQ(changes(save), (Lines{"5 OwnerHistory 3:1", "5 OwnerHistory 9:-1", "5 VegetationHistory 0:VEGETATION_TREES",
                                  "5 VegetationHistory 8:"}));
  EXPECT_FALSE(save->tiles[0].owner.has_value()) << "lost at turn 9";
}

TEST(Changes, TheOwnerIsTheLatestWhateverTheOrder) {
  EXPECT_EQ(tile("<OwnerHistory><T3>1</T3><T9>0</T9></OwnerHistory>")->tiles[0].owner, PlayerId(0));
  EXPECT_EQ(tile("<OwnerHistory><T9>0</T9><T3>1</T3></OwnerHistory>")->tiles[0].owner, PlayerId(0));
}

TEST(Changes, OfARepeatedTurnTheLastCounts) {
  EXPECT_EQ(changes(tile("<OwnerHistory><T3>1</T3><T3>0</T3></OwnerHistory>")), Lines{"5 OwnerHistory 3:0"});
  EXPECT_EQ(changes(tile("<OwnerHistory><T3>1</T3><T5>2</T5><T3>0</T3></OwnerHistory>")),
            (Lines{"5 OwnerHistory 3:0", "5 OwnerHistory 5:2"}));
}

TEST(Changes, BadEntriesAreNoted) {
  const Snippet save = tile("<OwnerHistory><T3 /><Total>1</Total><T4>1x</T4><T5>1</T5></OwnerHistory>");
  EXPECT_EQ(changes(save), Lines{"5 OwnerHistory 5:1"});
  EXPECT_EQ(save->note_count, 3U);
}

// --- what teams know ------------------------------------------------------------------------------------------------

/// "team: ..." for each team that knows anything of the tile.
Lines sights(const Snippet& save) {
  Lines lines;
  std::vector<TileSight> rows = save->sights;
  rows.push_back(TileSight::as_it_is(save->tiles.at(0)));
  rows.back().teams = save->tiles[0].known_to;
  rows.push_back({.teams = save->tiles[0].visible_to, .was_visible_this_turn = true});
  for (int team = 0; team < 31; ++team) {
    std::string line;
    for (const TileSight& row : rows) {
      if (((static_cast<std::uint32_t>(row.teams.value_or(0)) >> static_cast<unsigned>(team)) & 1U) == 0) continue;
      line += row.revealed ? " revealed" : "";
      line += row.terrain.has_value() ? " " + save.name(row.terrain) : "";
      line += row.road ? " road" : "";
      line += row.city ? " city" : "";
      line += row.owner.has_value() ? " owner=" + std::to_string(row.owner.raw()) : "";
      line += row.was_visible_this_turn ? " visible" : "";
    }
    if (!line.empty()) lines.push_back(std::to_string(team) + ":" + line);
  }
  return lines;
}

TEST(Knowledge, TeamsAsText) {
  const Snippet save = tile(
      "<Revealed><Team>0</Team><Team>2</Team></Revealed>"
      "<RevealedTerrain><Team Terrain=\"TERRAIN_LUSH\">2</Team></RevealedTerrain>"
      "<RevealedRoad><Team>2</Team></RevealedRoad><RevealedCity><Team>0</Team></RevealedCity>"
      "<RevealedOwner><Team Owner=\"1\">0</Team><Team Owner=\"-1\">2</Team></RevealedOwner>");
  EXPECT_EQ(sights(save), (Lines{"0: revealed city owner=1", "2: revealed TERRAIN_LUSH road"}));
  EXPECT_EQ(save->note_count, 0U);
}

TEST(Knowledge, TeamsAsKeys) {
  for (const std::string& key : Lines{"T1", "TEAM_1", "T.1"}) {
    const Snippet save = tile("<RevealedTurn><" + key + ">17</" + key + "></RevealedTurn>");
    ASSERT_EQ(save->series.size(), 1U) << key;
    EXPECT_EQ(save->series[0].owner, Int(1));
    EXPECT_EQ(save.histories(), Lines{"RevealedTurn d 5:17"}) << "the tile stands in the place of the turn";
  }
  EXPECT_EQ(sights(tile("<WasVisibleThisTurn><ID0 /><ID3 /></WasVisibleThisTurn>")),
            (Lines{"0: visible", "3: visible"}));
}

TEST(Knowledge, TeamsThatKnowTheSameShareARow) {
  const Snippet save = tile(
      "<Revealed><Team>0</Team><Team>1</Team></Revealed><RevealedRoad><Team>0</Team><Team>1</Team></RevealedRoad>");
  ASSERT_EQ(save->sights.size(), 1U);
  EXPECT_EQ(save->sights[0].teams, Int(3));
  EXPECT_EQ(sights(save), (Lines{"0: revealed road", "1: revealed road"}));
}

TEST(Knowledge, OfATileAsItIsNeedsNoRow) {
  const std::string seen =
      "<Revealed><Team>0</Team><Team>2</Team></Revealed>"
      "<RevealedTerrain><Team Terrain=\"TERRAIN_LUSH\">0</Team><Team "
      "Terrain=\"TERRAIN_LUSH\">2</Team></RevealedTerrain>"
      "<RevealedOwner><Team Owner=\"1\">0</Team></RevealedOwner>";
  const Snippet save = tile("<Terrain>TERRAIN_LUSH</Terrain>" + seen + "<OwnerHistory><T3>1</T3></OwnerHistory>");
  EXPECT_EQ(save->tiles[0].known_to, Int(1));
  ASSERT_EQ(save->sights.size(), 1U) << "team 2 does not know the owner";
  EXPECT_EQ(sights(save), (Lines{"0: revealed TERRAIN_LUSH owner=1", "2: revealed TERRAIN_LUSH"}));
}

// The city's own list gives the tile a city only after its knowledge was read.
TEST(Knowledge, DoesNotGrowWithWhatIsLearnedLater) {
  const Snippet save(
      "<Root><Game><Turn>1</Turn></Game><Tile ID=\"5\"><Revealed><Team>0</Team></Revealed></Tile>"
      "<City ID=\"7\"><CityTerritory><ID>5</ID></CityTerritory></City></Root>");
  EXPECT_EQ(save->tiles[0].owner_city, CityId(7));
  EXPECT_FALSE(save->tiles[0].known_to.has_value());
  ASSERT_EQ(save->sights.size(), 1U);
  EXPECT_FALSE(save->sights[0].city_territory.has_value());
}

TEST(Knowledge, OfTheSameWordsIsTheSameForEveryTile) {
  const auto row = [](int id, const std::string& inside) {
    return "<Tile ID=\"" + std::to_string(id) + "\">" + inside + "</Tile>";
  };
  const std::string lush = "<RevealedTerrain>\n<Team Terrain=\"TERRAIN_LUSH\">0</Team>\n</RevealedTerrain>";
  const std::string bad = "<RevealedTerrain><Team Terrain=\"TERRAIN_LUSH\">x</Team></RevealedTerrain>";
  std::string tiles;
  for (int id = 0; id < 40; ++id) tiles += row(id, id % 2 == 0 ? lush : bad);
  const Snippet save("<Root><Game><Turn>1</Turn></Game>" + tiles + "</Root>");
  EXPECT_EQ(save->sights.size(), 20U);
  for (const TileSight& sight : save->sights) EXPECT_EQ(save.name(sight.terrain), "TERRAIN_LUSH");
  EXPECT_EQ(save->sights.back().tile, TileId(38));
  EXPECT_EQ(save->note_count, 20U) << "what is wrong is wrong every time";
  EXPECT_EQ(save->account.rejected_values, 40U);
}

TEST(Knowledge, WhatIsNoTeamIsNoted) {
  const Snippet save = tile(
      "<Revealed><Team>x</Team><Team>-1</Team><Team>99999</Team><Team>1</Team></Revealed>"
      "<RevealedTerrain><Team Terrain=\"TERRAIN_X\">?</Team></RevealedTerrain>");
  EXPECT_EQ(sights(save), Lines{"1: revealed"});
  EXPECT_EQ(save->note_count, 4U);
  EXPECT_EQ(save->account.rejected_values, 5U) << "with the attribute";
}

// --- records --------------------------------------------------------------------------------------------------------

TEST(Records, LogsOfAllLists) {
  const Snippet save = player(
      "<PermanentLogList><LogData><Text>A &amp;lt;b&amp;gt;</Text><Type>TECH_DISCOVERED</Type><Data1>TECH_A</Data1>"
      "<Data2 /><Turn>3</Turn><TeamTurn>1</TeamTurn></LogData></PermanentLogList>"
      "<TurnLogList /><ChatLogList><LogData><Type>CHAT</Type></LogData></ChatLogList>");
  ASSERT_EQ(save->logs.size(), 2U);
  const LogEntry& line = save->logs[0];
  EXPECT_EQ(save.name(line.list), "PermanentLogList");
  EXPECT_EQ(save.text(line.text), "A &lt;b&gt;");
  EXPECT_EQ(save.text(line.data1), "TECH_A");
  EXPECT_EQ(save.text(line.data2), "");
  EXPECT_EQ(save.text(line.data3), "<none>");
  EXPECT_EQ(line.turn, Int(3));
  EXPECT_EQ(line.player, PlayerId(0));
  EXPECT_EQ(save.name(save->logs[1].list), "ChatLogList");
  EXPECT_EQ(save->logs[1].ordinal, Int(1));
}

TEST(Records, GoalsFinishWithAndWithoutATurn) {
  const Snippet save = player(
      "<GoalList><GoalData><Type>GOAL_A</Type><ID>4</ID><Finished>9</Finished></GoalData>"
      "<GoalData><Finished /><Legacy /></GoalData><GoalData><LeaderID>-1</LeaderID></GoalData></GoalList>");
  ASSERT_EQ(save->goals.size(), 3U);
  EXPECT_EQ(save.name(save->goals[0].type), "GOAL_A");
  EXPECT_TRUE(save->goals[0].finished);
  EXPECT_EQ(save->goals[0].finished_turn, Int(9));
  EXPECT_TRUE(save->goals[1].finished && save->goals[1].legacy);
  EXPECT_FALSE(save->goals[1].finished_turn.has_value());
  EXPECT_FALSE(save->goals[2].finished || save->goals[2].leader.has_value());
}

TEST(Records, MemoriesOfBothAges) {
  const Snippet save = player(
      "<MemoryList><MemoryData><Type>MEMORYFAMILY_A</Type><Family>FAMILY_X</Family><Turn>4</Turn></MemoryData></"
      "MemoryList>"
      "<MemoryTribeList><MemoryTribeData><Tribe>6</Tribe></MemoryTribeData></MemoryTribeList>"
      "<MemoryCharacterList><MemoryCharacterData><CharacterID>0</CharacterID></MemoryCharacterData></"
      "MemoryCharacterList>");
  ASSERT_EQ(save->memories.size(), 3U);
  EXPECT_EQ(save.name(save->memories[0].target_family), "FAMILY_X");
  EXPECT_EQ(save.name(save->memories[1].target_tribe), "6");
  EXPECT_EQ(save.name(save->memories[1].list), "MemoryTribeList");
  EXPECT_EQ(save->memories[2].target_character, CharacterId(0));
}

TEST(Records, Relationships) {
  const Snippet save(
      save_with("<Character ID=\"4\"><RelationshipList><RelationshipData><Type>RELATIONSHIP_A</Type><ID>7</ID>"
                "<Value>-3</Value><Turn>8</Turn></RelationshipData><RelationshipData><CharacterID>0</CharacterID>"
                "</RelationshipData></RelationshipList></Character>"));
  ASSERT_EQ(save->relationships.size(), 2U);
  EXPECT_EQ(save->relationships[0].character, CharacterId(4));
  EXPECT_EQ(save->relationships[0].id, Int(7));
  EXPECT_EQ(save->relationships[0].value, Int(-3));
  EXPECT_EQ(save->relationships[1].other, CharacterId(0));
}

TEST(Records, BuildsKeepTheirPlaceAndCosts) {
  const Snippet save(
      save_with("<City ID=\"2\"><BuildQueue><QueueInfo><Build>BUILD_UNIT</Build><Type>UNIT_A</Type>"
                "<YieldCost><YIELD_IRON>90</YIELD_IRON></YieldCost></QueueInfo><QueueInfo /></BuildQueue>"
                "<CompletedBuild><QueueInfo><Type>PROJECT_B</Type></QueueInfo></CompletedBuild></City>"));
  ASSERT_EQ(save->builds.size(), 3U);
  EXPECT_EQ(save->builds[1].position, Int(1));
  EXPECT_EQ(save->builds[2].position, Int(0));
  EXPECT_EQ(save.name(save->builds[2].list), "CompletedBuild");
  EXPECT_EQ(save.values(Subject::kCity, "Build.YieldCost"), Lines{"2 YIELD_IRON #0 = 90"});
}

// --- entities -------------------------------------------------------------------------------------------------------

TEST(Entities, UnitsStandOnTiles) {
  const Snippet save = tile(
      "<Unit ID=\"8\" Type=\"UNIT_A\" Player=\"-1\" Tribe=\"TRIBE_B\" Seed=\"18046197662603439517\"><Sleep />"
      "<Promotions><PROMOTION_C /></Promotions></Unit><Unit ID=\"9\" Player=\"0\"><Sleep>SLEEP_HEAL</Sleep></Unit>");
  ASSERT_EQ(save->units.size(), 2U);
  EXPECT_EQ(save->units[0].tile, TileId(5));
  EXPECT_FALSE(save->units[0].player.has_value());
  EXPECT_EQ(save->units[0].seed.value, 18046197662603439517U);
  EXPECT_TRUE(save->units[0].sleep && save->units[1].sleep);
  EXPECT_EQ(save.name(save->units[1].sleep_value), "SLEEP_HEAL");
  EXPECT_EQ(save->units[1].player, PlayerId(0));
  EXPECT_EQ(save.values(Subject::kUnit, "Promotions"), Lines{"8 PROMOTION_C"});
}

TEST(Entities, UnitsInTheNotesOfTheComputerAreMemories) {
  const Snippet save =
      player("<AI><LastSeenUnits><Unit TileID=\"3\" ID=\"9\">UNIT_SLINGER</Unit></LastSeenUnits></AI>");
  EXPECT_TRUE(save->units.empty());
  EXPECT_EQ(save.details(),
            (Lines{"Player/AI @0 #0 LastSeenUnits/Unit@TileID = 3", "Player/AI @0 #0 LastSeenUnits/Unit@ID = 9",
                   "Player/AI @0 #0 LastSeenUnits/Unit = name UNIT_SLINGER"}));
}

TEST(Entities, RiversFlowWhateverTheirDirection) {
  const Snippet save = tile("<RiverW>0</RiverW><RiverSE />");
  EXPECT_EQ(save->tiles[0].river_w, Int(0));
  EXPECT_TRUE(save->tiles[0].river_se.has_value());
  EXPECT_FALSE(save->tiles[0].river_sw.has_value());
}

TEST(Entities, TribesMayBeEmpty) {
  const Snippet save(
      save_with("<Tribe ID=\"TRIBE_A\" /><Tribe ID=\"TRIBE_B\"><LeaderID>0</LeaderID><AlliedPlayer>-1</AlliedPlayer>"
                "<Mood>4</Mood></Tribe>"));
  ASSERT_EQ(save->tribes.size(), 2U);
  EXPECT_EQ(save.name(save->tribes[0].id), "TRIBE_A");
  EXPECT_EQ(save->tribes[1].leader, CharacterId(0));
  EXPECT_FALSE(save->tribes[1].allied_player.has_value());
  EXPECT_EQ(save.details(), Lines{"Tribe/Mood @1 = 4"});
}

// --- details --------------------------------------------------------------------------------------------------------

TEST(Details, KeepEveryValue) {
  const Snippet save = player(
      "<Pings><Ping Tile=\"4\" Text=\"city here?\">6</Ping><Ping /></Pings><DecisionList><DecisionData Type=\"A_B\">"
      "<DataList><SUBJECT_0>01</SUBJECT_0><SUBJECT_1>-0</SUBJECT_1></DataList></DecisionData></DecisionList><PopupList "
      "/>");
  EXPECT_EQ(save.details(),
            (Lines{"Player/Pings @0 #0 Ping@Tile = 4", "Player/Pings @0 #0 Ping@Text = text city here?",
                   "Player/Pings @0 #0 Ping = 6", "Player/Pings @0 #1 Ping",
                   "Player/DecisionList @0 #0 DecisionData@Type = name A_B",
                   "Player/DecisionList @0 #0 DecisionData/DataList/SUBJECT_0 = text 01",
                   "Player/DecisionList @0 #0 DecisionData/DataList/SUBJECT_1 = text -0", "Player/PopupList @0"}));
}

}  // namespace
}  // namespace perankh::model
