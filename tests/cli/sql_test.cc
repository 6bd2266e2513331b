// `per-ankh sql` and `per-ankh games`: questions, and what they may not do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "library_test.h"

namespace perankh::cli_test {
namespace {

using testing::HasSubstr;
using testing::Not;

class SqlTest : public LibraryTest {
 protected:
  void SetUp() override { ASSERT_EQ(import(make_saves("saves", 2), {"--quiet"}).exit_code, 0); }

  [[nodiscard]] Finished sql(const std::string& statement, std::vector<std::string> options = {},
                             const RunOptions& run = {}) const {
    std::vector<std::string> arguments = {"sql", statement, "--db", library().string()};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return per_ankh(arguments, run);
  }
};

constexpr const char* kMixed =
    "SELECT * FROM (VALUES (1, 'Rome', true, 1.5::DOUBLE, NULL), (20, 'a \"b\", c', false, -2.25::DOUBLE, '')) "
    "t(number, text, flag, share, nothing)";

TEST_F(SqlTest, TableIsAligned) {
  const Finished answer = sql(kMixed);
  EXPECT_EQ(answer.exit_code, 0) << answer.err;
  EXPECT_EQ(answer.out,
            "number  text      flag   share  nothing\n"
            "------  --------  -----  -----  -------\n"
            "     1  Rome      true     1.5  NULL\n"
            "    20  a \"b\", c  false  -2.25\n"
            "(2 rows)\n");
}

TEST_F(SqlTest, CsvIsRfc4180) {
  EXPECT_EQ(sql(kMixed, {"--format", "csv"}).out,
            "number,text,flag,share,nothing\r\n"
            "1,Rome,true,1.5,\r\n"
            "20,\"a \"\"b\"\", c\",false,-2.25,\"\"\r\n");
}

TEST_F(SqlTest, JsonIsAnArrayOfObjects) {
  const Json expected = Json::parse(R"([{"number":1,"text":"Rome","flag":true,"share":1.5,"nothing":null},
                                        {"number":20,"text":"a \"b\", c","flag":false,"share":-2.25,"nothing":""}])");
  EXPECT_EQ(Json::parse(sql(kMixed, {"--format", "json"}).out), expected);
  EXPECT_EQ(Json::parse(sql("SELECT 1 AS n WHERE false", {"--format", "json"}).out), Json::array());
  EXPECT_EQ(Json::parse(sql("SELECT 1 AS n, 2 AS n", {"--format", "json"}).out), Json::parse(R"([{"n":1,"n_2":2}])"));
}

TEST_F(SqlTest, NumbersOfAllWidthsAreNumbers) {
  const Json row = ask(library(),
                       "SELECT sum(x) AS total, 18446744073709551615::UBIGINT AS most, 1.25::DECIMAL(9,2) AS exact, "
                       "9000000000::BIGINT AS big, [1, 2] AS list, DATE '2025-09-20' AS day "
                       "FROM (VALUES (1), (2)) t(x)")[0];
  EXPECT_EQ(row["total"], 3);
  EXPECT_EQ(row["most"], 18446744073709551615U);
  EXPECT_EQ(row["exact"], 1.25);
  EXPECT_EQ(row["big"], 9000000000);
  EXPECT_EQ(row["list"], "[1, 2]");
  EXPECT_EQ(row["day"], "2025-09-20");
}

TEST_F(SqlTest, ReadsTheStatementFromStandardInput) {
  const Finished answer = sql("-", {"--format", "csv"}, {.input = "SELECT 42 AS answer;\n"});
  EXPECT_EQ(answer.out, "answer\r\n42\r\n");
}

TEST_F(SqlTest, ATerminalGetsShortCellsAndNoControlCharacters) {
  const std::string statement = "SELECT 1 AS n, repeat('x', 500) AS long, chr(27) || '[2J' AS evil";
  const Finished table = sql(statement, {}, {.environment = {"TERM=xterm", "NO_COLOR=1"}, .terminal_columns = 60});
  for (const std::string& line : lines_of(table.out)) EXPECT_LE(line.size(), 66U);
  EXPECT_THAT(table.out, HasSubstr("xxx\xE2\x80\xA6"));
  EXPECT_THAT(table.out, HasSubstr("\\x1B[2J"));
  const Finished csv = sql(statement, {"--format", "csv"}, {.environment = {"TERM=xterm"}, .terminal_columns = 60});
  EXPECT_THAT(csv.out, Not(HasSubstr("\x1B[2J")));
  EXPECT_THAT(sql(statement, {"--format", "csv"}).out, HasSubstr("\x1B[2J"));  // a file gets what is there

  const std::string beyond_ascii = "SELECT chr(155) || '2J' || chr(8238) AS evil";
  const Finished json =
      sql(beyond_ascii, {"--format", "json"}, {.environment = {"TERM=xterm"}, .terminal_columns = 60});
  EXPECT_THAT(json.out, HasSubstr("\\u009b2J\\u202e"));
  EXPECT_THAT(sql(beyond_ascii, {"--format", "json"}).out, HasSubstr("\xC2\x9B"
                                                                     "2J\xE2\x80\xAE"));
}

TEST_F(SqlTest, FaultyStatementsAreUsage) {
  for (const char* const statement :
       {"SELEKT 1", "SELECT * FROM nowhere", "SELECT nothing FROM matches", "", "SELECT 1; SELECT 2"}) {
    const Finished answer = sql(statement);
    EXPECT_EQ(answer.exit_code, 2) << statement;
    EXPECT_EQ(answer.out, "") << statement;
    EXPECT_THAT(answer.err, testing::StartsWith("per-ankh: ")) << statement;
  }
}

TEST_F(SqlTest, CanNeitherWriteNorReachAnythingElse) {
  const auto secret = folder_.write("secret.csv", "word\nshibboleth\n");
  const std::string before = content_of(library());
  const std::string path = secret.string();
  const std::string statements[] = {
      "INSERT INTO user_settings VALUES ('a', 'b')",
      "UPDATE collections SET name = 'x'",
      "DELETE FROM data.match",
      "DROP VIEW matches",
      "CREATE TABLE data.mine (x INTEGER)",
      "ATTACH '" + at("other.duckdb").string() + "' AS other",
      "COPY (SELECT 1) TO '" + at("out.csv").string() + "'",
      "COPY data.match FROM '" + path + "'",
      "EXPORT DATABASE '" + at("export").string() + "'",
      "SELECT * FROM read_csv('" + path + "')",
      "SELECT * FROM read_text('" + path + "')",
      "SELECT * FROM '" + path + "'",
      "SELECT * FROM read_csv('/etc/passwd')",
      "SELECT * FROM glob('/etc/*')",
      "INSTALL httpfs",
      "LOAD httpfs",
      "SET enable_external_access = true",
      "SET access_mode = 'READ_WRITE'",
      "SET lock_configuration = false",
      "SET memory_limit = '100GB'",
      "PRAGMA database_size; DELETE FROM data.match",
      "PRAGMA enable_external_access = true",
      "PRAGMA memory_limit = '1GB'",
      "PRAGMA enable_profiling",
      "CALL enable_logging(storage = 'file', storage_path = '" + at("logs").string() + "')",
      "CALL force_checkpoint()",
      "CHECKPOINT",
      "CREATE TEMP TABLE t AS SELECT 1",
      "BEGIN",
      "RESET lock_configuration",
      "SET VARIABLE x = (SELECT content FROM read_text('/etc/passwd'))",
      "SELECT 1; COPY (SELECT 1) TO '" + at("out.csv").string() + "'",
      "BEGIN; DELETE FROM data.match; COMMIT",
      "WITH gone AS (DELETE FROM data.match RETURNING *) SELECT * FROM gone",
      "SELECT * FROM read_json('" + path + "')",
      "SELECT * FROM read_parquet('/etc/passwd')",
      "SELECT * FROM read_blob('/etc/passwd')",
      "SELECT * FROM sniff_csv('/etc/passwd')",
      "SELECT * FROM parquet_metadata('" + path + "')",
      "SELECT * FROM read_csv('https://example.com/x.csv')",
      "FROM '/etc/passwd'",
      "IMPORT DATABASE '" + at("export").string() + "'",
      "DETACH library",
      "CALL pragma_platform(); SELECT 1",
      "CREATE TEMP TABLE t AS SELECT * FROM read_csv('/etc/passwd')",
      "CREATE SECRET s (TYPE s3)",
      "INSTALL '" + path + "'",
      "LOAD '" + path + "'",
      "UPDATE EXTENSIONS",
      "VACUUM data.match; DELETE FROM data.match",
      "CHECKPOINT; DELETE FROM data.match",
  };
  for (const std::string& statement : statements) {
    const Finished answer = sql(statement);
    EXPECT_EQ(answer.exit_code, 2) << statement << "\n" << answer.out << answer.err;
    EXPECT_EQ(answer.out, "") << statement;
    EXPECT_THAT(answer.err, Not(HasSubstr("shibboleth"))) << statement;
  }
  EXPECT_EQ(content_of(library()), before);
  for (const char* const question : {"SHOW TABLES", "DESCRIBE matches", "EXPLAIN SELECT 1", "SUMMARIZE matches",
                                     "FROM matches", "PRAGMA table_info('matches')"}) {
    EXPECT_EQ(sql(question).exit_code, 0) << question;
  }
  for (const char* const name : {"other.duckdb", "out.csv", "export", "logs"})
    EXPECT_FALSE(std::filesystem::exists(at(name)));
}

TEST_F(SqlTest, WithoutALibraryThereIsNoAnswer) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"sql", "SELECT 1"}, std::vector<std::string>{"games"}}) {
    std::vector<std::string> with_library = arguments;
    with_library.insert(with_library.end(), {"--db", at("none.duckdb").string()});
    const Finished answer = per_ankh(with_library);
    EXPECT_EQ(answer.exit_code, 3);
    EXPECT_THAT(answer.err, HasSubstr("store/not-found"));
    EXPECT_FALSE(std::filesystem::exists(at("none.duckdb")));
  }
}

TEST_F(SqlTest, GamesListsEachGameOnce) {
  ASSERT_EQ(import(make_saves("campaign", 3, {"--size", "tiny", "--same-game", "--seed", "8"}), {"--quiet"}).exit_code,
            0);
  const Finished table = per_ankh({"games", "--db", library().string()});
  EXPECT_EQ(table.exit_code, 0) << table.err;
  EXPECT_THAT(table.out, HasSubstr("Game "));
  EXPECT_THAT(table.out, HasSubstr("Nation"));
  EXPECT_THAT(table.out, HasSubstr("\n3 games\n"));

  const Json games = Json::parse(per_ankh({"games", "--json", "--db", library().string()}).out);
  ASSERT_EQ(games.size(), 3U);
  std::vector<int> saves;
  for (const Json& game : games) {
    saves.push_back(game["save_count"]);
    EXPECT_THAT(game["owner_nation"].get<std::string>(), testing::StartsWith("NATION_"));
  }
  EXPECT_THAT(saves, testing::UnorderedElementsAre(1, 1, 3));
}

}  // namespace
}  // namespace perankh::cli_test
