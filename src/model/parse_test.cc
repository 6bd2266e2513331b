// What may come: other spellings, other versions, and files that are no saves.
#include "model/parse.h"

#include <gtest/gtest.h>

#include <functional>
#include <pugixml.hpp>

#include "model/leaves_test.h"
#include "model/snippet_test.h"

namespace perankh::model {
namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// --- spellings ------------------------------------------------------------------------------------------------------

const std::string kSmallSave =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<?ActivePlayer 0?>\n<Root\n  GameName=\"A\"\n  MapWidth=\"2\">\n  "
    "<Game>\n"
    "    <Turn>3</Turn>\n  </Game>\n  <Player\n    ID=\"0\"\n    Name=\"Ada\">\n    <TechCount>\n      "
    "<TECH_A>1</TECH_A>\n"
    "    </TechCount>\n  </Player>\n</Root>\n";

void expect_small_save(const Snippet& save) {
  EXPECT_EQ(save->game.turn, Int(3));
  EXPECT_EQ(save->save.map_width, Int(2));
  EXPECT_EQ(save->save.active_player, Int(0));
  EXPECT_EQ(save.text(save->players.at(0).name), "Ada");
  EXPECT_EQ(save.values(Subject::kPlayer, "TechCount"), Lines{"0 TECH_A = 1"});
  EXPECT_EQ(save->note_count, 0U);
  EXPECT_TRUE(save->account.unknown.empty());
}

TEST(Spellings, LineEndsAndByteOrderMarks) {
  expect_small_save(Snippet(kSmallSave));
  expect_small_save(Snippet(replaced(kSmallSave, "\n", "\r\n")));
  expect_small_save(Snippet("\xEF\xBB\xBF" + kSmallSave));
  expect_small_save(Snippet("\xEF\xBB\xBF" + replaced(kSmallSave, "\n", "\r\n")));
  expect_small_save(Snippet(replaced(kSmallSave, "\n", "")));
}

TEST(Spellings, AttributesInAnyOrderAndQuotes) {
  expect_small_save(Snippet(replaced(kSmallSave, "ID=\"0\"\n    Name=\"Ada\"", "Name = 'Ada' ID='0'")));
}

TEST(Spellings, CommentsAnywhere) {
  expect_small_save(Snippet(replaced(replaced(kSmallSave, "<TECH_A>1", "<!-- <TECH_B> --><TECH_A><!-- - -->1"),
                                     "<Game>", "<!-- x --><Game>")));
}

TEST(Spellings, EntitiesAndOtherScripts) {
  const Snippet save(
      save_with("<Player ID=\"0\" Name=\"&#x4E2D;&#233; &lt;&amp;lt;&quot;\"><ChatLogList><LogData><Text>"
                "ثعلب <![CDATA[<b>]]>&#65;</Text></LogData></ChatLogList></Player>",
                "", "GameName=\"Ödipus\tund 中文\""));
  EXPECT_EQ(save.text(save->players[0].name), "中é <&lt;\"");
  EXPECT_EQ(save.text(save->logs.at(0).text), "ثعلب <b>A");
  EXPECT_EQ(save.text(save->save.game_name), "Ödipus\tund 中文");
}

TEST(Spellings, ModdedNamesAreNames) {
  const Snippet save(
      save_with("<Player ID=\"0\" Nation=\"NATION_MY MOD é\"><YieldStockpile><YIELD_mod.x>1</YIELD_mod.x>"
                "<ÜBER>2</ÜBER></YieldStockpile></Player>"));
  EXPECT_EQ(save.name(save->players[0].nation), "NATION_MY MOD é");
  EXPECT_EQ(save.values(Subject::kPlayer, "YieldStockpile"), (Lines{"0 x YIELD_mod = 1", "0 ÜBER = 2"}));
}

// --- absent parts ---------------------------------------------------------------------------------------------------

TEST(Sections, MayBeMissingOrEmpty) {
  EXPECT_EQ(Snippet("<Root><Game><Turn>0</Turn></Game></Root>")->game.turn, Int(0));
  const Snippet save(save_with(
      "<Team /><Difficulty></Difficulty><Humans /><GameOptions /><Player ID=\"0\"><GoalList /><MemoryList />"
      "<PermanentLogList /><Leaders /><YieldRateHistory /></Player><City ID=\"0\"><BuildQueue /></City>"
      "<Character ID=\"0\"><RelationshipList /></Character><Tile ID=\"0\"><Revealed /><OwnerHistory /></Tile>",
      "<TeamVictories /><YieldPriceHistory />"));
  EXPECT_TRUE(save->goals.empty() && save->series.empty() && save->sights.empty() && save->builds.empty());
  EXPECT_EQ(save->note_count, 0U);
  EXPECT_TRUE(save->account.unknown.empty());
}

// --- no saves -------------------------------------------------------------------------------------------------------

TEST(Refused, WhatIsNoSave) {
  EXPECT_EQ(Snippet("<html><body /></html>").error().code, "save/not-a-save");
  EXPECT_EQ(Snippet("<root><Game><Turn>1</Turn></Game></root>").error().code, "save/not-a-save");
  EXPECT_EQ(Snippet("<Root />").error().code, "save/missing-field");
  EXPECT_EQ(Snippet("<Root><Game /></Root>").error().code, "save/missing-field");
  EXPECT_EQ(Snippet("<Root><Game><Turn /></Game></Root>").error().code, "save/missing-field");
  EXPECT_EQ(Snippet("<Root><Game><Turn>x</Turn></Game></Root>").error().code, "save/missing-field");
  EXPECT_EQ(Snippet("").error().code, "xml/truncated");
}

TEST(Refused, WhatIsCutOff) {
  const std::string xml = save_with("<Player ID=\"0\"><TechCount><TECH_A>1</TECH_A></TechCount></Player>");
  for (std::size_t length = 0; length < xml.size(); ++length) {
    const Snippet save(xml.substr(0, length));
    EXPECT_TRUE(save.error().code.starts_with("xml/")) << length << ": " << save.error().code;
  }
}

std::string repeated(std::size_t times, const std::function<std::string(std::size_t)>& piece) {
  std::string all;
  for (std::size_t at = 0; at < times; ++at) all += piece(at);
  return all;
}

TEST(Limits, OfPlayersNamesAndDepth) {
  const auto players = [](std::size_t count) {
    return save_with(repeated(count, [](std::size_t at) { return "<Player ID=\"" + std::to_string(at) + "\" />"; }));
  };
  EXPECT_EQ(Snippet(players(256)).error().code, "");
  EXPECT_EQ(Snippet(players(257)).error().code, "save/too-many");

  const auto names = [](std::size_t count) {
    return save_with("<Player ID=\"0\"><TechCount>" +
                     repeated(count, [](std::size_t at) { return "<N" + std::to_string(at) + "/>"; }) +
                     "</TechCount></Player>");
  };
  EXPECT_EQ(Snippet(names(49'000)).error().code, "");
  EXPECT_EQ(Snippet(names(51'000)).error().code, "save/too-many-names");

  const auto deep = [](std::size_t depth) {
    return save_with("<Player ID=\"0\"><AI>" + repeated(depth, [](std::size_t) { return "<a>"; }) +
                     repeated(depth, [](std::size_t) { return "</a>"; }) + "</AI></Player>");
  };
  EXPECT_EQ(Snippet(deep(50)).error().code, "");
  EXPECT_EQ(Snippet(deep(80)).error().code, "xml/too-deep");
}

TEST(Limits, LongNamesAreLeftOut) {
  const std::string longest(300, 'A');
  const Snippet save(save_with("<Player ID=\"0\" Nation=\"" + longest + "\"><TechCount><TECH_A>" + longest +
                               "</TECH_A></TechCount></Player>"));
  EXPECT_FALSE(save->players[0].nation.has_value());
  EXPECT_EQ(save.values(Subject::kPlayer, "TechCount"), Lines{});
  ASSERT_EQ(save->note_count, 2U);
  EXPECT_EQ(save->notes[0].code, "save/long-name");
  EXPECT_EQ(save->account.rejected_values, 2U);
}

TEST(Limits, NotesAreCountedBeyondTheFirstHundred) {
  const Snippet save(save_with("<Player ID=\"0\"><PointsHistory>" +
                               repeated(150, [](std::size_t) { return "<Total>1</Total>"; }) +
                               "</PointsHistory></Player>"));
  EXPECT_EQ(save->note_count, 150U);
  EXPECT_EQ(save->notes.size(), GameData::kMaxNotes);
}

TEST(Limits, NotesAreCutBetweenCharacters) {
  const std::string text = std::string(59, 'x') + "中中";
  const Snippet save(save_with("<Player ID=\"0\"><Legitimacy>" + text + "</Legitimacy></Player>"));
  EXPECT_EQ(save->notes.at(0).text, std::string(59, 'x'));
}

// --- the account ----------------------------------------------------------------------------------------------------

TEST(Unknown, ElementsAndAttributesAreCountedByPath) {
  const Snippet save(
      save_with("<Player ID=\"0\" Mood=\"3\"><NewThing><A x=\"1\">2</A><B /></NewThing><NewThing>4</NewThing>"
                "<Legitimacy unit=\"x\">5</Legitimacy></Player><Player ID=\"1\" Mood=\"4\" /><NewEntity ID=\"0\" />"));
  const auto& unknown = save->account.unknown;
  ASSERT_EQ(unknown.size(), 4U);
  EXPECT_EQ(unknown.at("Root/Player@Mood").values, 2U);
  EXPECT_EQ(unknown.at("Root/Player/NewThing").elements, 2U);
  EXPECT_EQ(unknown.at("Root/Player/NewThing").values, 4U);
  EXPECT_EQ(unknown.at("Root/Player/Legitimacy@unit").values, 1U);
  EXPECT_EQ(unknown.at("Root/NewEntity").values, 2U);
  EXPECT_EQ(save->players.size(), 2U);
  EXPECT_EQ(save->players[0].legitimacy, Int(5));
  const AccountSummary summary = summarize(save->account);
  EXPECT_EQ(summary.unknown_paths, 4U);
  EXPECT_EQ(summary.unknown_values, 9U);
}

TEST(Unknown, PathsAreBounded) {
  const Snippet save(save_with(repeated(1500, [](std::size_t at) { return "<New" + std::to_string(at) + " />"; })));
  EXPECT_EQ(save->account.unknown.size(), Account::kMaxUnknownPaths);
  EXPECT_EQ(save->account.more_unknown_values, 500U);
  EXPECT_EQ(summarize(save->account).unknown_values, 1500U);
}

TEST(Unknown, AValueWithChildrenIsUnknown) {
  const Snippet save(save_with(
      "<Player "
      "ID=\"0\"><Legitimacy><Base>5</Base></Legitimacy><TechCount><TECH_A><T1>1</T1></TECH_A></TechCount></Player>"));
  EXPECT_FALSE(save->players[0].legitimacy.has_value());
  EXPECT_EQ(save->account.unknown.at("Root/Player/Legitimacy").values, 1U);
  EXPECT_EQ(save->account.unknown.at("Root/Player/TechCount/TECH_A").values, 1U);
}

/// Whatever stands wherever, no value is counted twice or not at all.
TEST(Account, AddsUpWhateverComes) {
  const std::vector<std::string> pieces = {"",
                                           "x",
                                           "3",
                                           "-1",
                                           "3x",
                                           "NONE",
                                           "<T2>1</T2>",
                                           "<T2 a=\"1\">x</T2>",
                                           "<A b=\"2\"><T3>1</T3><c /></A>",
                                           "<Team Terrain=\"TERRAIN_A\">0</Team>",
                                           "<Team X=\"1\">y</Team><Team>40</Team>",
                                           "<T0>4</T0><ID1 />",
                                           "<LogData z=\"1\"><Turn>q</Turn></LogData><LogData />",
                                           "<A.B.1>2</A.B.1><A.B.1>3</A.B.1>",
                                           "<!-- c --><T5><T6>7</T6></T5>",
                                           " \n "};
  std::size_t read = 0;
  const auto check = [&](const std::string& below_root, const std::string& below_game) {
    const std::string xml = save_with(below_root, below_game);
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(xml.c_str()));
    const Snippet save(xml);
    if (!save.error().code.empty()) return;  // refused: nothing to count
    ++read;
    EXPECT_EQ(summarize(save->account).leaf_values, leaves(document.child("Root"))) << xml;
  };
  for (const std::string& piece : pieces) {
    for (const Layout* layout : all_layouts()) {
      for (const Entry& entry : layout->entries()) {
        if (entry.is_attribute) continue;
        const std::string element = "<" + entry.name + " n=\"1\">" + piece + "</" + entry.name + ">";
        switch (layout->what()) {
          case Concept::kSave:
            if (entry.name != "Game") check(element, "");
            break;
          case Concept::kGame:
            if (entry.name != "Turn") check("", element);
            break;
          case Concept::kPlayer:
            check("<Player ID=\"0\">" + element + "</Player>", "");
            break;
          case Concept::kCharacter:
            check("<Character ID=\"0\">" + element + "</Character>", "");
            break;
          case Concept::kCity:
            check("<City ID=\"0\">" + element + "</City>", "");
            break;
          case Concept::kTile:
            check("<Tile ID=\"0\">" + element + "</Tile>", "");
            break;
          case Concept::kUnit:
            check("<Tile ID=\"0\"><Unit ID=\"0\">" + element + "</Unit></Tile>", "");
            break;
          case Concept::kTribe:
            check("<Tribe ID=\"TRIBE_A\">" + element + "</Tribe>", "");
            break;
          case Concept::kGoal:
            check("<Player ID=\"0\"><GoalList><GoalData>" + element + "</GoalData></GoalList></Player>", "");
            break;
          case Concept::kMemory:
            check("<Player ID=\"0\"><MemoryList><MemoryData>" + element + "</MemoryData></MemoryList></Player>", "");
            break;
          case Concept::kLog:
            check("<Player ID=\"0\"><TurnLogList><LogData>" + element + "</LogData></TurnLogList></Player>", "");
            break;
          case Concept::kRelationship:
            check("<Character ID=\"0\"><RelationshipList><R>" + element + "</R></RelationshipList></Character>", "");
            break;
          case Concept::kBuild:
            check("<City ID=\"0\"><BuildQueue><QueueInfo>" + element + "</QueueInfo></BuildQueue></City>", "");
            break;
        }
      }
    }
  }
  EXPECT_GT(read, 4000U);
}

// Texts that were read before are not read again, unless something in them has to be counted each time.
TEST(Account, CountsWhatIsUnknownInEveryRepetition) {
  std::string tiles;
  for (int tile = 0; tile < 4; ++tile) {
    tiles += "<Tile ID=\"" + std::to_string(tile) + "\"><Revealed><T0 /><New><A /></New></Revealed></Tile>";
  }
  EXPECT_EQ(summarize(Snippet(save_with(tiles))->account).unknown_values, 4U);
}

TEST(Account, ReportsPathsWithTheirPlace) {
  const Snippet save(
      save_with("<Player ID=\"0\" Nation=\"NATION_A\"><TechCount><TECH_A>1</TECH_A><TECH_B>1</TECH_B></TechCount><New "
                "/></Player>"));
  std::vector<std::string> lines;
  for (const PathReport& line : report(save->account)) {
    lines.push_back(line.path + " " + std::to_string(line.count.values) +
                    (line.stored ? " in " + line.where : " unknown"));
  }
  EXPECT_EQ(lines, (Lines{"Root/Game/Turn 1 in game.turn", "Root/Player@ID 1 in player.id",
                          "Root/Player@Nation 1 in player.nation",
                          "Root/Player/TechCount/{key} 2 in player_value TechCount", "Root/Player/New 1 unknown"}));
}

}  // namespace
}  // namespace perankh::model
