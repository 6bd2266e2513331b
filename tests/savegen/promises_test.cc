// What savegen promises: layout to the letter, the same bytes again, sizes, names, a past that saves of a game share.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "samples.h"
#include "xml_writer.h"

namespace perankh::savegen::testing {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

// Name and bytes of every file that a run writes.
std::map<std::string, std::string> run(GenerateOptions options, const std::string& name) {
  const std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / name;
  std::filesystem::remove_all(folder);
  const WriteResult result = write_saves(options, folder, {});
  EXPECT_EQ(result.error, "");
  EXPECT_EQ(result.written, options.count);
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files[entry.path().filename().string()] = read_file(entry.path());
  }
  std::filesystem::remove_all(folder);
  return files;
}

TEST(Layout, IsTheGamesToTheLetter) {
  XmlWriter xml(LineEnd::kCrLf, 1000);
  xml.declaration(0);
  xml.open("Root");
  xml.attribute("GameName", "a \"b\" & <c>");
  xml.open("TeamVictories");
  xml.open("Team");
  xml.attribute("Victory", "VICTORY_POINTS");
  xml.content(1);
  xml.close();
  xml.close();
  xml.flag("Founded");
  xml.leaf("Text", "<color=#fff>\"x\" & y</color>");
  xml.leaf("Data2", "");
  xml.open("PointsHistory");
  xml.turn_leaf('T', 2, -7);
  xml.close();
  xml.open("AI");
  xml.close();
  xml.close();
  xml.finish();
  EXPECT_EQ(xml.take(),
            "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n"
            "<?ActivePlayer 0?>\r\n"
            "<Root\r\n"
            "  GameName=\"a &quot;b&quot; &amp; &lt;c&gt;\">\r\n"
            "  <TeamVictories>\r\n"
            "    <Team\r\n"
            "      Victory=\"VICTORY_POINTS\">1</Team>\r\n"
            "  </TeamVictories>\r\n"
            "  <Founded />\r\n"
            "  <Text>&lt;color=#fff&gt;\"x\" &amp; y&lt;/color&gt;</Text>\r\n"
            "  <Data2 />\r\n"
            "  <PointsHistory>\r\n"
            "    <T2>-7</T2>\r\n"
            "  </PointsHistory>\r\n"
            "  <AI />\r\n"
            "</Root>\n");
}

TEST(Layout, WholeSavesAreWellFormedAndBeginLikeRealOnes) {
  for (const Format format : kFormats) {
    const GeneratedSave save = make_sample(Size::kTiny, format, 5);
    pugi::xml_document document;
    parse(save.xml, document);
    EXPECT_TRUE(save.xml.starts_with("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?>"));
    EXPECT_NE(save.xml.find("<?ActivePlayer "), std::string::npos);
    EXPECT_TRUE(save.xml.ends_with("</Root>\n"));
  }
}

TEST(Determinism, SameSeedGivesSameBytesWithAnyNumberOfJobs) {
  GenerateOptions options;
  options.size = Size::kTiny;
  options.count = 6;
  options.seed = 42;
  const auto first = run(options, "savegen_first");
  EXPECT_EQ(first.size(), 12U);
  EXPECT_EQ(run(options, "savegen_again"), first);
  options.jobs = 2;
  EXPECT_EQ(run(options, "savegen_jobs"), first);
  options.seed = 43;
  options.jobs = 1;
  EXPECT_NE(run(options, "savegen_other"), first);
}

TEST(Sizes, AreWhatTheHelpSays) {
  struct Range {
    Size size;
    std::size_t low, high;
    int tiles_low, tiles_high;
  };
  for (const Range& range :
       {Range{Size::kTiny, 350'000, 650'000, 285, 315}, Range{Size::kDuel, 2'200'000, 3'000'000, 2'070, 2'162},
        Range{Size::kStandard, 10'000'000, 13'000'000, 5'476, 5'476}}) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const GeneratedSave save = make_sample(range.size, Format::k2025, seed);
      const auto truth = nlohmann::json::parse(save.truth);
      EXPECT_GE(save.xml.size(), range.low);
      EXPECT_LE(save.xml.size(), range.high);
      EXPECT_EQ(truth["xml_bytes"], save.xml.size());
      EXPECT_GE(truth["relations"]["tiles"]["rows"], range.tiles_low);
      EXPECT_LE(truth["relations"]["tiles"]["rows"], range.tiles_high);
    }
  }
}

TEST(Names, AreUniqueInAFolder) {
  GenerateOptions options;
  options.size = Size::kTiny;
  options.count = 130;
  EXPECT_EQ(run(options, "savegen_names").size(), 260U);
}

TEST(SameGame, SavesShareTheirPast) {
  GenerateOptions options;
  options.size = Size::kTiny;
  options.same_game = true;
  options.count = 4;
  std::string game_id;
  std::string history;
  int last_turn = 0;
  for (int index = 0; index < options.count; ++index) {
    const GeneratedSave save = generate_save(options, index);
    pugi::xml_document document;
    parse(save.xml, document);
    const pugi::xml_node root = document.child("Root");
    const int turn = root.child("Game").child("Turn").text().as_int();
    EXPECT_GT(turn, last_turn);
    EXPECT_TRUE(index == 0 || game_id == root.attribute("GameId").value());
    std::string points;
    for (const pugi::xml_node entry : root.child("Player").child("MilitaryPowerHistory")) {
      points += std::string(entry.name()) + "=" + entry.text().get() + " ";
    }
    EXPECT_TRUE(points.starts_with(history)) << "turn " << turn << " tells another past than turn " << last_turn;
    history = points;
    game_id = root.attribute("GameId").value();
    last_turn = turn;
  }
}

TEST(Writing, SaysWhatIsWrong) {
  const std::filesystem::path blocked = std::filesystem::path(::testing::TempDir()) / "savegen_blocked";
  std::ofstream(blocked) << "a file where the folder should be";
  const WriteResult result = write_saves({}, blocked / "below", {});
  EXPECT_NE(result.error.find("Cannot create the folder"), std::string::npos);
  std::filesystem::remove(blocked);
}

}  // namespace
}  // namespace perankh::savegen::testing
