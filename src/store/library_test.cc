#include "store/library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>
#include <vector>

#include "store/library_test.h"
#include "store/migrations.h"
#include "store/schema.h"
#include "store/transaction.h"

namespace perankh::store {
namespace {

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// A DuckDB file of somebody else's.
void make_database(const std::filesystem::path& file, const std::string& sql) {
  auto database = Database::open(file, {});
  ASSERT_TRUE(database.has_value());
  auto connection = database->connect();
  ASSERT_TRUE(connection.has_value());
  const auto done = connection->execute(sql);
  ASSERT_TRUE(done.has_value()) << done.error().message;
}

// --- opening --------------------------------------------------------------------------------------------------------

TEST_F(LibraryTest, IsMadeWhenThereIsNone) {
  Library library = open();
  EXPECT_EQ(cell(library, "SELECT value FROM data.library WHERE key = 'schema_version'"),
            std::to_string(kSchemaVersion));
  EXPECT_EQ(cell(library, "SELECT count(*) FROM matches"), "0");
  EXPECT_EQ(cell(library, "SELECT name FROM collections WHERE collection_id = 1 AND is_default"), "Personal");
}

TEST_F(LibraryTest, IsMadeWithTheFoldersItNeeds) {
  const auto deep = file().parent_path() / "a" / "b" / "c.duckdb";
  EXPECT_TRUE(Library::open(deep).has_value());
  EXPECT_TRUE(std::filesystem::exists(deep));
}

// DuckDB calls a database after its file, and "data" is also the schema of our tables.
TEST_F(LibraryTest, MayHaveAnyName) {
  for (const char* const name : {"data.db", "system.duckdb", "temp", "o'clock \"x\".duckdb", "main.db", "memory.db"}) {
    const auto path = file().parent_path() / name;
    for (const Access access : {Access::kWrite, Access::kRead, Access::kSandboxed}) {
      auto library = Library::open(path, {.access = access});
      ASSERT_TRUE(library.has_value()) << name << ": " << library.error().message;
      EXPECT_EQ(cell(*library, "SELECT count(*) FROM tiles"), "0") << name;
    }
  }
}

TEST_F(LibraryTest, IsNotMadeToBeRead) {
  EXPECT_EQ(open_error(Access::kRead), "store/not-found");
  EXPECT_EQ(open_error(Access::kSandboxed), "store/not-found");
  EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(LibraryTest, OpensAgainAsItWas) {
  std::size_t symbols = 0;
  {
    Library library = open();
    EXPECT_EQ(import(library, save_at(3, "<Player ID=\"0\" Nation=\"NATION_ROME\" />")), 1);
    symbols = library.symbols().size();
    EXPECT_TRUE(library.checkpoint().has_value());
  }
  for (const Access access : {Access::kWrite, Access::kRead, Access::kSandboxed, Access::kWrite}) {
    Library library = open(access);
    EXPECT_EQ(cell(library, "SELECT nation FROM players"), "NATION_ROME");
    EXPECT_EQ(library.symbols().size(), symbols);
    EXPECT_EQ(library.stored_symbols(), symbols);
  }
}

TEST_F(LibraryTest, MayLiveInMemory) {
  auto library = Library::open({});
  ASSERT_TRUE(library.has_value());
  EXPECT_EQ(import(*library, save_at(3)), 1);
}

// --- what is no library of ours -------------------------------------------------------------------------------------

TEST_F(LibraryTest, OfANewerVersionIsRefusedAndLeftAlone) {
  {
    Library library = open();
    import(library, save_at(3));
    ASSERT_TRUE(library.connection().execute("UPDATE data.library SET value = '" + std::to_string(kSchemaVersion + 1) +
                                             "' WHERE key = 'schema_version'"));
    ASSERT_TRUE(library.checkpoint().has_value());
  }
  const std::string before = content_of(file());
  for (const Access access : {Access::kWrite, Access::kRead, Access::kSandboxed})
    EXPECT_EQ(open_error(access), "store/newer");
  EXPECT_EQ(content_of(file()), before);
}

TEST_F(LibraryTest, IsNotAnyFile) {
  for (const std::string& content : {std::string("PK\x03\x04 a zip"), std::string(100'000, 'x')}) {
    std::ofstream(file(), std::ios::binary) << content;
    for (const Access access : {Access::kWrite, Access::kRead, Access::kSandboxed}) {
      EXPECT_THAT(open_error(access), testing::StartsWith("store/")) << content.substr(0, 5);
    }
    EXPECT_EQ(content_of(file()), content);
    std::filesystem::remove(file());
  }
}

TEST_F(LibraryTest, IsNotAnyDatabase) {
  make_database(file(), "CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (7)");
  const std::string before = content_of(file());
  for (const Access access : {Access::kWrite, Access::kRead, Access::kSandboxed}) {
    EXPECT_EQ(open_error(access), "store/not-a-library");
  }
  EXPECT_EQ(content_of(file()), before);
}

TEST_F(LibraryTest, IsNotAnyDatabaseWithViewsOrSchemas) {
  make_database(file(), "CREATE VIEW matches AS SELECT 1 AS a");
  EXPECT_EQ(open_error(Access::kRead), "store/not-a-library");
}

TEST_F(LibraryTest, ThatIsDamagedIsLeftAlone) {
  {
    Library library = open();
    import(library, save_at(3));
    ASSERT_TRUE(library.checkpoint().has_value());
  }
  std::filesystem::resize_file(file(), std::filesystem::file_size(file()) / 2);
  const std::string before = content_of(file());
  for (const Access access : {Access::kRead, Access::kSandboxed})
    EXPECT_THAT(open_error(access), testing::StartsWith("store/"));
  EXPECT_EQ(content_of(file()), before);
}

TEST_F(LibraryTest, WhoseNamesHaveGapsIsDamaged) {
  {
    Library library = open();
    ASSERT_TRUE(library.connection().execute("DELETE FROM data.symbol WHERE symbol_id = 2"));
  }
  EXPECT_EQ(open_error(), "store/damaged");
}

// --- a new library ---

TEST_F(LibraryTest, ThatIsNewIsOneThatTheSchemaMakes) {
  // Everything DuckDB says of what is in a database but where: tables, columns, views, and the names that views refer
  // to.
  const std::vector<std::string> questions = {
      "SELECT string_agg(sql, ';' ORDER BY sql) FROM duckdb_tables()",
      "SELECT string_agg(schema_name || view_name || sql, ';' ORDER BY ALL) FROM duckdb_views() WHERE NOT internal",
      "SELECT string_agg(symbol_id || name, ';' ORDER BY symbol_id) FROM data.symbol",
      "SELECT string_agg(key || value, ';' ORDER BY key) FROM data.library",
      "SELECT string_agg(collection_id || name || is_default, ';') FROM collections"};
  Library copied = open();
  auto made = Library::open("", {.threads = 1});
  ASSERT_TRUE(made.has_value());
  for (const std::string& question : questions) {
    EXPECT_EQ(cell(copied, question), cell(*made, question)) << question;
    EXPECT_GT(cell(copied, question).size(), 10U) << question;
  }
  EXPECT_EQ(copied.symbols().size(), made->symbols().size());
}

TEST_F(LibraryTest, OfWhichAnOlderVersionHadMadeTheFileOnlyIsStillNew) {
  {
    auto database = Database::open(file(), file_layout());
    ASSERT_TRUE(database.has_value());
    ASSERT_TRUE(database->connect()->execute("CHECKPOINT").has_value());
  }
  EXPECT_EQ(open_error(Access::kRead), "store/not-a-library");
  Library library = open();
  EXPECT_EQ(import(library, save_at(3)), 1);
}

// --- short row groups ---

TEST_F(LibraryTest, OfManySmallImportsIsTidiedNowAndThen) {
  std::vector<std::string> row_groups;
  for (int turn = 1; turn <= 8; ++turn) {
    auto library = Library::open(file(), {.to_import = true});
    ASSERT_TRUE(library.has_value());
    import(*library, save_at(turn));
    ASSERT_TRUE(library->checkpoint().has_value());
    row_groups.push_back(cell(*library, "SELECT count(DISTINCT row_group_id) FROM pragma_storage_info('data.match')"));
  }
  EXPECT_EQ(row_groups.front(), "1");
  EXPECT_EQ(row_groups[6], "7");
  EXPECT_EQ(row_groups[7], "1") << "the eighth merges what the others left";
}

// --- other programs -------------------------------------------------------------------------------------------------

TEST_F(LibraryTest, ThatAnotherProgramHoldsIsLocked) {
  {
    const Library library = open();
  }
  std::array<int, 2> ready{};
  std::array<int, 2> done{};
  ASSERT_EQ(pipe(ready.data()), 0);
  ASSERT_EQ(pipe(done.data()), 0);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  char signal = 'x';
  if (child == 0) {  // the other program: holds the library until it is told to go
    const auto held = Library::open(file(), {.threads = 1});
    signal = held ? 'h' : 'f';
    static_cast<void>(!write(ready[1], &signal, 1));
    static_cast<void>(!read(done[0], &signal, 1));
    _exit(0);
  }
  ASSERT_EQ(read(ready[0], &signal, 1), 1);
  EXPECT_EQ(signal, 'h');
  for (const Access access : {Access::kWrite, Access::kRead, Access::kSandboxed})
    EXPECT_EQ(open_error(access), "store/locked");
  ASSERT_EQ(write(done[1], &signal, 1), 1);
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  for (const int end : {ready[0], ready[1], done[0], done[1]}) close(end);
  EXPECT_EQ(open_error(), "") << "free again";
}

TEST_F(LibraryTest, MayBeReadByManyAtOnce) {
  {
    const Library library = open();
  }
  const Library first = open(Access::kRead);
  EXPECT_EQ(open_error(Access::kRead), "");
}

// --- access ---------------------------------------------------------------------------------------------------------

TEST_F(LibraryTest, OpenedToBeReadTakesNoWrites) {
  {
    const Library library = open();
  }
  for (const Access access : {Access::kRead, Access::kSandboxed}) {
    Library library = open(access);
    for (const char* const sql :
         {"INSERT INTO user_settings VALUES ('a', 'b')", "CREATE TABLE t (a INTEGER)", "DROP VIEW matches",
          "DELETE FROM data.match", "CREATE OR REPLACE VIEW matches AS SELECT 1"}) {
      const auto done = library.connection().execute(sql);
      ASSERT_FALSE(done.has_value()) << sql;
      EXPECT_EQ(done.error().code, "store/read-only") << sql << ": " << done.error().message;
    }
  }
}

TEST_F(LibraryTest, SharedForReadingTakesNothingButQuestions) {
  Library library = open();
  import(library, save_at(1));
  auto shared = library.share_for_reading();
  ASSERT_TRUE(shared);
  for (const std::string sql :
       {"INSERT INTO user_settings VALUES ('a', 'b')", "DELETE FROM data.match", "CREATE TEMP TABLE t (a INTEGER)",
        "COMMIT", "ROLLBACK", "BEGIN", "CHECKPOINT", "SET threads = 4", "ATTACH ':memory:' AS other", "USE other",
        "COPY (SELECT 1) TO 'x.csv'", "CALL pragma_version()", "SELECT 1; DELETE FROM data.match"}) {
    EXPECT_FALSE(shared->connection().query(sql)) << sql;
    EXPECT_FALSE(shared->connection().execute(sql)) << sql;
  }
  EXPECT_EQ(cell(shared->connection(), "SELECT count(*) FROM matches"), "1") << "and it still answers";
  EXPECT_EQ(cell(library, "SELECT count(*) FROM matches"), "1");
  EXPECT_EQ(cell(library, "SELECT count(*) FROM user_settings"), "0");
}

TEST_F(LibraryTest, SharedForReadingSeesWhatWasCommittedWhenItBegan) {
  Library library = open();
  import(library, save_at(1), "a.xml");
  auto before = library.share_for_reading();
  ASSERT_TRUE(before);
  EXPECT_EQ(cell(before->connection(), "SELECT count(*) FROM matches"), "1");
  import(library, save_at(2), "b.xml");
  auto after = library.share_for_reading();
  ASSERT_TRUE(after);
  EXPECT_EQ(cell(before->connection(), "SELECT count(*) FROM matches"), "1");
  EXPECT_EQ(cell(after->connection(), "SELECT count(*) FROM matches"), "2");
}

TEST_F(LibraryTest, SandboxReachesNothingElse) {
  {
    const Library library = open();
  }
  const auto other = file().parent_path() / "other.duckdb";
  make_database(other, "CREATE TABLE t (a INTEGER)");
  const auto text = file().parent_path() / "secret.csv";
  std::ofstream(text) << "a,b\n1,2\n";
  Library library = open(Access::kSandboxed);
  const std::string folder = file().parent_path().string();
  const std::vector<std::string> statements = {"ATTACH '" + other.string() + "'",
                                               "ATTACH '" + folder + "/new.duckdb'",
                                               "COPY (SELECT 1) TO '" + folder + "/out.csv'",
                                               "SELECT * FROM '" + text.string() + "'",
                                               "SELECT * FROM read_text('" + text.string() + "')",
                                               "SELECT * FROM read_csv('" + text.string() + "')",
                                               "SELECT * FROM read_blob('/etc/passwd')",
                                               "SELECT * FROM glob('" + folder + "/*')",
                                               "EXPORT DATABASE '" + folder + "/dump'",
                                               "INSTALL httpfs",
                                               "LOAD httpfs",
                                               "SET enable_external_access = true",
                                               "SET threads = 1",
                                               "SET GLOBAL memory_limit = '1GB'",
                                               "SET lock_configuration = false",
                                               "RESET lock_configuration",
                                               "INSERT INTO user_settings VALUES ('a', 'b')",
                                               "CREATE TABLE t AS SELECT 1"};
  auto second = library.connect();
  ASSERT_TRUE(second.has_value());
  for (const std::string& sql : statements) {
    EXPECT_FALSE(library.connection().execute(sql).has_value()) << sql;
    EXPECT_FALSE(second->execute(sql).has_value()) << "on a second connection: " << sql;
  }
  EXPECT_EQ(cell(library, "SELECT count(*) FROM matches"), "0") << "and still answers";
  EXPECT_FALSE(std::filesystem::exists(folder + "/out.csv"));
  EXPECT_FALSE(std::filesystem::exists(folder + "/new.duckdb"));
  EXPECT_FALSE(std::filesystem::exists(folder + "/dump"));
}

// --- older libraries ------------------------------------------------------------------------------------------------

/// Turns the library into one of version 1, as far as the steps from there look at it, and without all it had: tables
/// and columns that came later are not there.
void make_older(Library& library) {
  std::string version_1 =
      "DROP TABLE data.tile_feature; DROP TABLE data.plain_value; DROP TABLE data.keyed_value;"
      "ALTER TABLE data.tile_sight ADD COLUMN was_visible_this_turn BOOLEAN;"
      "ALTER TABLE data.tile ADD COLUMN pillaged BOOLEAN; ALTER TABLE data.tile ADD COLUMN improvement_disabled "
      "BOOLEAN;";
  for (const char* const column : {"elevation", "latitude", "specialist", "improvement_build_turns_left", "river_w",
                                   "river_sw", "river_se", "city_site", "tribe_site"}) {
    version_1 += "ALTER TABLE data.tile ADD COLUMN " + std::string(column) + " INTEGER;";
  }
  for (const std::string name : {"game", "player", "character", "city", "tile", "unit"}) {
    version_1 += "DROP VIEW data." + name + "_value; CREATE TABLE data." + name +
                 "_value (match_id BIGINT, owner INTEGER, field INTEGER, key INTEGER, other INTEGER, idx INTEGER, "
                 "idx2 INTEGER, value INTEGER, name INTEGER);";
  }
  ASSERT_TRUE(library.connection().execute(version_1).has_value());
  for (const char* const sql : {"DROP VIEW cities", "ALTER TABLE data.city DROP COLUMN citizens",
                                "ALTER TABLE data.player DROP COLUMN legitimacy", "DROP TABLE data.tribe",
                                "DROP VIEW tribes", "CREATE OR REPLACE VIEW save_notes AS SELECT 1 AS old",
                                "UPDATE data.library SET value = '1' WHERE key = 'schema_version'"}) {
    const auto done = library.connection().execute(sql);
    ASSERT_TRUE(done.has_value()) << sql << ": " << done.error().message;
  }
}

const std::string kCitySave =
    save_at(5,
            "<Player ID=\"0\" Nation=\"NATION_ROME\"><Legitimacy>16</Legitimacy></Player>"
            "<City ID=\"0\" Founded=\"2\" Family=\"FAMILY_A\"><Citizens>4</Citizens><GrowthCount>9</GrowthCount></City>"
            "<Tribe ID=\"TRIBE_A\" />");

TEST_F(LibraryTest, OfAnOlderVersionIsBroughtUpToDateAndKeepsItsRows) {
  {
    Library library = open();
    import(library, kCitySave);
    make_older(library);
  }
  EXPECT_EQ(open_error(Access::kRead), "store/older");
  {
    Library library = open();
    EXPECT_EQ(cell(library, "SELECT value FROM data.library WHERE key = 'schema_version'"),
              std::to_string(kSchemaVersion));
    EXPECT_EQ(cell(library, "SELECT founded_turn || ' ' || family || ' ' || growth_count FROM cities"), "2 FAMILY_A 9");
    EXPECT_EQ(cell(library, "SELECT citizens FROM cities"), "<null>");
    EXPECT_EQ(cell(library, "SELECT count(*) FROM tribes"), "0");
    EXPECT_EQ(cell(library, "SELECT count(code) FROM save_notes"), "0");
    // Columns that came later stand last in the table: rows must find their columns by name.
    EXPECT_EQ(import(library,
                     save_at(6, kCitySave.substr(kCitySave.find("<Player"))
                                    .substr(0, kCitySave.size() - kCitySave.find("<Player") - 7)),
                     "b.xml"),
              2);
    EXPECT_EQ(cell(library,
                   "SELECT founded_turn || ' ' || family || ' ' || growth_count || ' ' || citizens FROM cities WHERE "
                   "match_id = 2"),
              "2 FAMILY_A 9 4");
    EXPECT_EQ(cell(library, "SELECT nation || legitimacy FROM players WHERE match_id = 2"), "NATION_ROME16");
    EXPECT_EQ(cell(library, "SELECT tribe_id FROM tribes"), "TRIBE_A");
  }
  EXPECT_EQ(open_error(Access::kSandboxed), "");
}

TEST_F(LibraryTest, StepsOfAMigrationRunInOrderFromTheLibrarysVersionOnAllOrNone) {
  Library library = open();
  const auto run = [&](std::int64_t from, const std::vector<Migration>& steps) {
    return in_transaction(library.connection(), [&] { return run_migrations(library.connection(), from, steps); });
  };
  const std::vector<Migration> steps = {
      {.to = 2, .sql = "CREATE TABLE data.steps (names VARCHAR); INSERT INTO data.steps VALUES ('two')"},
      {.to = 3, .sql = "UPDATE data.steps SET names = names || ' three'"},
      {.to = 4, .sql = "UPDATE data.steps SET names = names || ' four'; SELECT * FROM data.not_there"}};
  EXPECT_EQ(run(1, steps).error().code, "store/sql");
  EXPECT_EQ(cell(library, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'steps'"), "0");
  EXPECT_TRUE(run(1, {steps[0], steps[1]}));
  EXPECT_TRUE(run(2, {steps[0], steps[1]}));
  EXPECT_TRUE(run(3, {steps[0], steps[1]}));
  EXPECT_EQ(cell(library, "SELECT names FROM data.steps"), "two three three");
}

TEST_F(LibraryTest, ThatCannotBeBroughtUpToDateStaysAsItWas) {
  {
    Library library = open();
    import(library, kCitySave);
    make_older(library);
    // Somebody's table stands where a view has to go.
    ASSERT_TRUE(library.connection().execute("CREATE TABLE main.tribes (a INTEGER)"));
  }
  EXPECT_THAT(open_error(), testing::StartsWith("store/"));
  auto database = Database::open(file(), {});
  ASSERT_TRUE(database.has_value());
  auto connection = database->connect();
  EXPECT_EQ(cell(*connection, "SELECT value FROM data.library WHERE key = 'schema_version'"), "1");
  EXPECT_EQ(
      cell(*connection, "SELECT count(*) FROM duckdb_columns() WHERE table_name = 'city' AND column_name = 'citizens'"),
      "0");
  EXPECT_EQ(cell(*connection, "SELECT count(*) FROM data.city"), "1");
}

}  // namespace
}  // namespace perankh::store
