// Each table on a save of a few lines. What a column holds in general is tested with the relations (src/store).
#include "query/save_tables.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <type_traits>

#include "store/library_test.h"

namespace perankh::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Lines = std::vector<std::string>;

std::string text_of(const store::Value& value) {
  return std::visit(
      []<class T>(const T& plain) -> std::string {
        if constexpr (std::is_same_v<T, std::monostate>) {
          return "-";
        } else {
          return fmt::format("{}", plain);
        }
      },
      value);
}

class SaveTablesTest : public store::LibraryTest {
 protected:
  // The only save of a library: `below_root` at `turn`.
  void save(int turn, const std::string& below_root, const std::string& attributes = {}) {
    library_.emplace(open());
    match_id_ = import(*library_, store::save_at(turn, below_root, attributes));
  }

  // Rows of a table as "1 ROME -": the columns named, in this order.
  Lines rows(std::string_view name, const std::vector<std::string>& columns, std::optional<std::int64_t> tile_id = {}) {
    const SaveTable* const table = find_save_table(name);
    if (table == nullptr) throw std::runtime_error("no such table");
    auto result = read_save_table(library_->connection(), *table, match_id_, tile_id);
    if (!result) throw std::runtime_error(describe(result.error()));
    Lines lines;
    for (const auto* row = result->next(); row != nullptr; row = result->next()) {
      std::string& line = lines.emplace_back();
      for (const std::string& column : columns) {
        const auto at = std::ranges::find(result->columns(), column) - result->columns().begin();
        line += (line.empty() ? "" : " ") + text_of(row->at(static_cast<std::size_t>(at)));
      }
    }
    return lines;
  }

  std::optional<store::Library> library_;
  std::int64_t match_id_ = 0;
};

std::string player(int id, const std::string& below, const std::string& attributes = "Nation=\"NATION_ROME\"") {
  return fmt::format(R"(<Player ID="{}" {}>{}</Player>)", id, attributes, below);
}

std::string log_line(int turn, const std::string& type, const std::string& text, const std::string& data1 = {},
                     const std::string& data2 = {}) {
  return fmt::format(
      "<LogData><Text>{}</Text><Type>{}</Type><Data1>{}</Data1><Data2>{}</Data2><Turn>{}</Turn></LogData>", text, type,
      data1, data2, turn);
}
std::string logs(const std::string& lines) { return "<PermanentLogList>" + lines + "</PermanentLogList>"; }

std::string tile(int id, const std::string& below) { return fmt::format(R"(<Tile ID="{}">{}</Tile>)", id, below); }

TEST(SaveTables, HaveNamesOfTheirOwnAndOneQuestionEach) {
  for (const SaveTable& table : save_tables()) {
    EXPECT_EQ(find_save_table(table.name), &table);
    EXPECT_TRUE(table.row.ends_with('.')) << table.name;
    const std::string sql = sql_of(table, 7, table.of_a_tile ? std::optional(3) : std::nullopt);
    EXPECT_EQ(sql.find_first_of("$;"), std::string::npos) << table.name;
  }
  EXPECT_EQ(find_save_table("matches"), nullptr);
}

TEST_F(SaveTablesTest, AllAnswerForASaveThatHoldsNothing) {
  save(1, "");
  for (const SaveTable& table : save_tables()) {
    EXPECT_THAT(rows(table.name, {}, table.of_a_tile ? std::optional(0) : std::nullopt),
                testing::SizeIs(table.name == "save" ? 1 : 0))
        << table.name;
  }
}

TEST_F(SaveTablesTest, TellOfTheSaveThatWasAskedForOnly) {
  save(1, player(0, "<PointsHistory><T1>5</T1></PointsHistory>"));
  match_id_ = import(*library_, store::save_at(2, player(0, "<PointsHistory><T1>7</T1></PointsHistory>")), "b.xml");
  EXPECT_THAT(rows("points", {"turn", "victory_points"}), ElementsAre("1 7", "2 7"));
}

