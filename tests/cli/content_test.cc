// What is in a library after an import: the same whatever way it came in, and what the saves' makers say.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "library_test.h"
#include "truth.h"

namespace perankh::cli_test {
namespace {

class ContentTest : public LibraryTest {
 protected:
  /// Names of the columns of every relation, without those that tell of the run and not of the save.
  static std::map<std::string, std::vector<std::string>> columns_of_relations(const std::filesystem::path& library) {
    std::map<std::string, std::vector<std::string>> relations;
    for (const Json& row :
         ask(library,
             "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'main' AND NOT "
             "internal AND table_name <> 'import_runs' AND column_name <> 'processed_date' "
             "ORDER BY table_name, column_index")) {
      relations[row["table_name"]].push_back(row["column_name"]);
    }
    return relations;
  }

  /// A number of rows and a checksum that does not depend on their order, for every relation.
  static std::map<std::string, std::string> fingerprints(const std::filesystem::path& library) {
    std::string sql;
    for (const auto& [relation, columns] : columns_of_relations(library)) {
      sql += fmt::format(
          "{}SELECT '{}' AS relation, count(*) || ' rows, ' || coalesce(sum(hash(r)), 0) AS content FROM "
          "(SELECT \"{}\" FROM \"{}\") r",
          sql.empty() ? "" : " UNION ALL ", relation, fmt::join(columns, "\", \""), relation);
    }
    std::map<std::string, std::string> contents;
    for (const Json& row : ask(library, sql)) contents[row["relation"]] = row["content"];
    return contents;
  }
};

TEST_F(ContentTest, DoesNotDependOnTheWayOfImporting) {
  make_saves("saves/2022", 2, {"--size", "tiny", "--format", "2022"});
  make_saves("saves/2024", 2, {"--size", "tiny", "--format", "2024"});
  make_saves("saves/2025", 6, {"--size", "tiny"});
  make_saves("saves/2026", 2, {"--size", "tiny", "--format", "2026"});
  folder_.write("saves/2025/broken.zip", "in the middle of them");
  const std::pair<std::string, std::vector<std::string>> ways[] = {
      {"sequential", {"--sequential"}},
      {"one worker", {"--jobs", "1"}},
      {"two workers", {"--jobs", "2"}},
      {"eight workers", {"--jobs", "8"}},
      {"little memory", {"--jobs", "8", "--memory", "1MB"}},
      {"a commit each", {"--jobs", "2", "--commit-every", "1"}},
  };
  std::map<std::string, std::string> expected;
  for (const auto& [way, options] : ways) {
    const auto file = at(way + ".duckdb");
    std::vector<std::string> arguments = {"import", at("saves").string(), "--quiet", "--db", file.string()};
    arguments.insert(arguments.end(), options.begin(), options.end());
    ASSERT_EQ(per_ankh(arguments).exit_code, 1) << way;
    const std::map<std::string, std::string> found = fingerprints(file);
    ASSERT_GT(found.size(), 24U);
    if (expected.empty()) expected = found;
    for (const auto& [relation, content] : expected) EXPECT_EQ(found.at(relation), content) << way << ": " << relation;
  }
}

class TruthTest : public ContentTest, public testing::WithParamInterface<std::vector<std::string>> {
 protected:
  /// Rows and sums of columns of a relation for one save, in one row of JSON.
  static std::string measures_of(const std::string& relation, const Json& truth, const Json& match_id) {
    std::string sums;
    for (const auto& [column, value] : truth["sums"].items()) {
      sums += fmt::format(", coalesce(sum(CAST(\"{0}\" AS HUGEINT)), 0) AS \"{0}\"", column);
    }
    return fmt::format("SELECT count(*) AS rows{} FROM \"{}\" WHERE match_id = {}", sums, relation, match_id.dump());
  }

