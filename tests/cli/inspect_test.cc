// `per-ankh inspect` and `per-ankh schema`: what can be known without a library.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "library_test.h"
#include "truth.h"

namespace perankh::cli_test {
namespace {

using testing::HasSubstr;

class InspectTest : public LibraryTest {};

TEST_F(InspectTest, SaysWhatIsInAZip) {
  const Truth truth = truths_in(make_saves("saves", 1)).front();
  const Finished text = per_ankh({"inspect", truth.save.string()});
  EXPECT_EQ(text.exit_code, 0) << text.err;
  for (const char* const part :
       {"File ", "Version ", "Map ", "Turn ", "Player", "Nation", "characters", "tiles", "units"}) {
    EXPECT_THAT(text.out, HasSubstr(part));
  }

  const Json json = Json::parse(per_ankh({"inspect", "--json", truth.save.string()}).out);
  EXPECT_EQ(json["file_size"], std::filesystem::file_size(truth.save));
  EXPECT_EQ(json["xml_size"], truth.content["xml_bytes"]);
  EXPECT_THAT(json["entry"].get<std::string>(), testing::EndsWith(".xml"));
  const Json& match = truth.content["match"];
  EXPECT_EQ(json["game_id"], match["game_id"]);
  EXPECT_EQ(json["turn"], match["total_turns"]);
  EXPECT_EQ(json["game_version"], match["game_version"]);
  EXPECT_EQ(json["save_date"], match["save_date"]);
  EXPECT_EQ(json["map"]["width"], match["map_width"]);
  EXPECT_EQ(json["winner_player_id"], match["winner_player_id"]);
  ASSERT_EQ(json["players"].size(), truth.content["players"].size());
  for (std::size_t player = 0; player < json["players"].size(); ++player) {
    for (const char* const member : {"player_id", "player_name", "nation", "team_id", "is_human"}) {
      EXPECT_EQ(json["players"][player][member], truth.content["players"][player][member]) << member;
    }
  }
  for (const char* const kind : {"players", "characters", "cities", "tiles", "units"}) {
    EXPECT_EQ(json["counts"][kind], truth.content["relations"][kind]["rows"]) << kind;
  }
  EXPECT_EQ(json["note_count"], 0) << json["notes"];
}

TEST_F(InspectTest, ReadsPlainXmlAlike) {
  make_saves("zip", 1);
  make_saves("xml", 1, {"--size", "tiny", "--plain-xml"});
  Json zipped = Json::parse(per_ankh({"inspect", "--json", files_in(at("zip"), ".zip").front().string()}).out);
  Json plain = Json::parse(per_ankh({"inspect", "--json", files_in(at("xml"), ".xml").front().string()}).out);
  EXPECT_TRUE(plain["entry"].is_null());
  for (Json* json : {&zipped, &plain}) {
    for (const char* const own : {"file", "file_size", "entry"}) json->erase(own);
  }
  EXPECT_EQ(zipped, plain);
}

TEST_F(InspectTest, KnowsEveryPathOfEveryFormat) {
  for (const char* const format : {"2022", "2024", "2025", "2026"}) {
    for (const auto& save : files_in(make_saves(format, 3, {"--size", "tiny", "--format", format}), ".zip")) {
      const Finished answer = per_ankh({"inspect", "--coverage", "--json", save.string()});
      ASSERT_EQ(answer.exit_code, 0) << answer.err;
      const Json coverage = Json::parse(answer.out);
      const Json& summary = coverage["summary"];
      EXPECT_EQ(summary["unknown_paths"], 0) << save;
      EXPECT_EQ(summary["unknown_values"], 0) << save;
      EXPECT_GE(summary["stored_values"].get<double>(), 0.98 * summary["leaf_values"].get<double>()) << save;
      std::set<std::string> paths;
      std::uint64_t values = 0;
      for (const Json& line : coverage["paths"]) {
        EXPECT_TRUE(paths.insert(line["path"]).second) << line;
        values += line["leaf_values"].get<std::uint64_t>();
        EXPECT_EQ(line["fate"] == "unknown", line["stored_in"].is_null()) << line;
      }
      EXPECT_EQ(values + summary["ignored_values"].get<std::uint64_t>(), summary["leaf_values"]);
    }
  }
}

TEST_F(InspectTest, ShowsWhatIsNew) {
  make_saves("plain", 1, {"--size", "tiny", "--plain-xml"});
  std::string xml = content_of(files_in(at("plain"), ".xml").front());
  xml.insert(xml.rfind("</Root>"), "  <NextYearsFeature><Level>3</Level><Level>4</Level></NextYearsFeature>\n");
  const auto save = folder_.write("new.xml", xml);
  const Json coverage = Json::parse(per_ankh({"inspect", "--coverage", "--json", save.string()}).out);
  EXPECT_GE(coverage["summary"]["unknown_paths"], 1);
  EXPECT_EQ(coverage["summary"]["unknown_values"], 2);
  const Finished table = per_ankh({"inspect", "--coverage", save.string()});
  EXPECT_THAT(table.out, HasSubstr("NextYearsFeature"));
  EXPECT_THAT(table.out, HasSubstr("(unknown)"));
  EXPECT_EQ(import(save).exit_code, 0);
}

TEST_F(InspectTest, FilesThatAreNoSavesFail) {
  const std::pair<std::filesystem::path, const char*> examples[] = {
      {at("missing.zip"), "files/not-found"},
      {folder_.write("empty.zip", ""), "files/empty"},
      {folder_.write("text.zip", "hello"), "zip/not-a-zip"},
      {folder_.write("other.xml", "<html/>"), "save/not-a-save"},
      {folder_.path(), "files/not-a-file"},
  };
  for (const auto& [file, code] : examples) {
    const Finished answer = per_ankh({"inspect", file.string()});
    EXPECT_EQ(answer.exit_code, 1) << file;
    EXPECT_EQ(answer.out, "") << file;
    EXPECT_THAT(answer.err, HasSubstr(file.string())) << file;
    EXPECT_THAT(answer.err, HasSubstr(code)) << file;
  }
}

TEST(Schema, TheDocumentInTheRepositoryIsTodays) {
  std::ifstream file(std::filesystem::path(PER_ANKH_DOCS) / "schema.md");
  const std::string kept((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  EXPECT_EQ(per_ankh({"schema"}).out, kept) << "make it again: build/release/per-ankh schema > docs/schema.md";
}

TEST(Schema, DescribesEveryRelation) {
  const Finished document = per_ankh({"schema"});
  EXPECT_EQ(document.exit_code, 0) << document.err;
  const Finished list = per_ankh({"schema", "--list"});
  EXPECT_EQ(list.exit_code, 0);
  for (const char* const relation : {"matches",
                                     "match_settings",
                                     "players",
                                     "player_resources",
                                     "characters",
                                     "character_traits",
                                     "cities",
                                     "city_yields",
                                     "tiles",
                                     "tile_ownership_history",
                                     "units",
                                     "unit_promotions",
                                     "yield_history",
                                     "yield_total_history",
                                     "points_history",
                                     "military_history",
                                     "legitimacy_history",
                                     "family_opinion_history",
                                     "religion_opinion_history",
                                     "yield_prices",
                                     "event_logs",
                                     "diplomacy",
                                     "technologies_completed",
                                     "laws",
                                     "save_coverage"}) {
    EXPECT_THAT(document.out, HasSubstr("\n### " + std::string(relation) + "\n"));
    EXPECT_THAT(list.out, HasSubstr("\n" + std::string(relation) + " "));
  }
}

}  // namespace
}  // namespace perankh::cli_test