TEST_F(SaveTablesTest, SaveSaysWhatTheFileKnows) {
  save(5,
       "<VictoryEnabled><VICTORY_POINTS/><VICTORY_DOUBLE/></VictoryEnabled>" +
           player(0, logs(log_line(2, "LAW_ADOPTED", "x", "LAW_EPICS")), "OnlineID=\"me\""),
       R"(MapSize="MAPSIZE_DUEL")");
  EXPECT_THAT(rows("save", {"turn", "map_size", "counts_points", "owner_player_id", "winner_player_id", "owner_won",
                            "has_map", "has_yield_totals", "has_law_turns"}),
              ElementsAre("5 MAPSIZE_DUEL true 0 - - false false true"));
}

TEST_F(SaveTablesTest, PlayersOfOneNationHaveDifferentShades) {
  save(1, player(0, "") + player(1, "", "Nation=\"NATION_EGYPT\"") +
              player(2, "", "Nation=\"NATION_ROME\" OnlineID=\"me\""));
  EXPECT_THAT(rows("players", {"player_id", "nation", "nation_shade", "is_human", "is_owner"}),
              ElementsAre("2 NATION_ROME 1 true true", "1 NATION_EGYPT 0 false false", "0 NATION_ROME 0 false false"));
}

TEST_F(SaveTablesTest, YieldsAreFilledForwardInShownUnits) {
  save(5, player(0, "<YieldRateHistory><YIELD_IRON><T2>15</T2><T4>-20</T4></YIELD_IRON></YieldRateHistory>"));
  EXPECT_THAT(rows("yields", {"player_id", "yield_type", "turn", "rate", "total"}),
              ElementsAre("0 YIELD_IRON 1 - -", "0 YIELD_IRON 2 1.5 1.5", "0 YIELD_IRON 3 1.5 3", "0 YIELD_IRON 4 -2 1",
                          "0 YIELD_IRON 5 -2 -1"));
}

TEST_F(SaveTablesTest, YieldTotalsAreTheFilesOwnWhereItHasThem) {
  save(3, player(0,
                 "<YieldRateHistory><YIELD_FOOD><T1>10</T1></YIELD_FOOD><YIELD_IRON><T1>10</T1></YIELD_IRON>"
                 "</YieldRateHistory><YieldTotalHistory><YIELD_IRON><T2>70</T2></YIELD_IRON></YieldTotalHistory>"));
  EXPECT_THAT(rows("yields", {"yield_type", "turn", "total"}),
              ElementsAre("YIELD_FOOD 1 1", "YIELD_FOOD 2 2", "YIELD_FOOD 3 3", "YIELD_IRON 1 -", "YIELD_IRON 2 7",
                          "YIELD_IRON 3 7"));
}

TEST_F(SaveTablesTest, PointsHaveEveryTurnOfEveryPlayer) {
  save(3, player(0,
                 "<PointsHistory><T2>4</T2></PointsHistory><MilitaryPowerHistory><T1>80</T1><T3>60</T3>"
                 "</MilitaryPowerHistory>") +
              player(1, "<LegitimacyHistory><T3>9</T3></LegitimacyHistory>"));
  EXPECT_THAT(rows("points", {"player_id", "turn", "victory_points", "military_power", "legitimacy"}),
              ElementsAre("0 1 - 80 -", "0 2 4 80 -", "0 3 4 60 -", "1 1 - - -", "1 2 - - -", "1 3 - - 9"));
}

TEST_F(SaveTablesTest, FinalFiguresAreTheLastOnes) {
  save(9, player(0,
                 "<Legitimacy>12</Legitimacy><PointsHistory><T2>4</T2><T5>6</T5></PointsHistory>"
                 "<TechCount><TECH_A>1</TECH_A><TECH_A_BONUS_X>1</TECH_A_BONUS_X><TECH_B>0</TECH_B></TechCount>"
                 "<ActiveLaw><LAWCLASS_ORDER>LAW_X</LAWCLASS_ORDER></ActiveLaw>"
                 "<YieldRateHistory><YIELD_MONEY><T1>10</T1><T4>25</T4></YIELD_MONEY></YieldRateHistory>") +
              R"(<City ID="3" TileID="0" Player="0" Founded="1"><Citizens>4</Citizens></City>)" +
              tile(0, "<Improvement>IMPROVEMENT_CITY</Improvement><OwnerHistory><T1>0</T1></OwnerHistory>") +
              tile(1,
                   "<Improvement>IMPROVEMENT_MINE</Improvement><Specialist>SPECIALIST_MINER</Specialist>"
                   "<OwnerHistory><T1>0</T1></OwnerHistory>"));
  EXPECT_THAT(rows("final_figures", {"victory_points", "military_power", "legitimacy", "cities", "population", "tiles",
                                     "improvements", "specialists", "techs", "laws", "money", "science"}),
              ElementsAre("6 - 12 1 4 2 1 1 1 1 2.5 -"));
}