  static void expect_relations(const std::filesystem::path& library, const Truth& truth, const Json& match_id) {
    const auto columns = columns_of_relations(library);
    std::string sql;
    std::vector<std::string> relations;
    for (const auto& [relation, measures] : truth.content["relations"].items()) {
      if (!columns.contains(relation)) {
        ADD_FAILURE() << "there is no relation " << relation;
        continue;
      }
      // One statement for all, since each start of the program costs more than the answer.
      sql += fmt::format("{}(SELECT CAST(to_json(m) AS VARCHAR) FROM ({}) m) AS \"{}\"", sql.empty() ? "SELECT " : ", ",
                         measures_of(relation, measures, match_id), relation);
    }
    const Json answer = ask(library, sql);
    ASSERT_EQ(answer.size(), 1U);
    for (const auto& [relation, text] : answer[0].items()) {
      const Json found = Json::parse(text.get<std::string>());
      const Json& expected = truth.content["relations"][relation];
      EXPECT_EQ(found["rows"], expected["rows"]) << relation << " of " << truth.save.filename();
      for (const auto& [column, sum] : expected["sums"].items()) {
        EXPECT_EQ(found[column], sum) << relation << "." << column << " of " << truth.save.filename();
      }
    }
  }

  static void expect_match(const std::filesystem::path& library, const Truth& truth, const Json& match_id) {
    const Json& expected = truth.content["match"];
    const Json found =
        ask(library, fmt::format("SELECT m.*, CAST(m.save_date AS DATE) AS day, o.player_id AS owner_player_id "
                                 "FROM matches m LEFT JOIN save_owners o USING (match_id) WHERE match_id = {}",
                                 match_id.dump()))[0];
    for (const char* const column :
         {"game_id", "game_name", "map_width", "map_height", "map_size", "game_mode", "total_turns", "game_version",
          "first_seed", "map_seed", "winner_player_id", "owner_player_id", "victory_conditions"}) {
      EXPECT_EQ(found[column], expected[column]) << column << " of " << truth.save.filename();
    }
    EXPECT_EQ(found["seed"], expected["game_seed"]) << truth.save.filename();
    EXPECT_EQ(found["day"], expected["save_date"]) << truth.save.filename();
    EXPECT_EQ(found["winner_victory_type"], expected["winner_victory_type"]) << truth.save.filename();
    if (const Json& index = expected["winner_victory_index"]; !index.is_null()) {
      EXPECT_EQ(found["winner_team_victory"], index.dump()) << truth.save.filename();
    }
  }

  static void expect_players(const std::filesystem::path& library, const Truth& truth, const Json& match_id) {
    const Json found =
        ask(library, fmt::format("SELECT * FROM players WHERE match_id = {} ORDER BY player_id", match_id.dump()));
    ASSERT_EQ(found.size(), truth.content["players"].size());
    for (std::size_t player = 0; player < found.size(); ++player) {
      for (const char* const column : {"player_id", "player_name", "nation", "dynasty", "team_id", "is_human",
                                       "difficulty", "legitimacy", "state_religion"}) {
        EXPECT_EQ(found[player][column], truth.content["players"][player][column])
            << column << " of player " << player << " of " << truth.save.filename();
      }
    }
  }
};

TEST_P(TruthTest, AgreesWithWhoMadeTheSaves) {
  const auto saves = make_saves("saves", 3, GetParam());
  ASSERT_EQ(import(saves, {"--quiet"}).exit_code, 0);
  for (const Truth& truth : truths_in(saves)) {
    const Json match_id = ask_value(
        library(), fmt::format("SELECT match_id FROM matches WHERE file_name = '{}'", truth.save.filename().string()));
    ASSERT_TRUE(match_id.is_number()) << truth.save;
    expect_match(library(), truth, match_id);
    expect_players(library(), truth, match_id);
    expect_relations(library(), truth, match_id);
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, TruthTest,
                         testing::Values(std::vector<std::string>{"--size", "tiny", "--format", "2022"},
                                         std::vector<std::string>{"--size", "tiny", "--format", "2024"},
                                         std::vector<std::string>{"--size", "tiny", "--format", "2025"},
                                         std::vector<std::string>{"--size", "tiny", "--format", "2026"},
                                         std::vector<std::string>{"--size", "duel", "--seed", "4"}),
                         [](const auto& example) { return fmt::format("{}_{}", example.param[1], example.param[3]); });

}  // namespace
}  // namespace perankh::cli_test