TEST_F(SaveTablesTest, FinalFiguresAreThoseOfTheSaveAskedFor) {
  const auto rich = [](int points) {
    return player(0, fmt::format("<PointsHistory><T1>{}</T1></PointsHistory><TechCount><TECH_A>1</TECH_A></TechCount>"
                                 "<ActiveLaw><LAWCLASS_ORDER>LAW_X</LAWCLASS_ORDER></ActiveLaw>",
                                 points)) +
           R"(<City ID="0" TileID="0" Player="0" Founded="1"><Citizens>4</Citizens></City>)" +
           tile(0, R"(<OwnerHistory><T1>0</T1></OwnerHistory><Unit ID="5" Player="0"></Unit>)");
  };
  save(1, rich(5));
  match_id_ = import(*library_, store::save_at(1, rich(7)), "b.xml");
  EXPECT_THAT(rows("final_figures", {"victory_points", "cities", "population", "tiles", "techs", "laws", "units"}),
              ElementsAre("7 1 4 1 1 1 1"));
}

TEST_F(SaveTablesTest, LandWithoutAHistoryIsThatOfItsCity) {
  save(9, player(0, "") + R"(<City ID="3" TileID="0" Player="0" Founded="1"><Citizens>4</Citizens></City>)" +
              tile(0, "<CityTerritory>3</CityTerritory>") + tile(1, "<CityTerritory>3</CityTerritory>") + tile(2, ""));
  EXPECT_THAT(rows("final_figures", {"cities", "tiles"}), ElementsAre("1 2"));
}

TEST_F(SaveTablesTest, WondersBelongToWhoBuiltThemAndAreToldOnce) {
  const std::string begun = log_line(5, "WONDER_ACTIVITY", "begun", "1", "IMPROVEMENT_ORACLE");
  const std::string built =
      log_line(8, "WONDER_ACTIVITY", R"(&lt;link="HELP_LINK,HELP_SELECT_CITY,3"&gt;Roma)", "1", "IMPROVEMENT_ORACLE");
  const std::string other = log_line(9, "WONDER_ACTIVITY", "begun", "0", "IMPROVEMENT_PYRAMIDS");
  save(20,
       player(0, logs(begun + built + other)) + player(1, logs(begun + built), "Nation=\"NATION_EGYPT\"") +
           R"(<City ID="3" TileID="1" Player="1" Founded="1"><NameType>CITYNAME_ROMA</NameType></City>)" +
           tile(0,
                "<Improvement>IMPROVEMENT_PYRAMIDS</Improvement><ImprovementBuildTurnsLeft>2"
                "</ImprovementBuildTurnsLeft>") +
           tile(1, "<Improvement>IMPROVEMENT_ORACLE</Improvement><OwnerHistory><T1>0</T1><T12>1</T12></OwnerHistory>"));
  EXPECT_THAT(rows("wonders", {"wonder", "turn", "player_id", "owner_player_id", "city_name"}),
              ElementsAre("IMPROVEMENT_ORACLE 8 0 1 CITYNAME_ROMA"));
}

TEST_F(SaveTablesTest, TheTimelineHoldsWhatHappened) {
  save(
      20,
      player(0,
             logs(log_line(3, "TECH_DISCOVERED", "x", "TECH_A") + log_line(4, "LAW_ADOPTED", "x", "LAW_B") +
                  log_line(6, "CITY_FOUNDED",
                           R"(Founded &lt;link="HELP_LINK,HELP_SELECT_CITY,9"&gt;&lt;b&gt; Ostia&lt;/link&gt;)", "0")) +
                 "<MilitaryPowerHistory><T1>100</T1><T2>81</T2><T3>40</T3></MilitaryPowerHistory>"
                 "<Leaders><ID>6</ID></Leaders>") +
          player(1, "", "Nation=\"NATION_EGYPT\"") +
          R"(<Character ID="6" FirstName="NAME_A"><LeaderTurn>1</LeaderTurn></Character>)" +
          R"(<City ID="3" TileID="1" Player="1" Founded="2"><NameType>CITYNAME_ROMA</NameType><FirstPlayer>0</FirstPlayer></City>)" +
          tile(0, "") + tile(1, "<OwnerHistory><T2>0</T2><T9>-1</T9><T10>1</T10></OwnerHistory>"));
  EXPECT_THAT(rows("timeline", {"turn", "player_id", "kind", "label", "amount", "city_id"}),
              ElementsAre("1 0 leader NAME_A - -", "2 0 city_founded CITYNAME_ROMA - 3", "3 0 power_drop - 51 -",
                          "3 0 tech TECH_A - -", "4 0 law LAW_B - -", "6 0 city_founded Ostia - 9",
                          "10 1 city_taken CITYNAME_ROMA - 3"));
}

TEST_F(SaveTablesTest, WhoFoundedACityIsWhoHeldItsLandThen) {
  const std::string city = R"(" Player="0" Founded="2"><NameType>CITYNAME_A</NameType><FirstPlayer>0</FirstPlayer>)";
  save(9, player(0, "") + R"(<City ID="1" TileID="0)" + city + "<Tribe>TRIBE_AEDUI</Tribe></City>" +
              R"(<City ID="2" TileID="1)" + city + "</City>" + R"(<City ID="3" TileID="2)" + city + "</City>" +
              tile(0, "") + tile(1, "<OwnerHistory><T1>1</T1><T5>0</T5></OwnerHistory>") + tile(2, ""));
  EXPECT_THAT(rows("timeline", {"turn", "player_id", "kind", "city_id"}),
              ElementsAre("2 0 city_founded 3", "2 1 city_founded 2", "5 0 city_taken 2"));
  EXPECT_THAT(rows("tile_history", {"turn", "change_type", "player_id"}, 0), ElementsAre("2 city -"));
  EXPECT_THAT(rows("tile_history", {"turn", "change_type", "player_id"}, 1),
              ElementsAre("1 owner 1", "2 city 1", "5 owner 0"));
  EXPECT_THAT(rows("tile_history", {"turn", "change_type", "player_id"}, 2), ElementsAre("2 city 0"));
}

TEST_F(SaveTablesTest, UnitsAreCountedLivingAndProduced) {
  save(
      9,
      player(0, "<UnitsProduced><UNIT_ARCHER>3</UNIT_ARCHER><UNIT_WORKER>2</UNIT_WORKER></UnitsProduced>") +
          tile(0,
               R"(<Unit ID="1" Type="UNIT_ARCHER" Player="0"/><Unit ID="2" Type="UNIT_HORSE_ARCHER" Player="0"/>)"
               R"(<Unit ID="3" Type="UNIT_WARRIOR" Player="-1"/><Unit ID="4" Type="UNIT_BATTERING_RAM" Player="0"/>)"));
  EXPECT_THAT(rows("units_by_type", {"player_id", "unit_type", "unit_class", "living", "produced"}),
              ElementsAre("0 UNIT_ARCHER ranged 1 3", "0 UNIT_BATTERING_RAM siege 1 0",
                          "0 UNIT_HORSE_ARCHER cavalry 1 0", "0 UNIT_WORKER - 0 2"));
}

TEST_F(SaveTablesTest, LawsCountTheirClasses) {
  save(9, player(0, "<ActiveLaw><LAWCLASS_SLAVERY_FREEDOM>LAW_FREEDOM</LAWCLASS_SLAVERY_FREEDOM></ActiveLaw>" +
                        logs(log_line(2, "LAW_ADOPTED", "x", "LAW_SLAVERY") +
                             log_line(4, "LAW_ADOPTED", "x", "LAW_FREEDOM") +
                             log_line(6, "LAW_ADOPTED", "x", "LAW_SENIORITY"))) +
              player(1, "<ActiveLaw><LAWCLASS_X>LAW_Y</LAWCLASS_X></ActiveLaw>"));
  EXPECT_THAT(rows("law_adoptions", {"player_id", "turn", "law", "law_class", "classes"}),
              ElementsAre("0 2 LAW_SLAVERY LAWCLASS_SLAVERY_FREEDOM 1", "0 4 LAW_FREEDOM LAWCLASS_SLAVERY_FREEDOM 1",
                          "0 6 LAW_SENIORITY LAWCLASS_ORDER 2"));
  EXPECT_THAT(rows("laws", {"player_id", "law_class", "law", "adopted_turn"}),
              ElementsAre("0 LAWCLASS_SLAVERY_FREEDOM LAW_FREEDOM 4", "1 LAWCLASS_X LAW_Y -"));
}

TEST_F(SaveTablesTest, CardsAreNoTechnologies) {
  save(9, player(0, "<TechCount><TECH_A>1</TECH_A><TECH_B_BONUS_X>1</TECH_B_BONUS_X><TECH_C>1</TECH_C></TechCount>" +
                        logs(log_line(2, "TECH_DISCOVERED", "x", "TECH_B_BONUS_X") +
                             log_line(3, "TECH_DISCOVERED", "x", "TECH_C"))));
  EXPECT_THAT(rows("techs", {"tech", "is_bonus_card", "turn", "known"}),
              ElementsAre("TECH_A false - 1", "TECH_B_BONUS_X true 2 1", "TECH_C false 3 2"));
}

TEST_F(SaveTablesTest, RulersFollowEachOther) {
  save(30,
       player(0, "<Leaders><ID>4</ID><ID>6</ID></Leaders><ChosenHeirID>7</ChosenHeirID>") +
           R"(<Character ID="4" BirthTurn="-20" FirstName="NAME_A"><LeaderTurn>1</LeaderTurn><DeathTurn>12</DeathTurn>)"
           "<Spouses><ID>7</ID></Spouses></Character>"
           R"(<Character ID="6" FirstName="NAME_B"><LeaderTurn>12</LeaderTurn><BirthFatherID>4</BirthFatherID>)"
           "<BirthMotherID>7</BirthMotherID><Rating><RATING_WISDOM>3</RATING_WISDOM></Rating>"
           "<TraitTurn><TRAIT_BOLD>5</TRAIT_BOLD><TRAIT_TACTICIAN_ARCHETYPE>1</TRAIT_TACTICIAN_ARCHETYPE></TraitTurn>"
           R"(</Character><Character ID="7"><SpouseID>4</SpouseID></Character>)"
           R"(<City ID="3" TileID="1" Player="0"><GovernorID>7</GovernorID></City>)");
  EXPECT_THAT(
      rows("rulers", {"player_id", "succession_order", "character_id", "archetype", "from_turn", "to_turn", "wisdom"}),
      ElementsAre("0 1 4 - 1 12 -", "0 2 6 TRAIT_TACTICIAN_ARCHETYPE 12 - 3"));
  EXPECT_THAT(rows("characters", {"character_id", "is_leader", "is_heir", "spouses", "traits", "governs_city_id"}),
              ElementsAre("4 false false 7 - -", "6 true false - TRAIT_TACTICIAN_ARCHETYPE+TRAIT_BOLD -",
                          "7 false true 4 - 3"));
  EXPECT_THAT(rows("parents", {"child_id", "parent_id", "relation"}), ElementsAre("6 4 father", "6 7 mother"));
  EXPECT_THAT(rows("marriages", {"character_id", "spouse_id"}), ElementsAre("4 7"));
  EXPECT_THAT(rows("traits", {"character_id", "trait", "acquired_turn"}),
              ElementsAre("6 TRAIT_TACTICIAN_ARCHETYPE 1", "6 TRAIT_BOLD 5"));
  EXPECT_THAT(rows("offices", {"character_id", "office", "city_id"}), ElementsAre("7 governor 3"));
}

TEST_F(SaveTablesTest, OpinionsAreThoseOfAPlayersOwnFamilies) {
  save(3, player(0,
                 "<Families><FAMILY_A/></Families><FamilyOpinionHistory><FAMILY_A><T2>50</T2></FAMILY_A>"
                 "<FAMILY_B><T1>9</T1></FAMILY_B></FamilyOpinionHistory>"));
  EXPECT_THAT(rows("family_opinions", {"player_id", "family_name", "turn", "opinion"}),
              ElementsAre("0 FAMILY_A 1 -", "0 FAMILY_A 2 50", "0 FAMILY_A 3 50"));
  EXPECT_THAT(rows("families", {"player_id", "family_name", "opinion", "cities"}), ElementsAre("0 FAMILY_A 50 0"));
}

TEST_F(SaveTablesTest, ReligionsBeginWithTheirFounding) {
  library_.emplace(open());
  match_id_ = import(
      *library_,
      R"(<Root MapWidth="2"><Game><Turn>4</Turn><ReligionFounded><RELIGION_A>3</RELIGION_A></ReligionFounded>)"
      "<ReligionFounder><RELIGION_A>0</RELIGION_A></ReligionFounder></Game>" +
          player(0,
                 "<StateReligion>RELIGION_A</StateReligion><ReligionOpinionHistory><RELIGION_A><T1>0</T1><T4>8</T4>"
                 "</RELIGION_A><RELIGION_B><T1>0</T1></RELIGION_B></ReligionOpinionHistory>") +
          R"(<City ID="3" TileID="1" Player="0"><Religion><RELIGION_B/><RELIGION_A/></Religion></City></Root>)");
  EXPECT_THAT(rows("religions", {"religion_name", "founded_turn", "founder_player_id", "cities", "state_religion_of"}),
              ElementsAre("RELIGION_A 3 0 1 0"));
  EXPECT_THAT(rows("religions_founded", {"player_id", "turn", "religion_name"}), ElementsAre("0 3 RELIGION_A"));
  EXPECT_THAT(rows("religion_opinions", {"religion_name", "turn", "opinion"}),
              ElementsAre("RELIGION_A 3 0", "RELIGION_A 4 8"));
  EXPECT_THAT(rows("city_religions", {"city_id", "religion"}), ElementsAre("3 RELIGION_A", "3 RELIGION_B"));
  EXPECT_THAT(rows("map_cities", {"religions"}), ElementsAre("RELIGION_A+RELIGION_B"));
}

TEST_F(SaveTablesTest, CitiesShowTheCultureOfTheirOwner) {
  save(9, "<Team><PlayerTeam>0</PlayerTeam><PlayerTeam>1</PlayerTeam></Team>" + player(0, "") + player(1, "") +
              R"(<City ID="3" TileID="1" Player="1" Family="FAMILY_A" Founded="2"><TeamCulture><T.0>CULTURE_WEAK</T.0>)"
              "<T.1>CULTURE_STRONG</T.1></TeamCulture><FirstPlayer>0</FirstPlayer><Citizens>4</Citizens>"
              "<UnitProductionCounts><UNIT_A>2</UNIT_A><UNIT_B>1</UNIT_B></UnitProductionCounts></City>" +
              tile(0, "<CityTerritory>3</CityTerritory>") + tile(1, "<CityTerritory>3</CityTerritory>"));
  EXPECT_THAT(
      rows("cities", {"city_id", "player_id", "first_owner_player_id", "culture_level", "units_produced", "tiles"}),
      ElementsAre("3 1 0 CULTURE_STRONG 3 2"));
  EXPECT_THAT(rows("city_units", {"city_id", "unit_type", "count"}), ElementsAre("3 UNIT_A 2", "3 UNIT_B 1"));
}

TEST_F(SaveTablesTest, ImprovementsBelongToTheOwnerOfTheirCity) {
  save(9, player(0, "") + player(1, "") + R"(<City ID="3" TileID="0" Player="1"/>)" +
              tile(0, "<Improvement>IMPROVEMENT_CITY</Improvement><CityTerritory>3</CityTerritory>") +
              tile(1,
                   "<Improvement>IMPROVEMENT_MINE</Improvement><CityTerritory>3</CityTerritory><Pillaged/>"
                   "<OwnerHistory><T1>0</T1></OwnerHistory>") +
              tile(2, "<Improvement>IMPROVEMENT_MINE</Improvement>") +
              tile(3,
                   "<Improvement>IMPROVEMENT_MINE</Improvement><CityTerritory>3</CityTerritory>"
                   "<ImprovementBuildTurnsLeft>2</ImprovementBuildTurnsLeft>"));
  EXPECT_THAT(
      rows("improvements", {"tile_id", "improvement", "player_id", "is_pillaged", "turns_left"}),
      ElementsAre("1 IMPROVEMENT_MINE 1 true -", "2 IMPROVEMENT_MINE - false -", "3 IMPROVEMENT_MINE 1 false 2"));
  EXPECT_THAT(rows("improvement_counts", {"improvement", "player_id", "count"}), ElementsAre("IMPROVEMENT_MINE 1 1"));
}

TEST_F(SaveTablesTest, LinesOfTheLogAreMergedAndPlain) {
  const std::string met =
      log_line(3, "TEAM_CONTACT", "Met &lt;color=#fff&gt;Rome&lt;/color&gt; by link(CONCEPT_WAR_WEARINESS), II");
  save(9, player(0, logs(met + log_line(4, "X", "only me, Sitamun icon(TRAIT_BOLD)."))) + player(1, logs(met)));
  EXPECT_THAT(rows("log", {"turn", "log_type", "player_id", "players", "text", "is_permanent"}),
              ElementsAre("4 X 0 1 only me, Sitamun. true", "3 TEAM_CONTACT - 2 Met Rome by war weariness, II true"));
}

TEST_F(SaveTablesTest, StoriesAndMemories) {
  save(9,
       player(0,
              "<AllEventStoryTurn><EVENTSTORY_A>5</EVENTSTORY_A></AllEventStoryTurn>"
              "<MemoryList><MemoryData><Type>MEMORY_A</Type><Turn>4</Turn><Player>1</Player></MemoryData></MemoryList>"
              "<GoalList><GoalData><Type>GOAL_A</Type><ID>0</ID><Turn>2</Turn><Finished/></GoalData></GoalList>"));
  EXPECT_THAT(rows("stories", {"turn", "player_id", "event_type"}), ElementsAre("5 0 EVENTSTORY_A"));
  EXPECT_THAT(rows("memories", {"turn", "player_id", "memory_type", "target_player_id"}),
              ElementsAre("4 0 MEMORY_A 1"));
  EXPECT_THAT(rows("goals", {"player_id", "goal_type", "started_turn", "finished", "failed"}),
              ElementsAre("0 GOAL_A 2 true false"));
}

TEST_F(SaveTablesTest, TheMapAndWhatChangedOnIt) {
  save(9, player(0, "") + tile(0, "<Terrain>TERRAIN_LUSH</Terrain><Road/>") + tile(1, "") +
              tile(2,
                   "<Terrain>TERRAIN_ARID</Terrain><TerrainHistory><T1>TERRAIN_LUSH</T1><T5>TERRAIN_ARID</T5>"
                   "</TerrainHistory><OwnerHistory><T4>0</T4><T7>-1</T7></OwnerHistory>"
                   R"(<Unit ID="8" Type="UNIT_SCOUT" Player="0"/>)") +
              R"(<City ID="3" TileID="2" Player="0" Founded="4"><NameType>CITYNAME_ROMA</NameType></City>)");
  EXPECT_THAT(rows("tiles", {"tile_id", "x", "y", "terrain", "has_road", "owner_player_id"}),
              ElementsAre("0 0 0 TERRAIN_LUSH true -", "1 1 0 - false -", "2 0 1 TERRAIN_ARID false -"));
  EXPECT_THAT(rows("units", {"unit_id", "tile_id", "unit_type", "player_id"}), ElementsAre("8 2 UNIT_SCOUT 0"));
  EXPECT_THAT(rows("ownership_changes", {"turn", "tile_id", "player_id"}), ElementsAre("4 2 0", "7 2 -"));
  EXPECT_THAT(rows("terrain_changes", {"turn", "tile_id", "change_type", "old_value", "new_value"}),
              ElementsAre("5 2 terrain TERRAIN_LUSH TERRAIN_ARID"));
  EXPECT_THAT(rows("tile_history", {"turn", "change_type", "new_value", "player_id"}, 2),
              ElementsAre("1 terrain TERRAIN_LUSH -", "4 city CITYNAME_ROMA 0", "4 owner - 0",
                          "5 terrain TERRAIN_ARID -", "7 owner - -"));
  EXPECT_THAT(rows("tile_history", {"turn"}, 77), IsEmpty());
}

}  // namespace
}  // namespace perankh::query
