// What kill -9 or a power failure in the middle of a commit leaves: a log that ends anywhere.
#include "store/unfinished_commit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "store/library_test.h"
#include "store/save_replacer.h"

namespace perankh::store {
namespace {

namespace fs = std::filesystem;

/// Tiles enough for a full row group: of such DuckDB's log holds only where in the file they are, not the rows.
std::string save_with_a_row_group(int turn) {
  std::string tiles;
  for (int id = 0; id < 11000; ++id) tiles += "<Tile ID=\"" + std::to_string(id) + "\" />";
  return save_at(turn, tiles);
}

class UnfinishedCommitTest : public LibraryTest {
 protected:
  [[nodiscard]] static fs::path log_of(const fs::path& library) { return library.string() + ".wal"; }
  [[nodiscard]] fs::path killed() const { return file().parent_path() / "killed.duckdb"; }

  using Work = std::function<void(Library&)>;

  /// Does `before`, and then `work` in one commit, and keeps the library as it is then, before it is closed.
  void remember(const Work& before, const Work& work) {
    Library library = open();
    before(library);
    ASSERT_TRUE(library.checkpoint().has_value());
    import(library, save_at(1), "first in the log");
    before_ = fs::file_size(log_of(file()));
    work(library);
    after_ = fs::file_size(log_of(file()));
    fs::copy_file(file(), left());
    fs::copy_file(log_of(file()), log_of(left()));
  }

  /// The library as it would be, had the program been killed when its log was so long.
  void leave(std::uintmax_t log) const {
    fs::copy_file(left(), killed(), fs::copy_options::overwrite_existing);
    fs::copy_file(log_of(left()), log_of(killed()), fs::copy_options::overwrite_existing);
    fs::resize_file(log_of(killed()), log);
  }

  /// From nothing of the commit to all of it but its last byte.
  [[nodiscard]] std::vector<std::uintmax_t> lengths() const {
    constexpr std::uintmax_t kParts = 16;
    std::vector<std::uintmax_t> lengths;
    for (std::uintmax_t part = 0; part < kParts; ++part) {
      lengths.push_back(before_ + (after_ - before_) * part / kParts);
    }
    lengths.push_back(after_ - 1);
    return lengths;
  }

 private:
  [[nodiscard]] fs::path left() const { return file().parent_path() / "left.duckdb"; }

  std::uintmax_t before_ = 0;
  std::uintmax_t after_ = 0;
};

constexpr const char* kTiles = "SELECT count(*) FROM data.tile";

TEST_F(UnfinishedCommitTest, LeavesNothingOfAnImport) {
  remember([](Library&) {}, [](Library& library) { import(library, save_with_a_row_group(2), "b.xml"); });
  for (const std::uintmax_t length : lengths()) {
    for (const Access access : {Access::kWrite, Access::kRead, Access::kSandboxed}) {
      SCOPED_TRACE(length);
      leave(length);
      Library library = open(killed(), access);
      EXPECT_EQ(cell(library, kTiles), "0");
      EXPECT_EQ(cell(library, "SELECT count(*) FROM data.match"), "1") << "what was committed before it";
    }
  }
}

TEST_F(UnfinishedCommitTest, LeavesAReparsedSaveAsItWas) {
  const auto import_it = [](Library& library) { import(library, save_with_a_row_group(2), "b.xml"); };
  const auto reparse_it = [](Library& library) {
    const auto replacer = SaveReplacer::make(library);
    const std::string xml = save_with_a_row_group(2);
    auto save = parsed_save(library, "b.xml", xml, "b.xml" + xml);
    ASSERT_TRUE((*replacer)->append(save).has_value());
    ASSERT_TRUE((*replacer)->commit().has_value());
  };
  remember(import_it, reparse_it);
  for (const std::uintmax_t length : lengths()) {
    SCOPED_TRACE(length);
    leave(length);
    Library library = open(killed(), Access::kWrite);
    EXPECT_EQ(cell(library, kTiles), "11000");
    EXPECT_EQ(cell(library, "SELECT count(*) FROM data.match"), "2");
  }
}

TEST_F(UnfinishedCommitTest, IsNotThereForThoseWhoComeLater) {
  remember([](Library&) {}, [](Library& library) { import(library, save_with_a_row_group(2), "b.xml"); });
  for (const Access first : {Access::kWrite, Access::kRead}) {
    leave(lengths().back());
    static_cast<void>(open(killed(), first));
    EXPECT_FALSE(fs::exists(log_of(killed()))) << "the file has it all";
    Library library = open(killed(), Access::kWrite);
    EXPECT_EQ(import(library, save_with_a_row_group(2), "b.xml"), 2);
    EXPECT_EQ(cell(library, kTiles), "11000");
  }
}

TEST_F(UnfinishedCommitTest, OfSomebodyElsesDatabaseIsLeftAlone) {
  {
    auto database = Database::open(file(), {});
    auto connection = database->connect();
    ASSERT_TRUE(connection->execute("PRAGMA disable_checkpoint_on_shutdown; CREATE TABLE theirs (a INTEGER)"));
  }
  const std::uintmax_t log = fs::file_size(log_of(file()));
  for (const Access access : {Access::kWrite, Access::kRead, Access::kSandboxed}) {
    EXPECT_EQ(open_error(access), "store/not-a-library");
    EXPECT_EQ(fs::file_size(log_of(file())), log);
  }
}

TEST_F(UnfinishedCommitTest, ALogThatTakesAWhileIsToldOfFirst) {
  const auto told = [this](int megabytes) {
    {
      Library library = open();
      const auto value = std::to_string(megabytes) + " * 1024 * 1024";
      EXPECT_TRUE(
          library.connection().execute("INSERT INTO user_settings VALUES ('long', repeat('x', " + value + "))"));
      fs::copy_file(file(), killed(), fs::copy_options::overwrite_existing);
      fs::copy_file(log_of(file()), log_of(killed()), fs::copy_options::overwrite_existing);
      EXPECT_TRUE(library.connection().execute("DELETE FROM user_settings"));
    }
    std::vector<std::uintmax_t> calls;
    for (int time = 0; time < 2; ++time) {  // there is none the second time
      const auto library =
          Library::open(killed(), {.on_long_log = [&calls](std::uintmax_t bytes) { calls.push_back(bytes); }});
      EXPECT_TRUE(library.has_value());
    }
    return calls;
  };
  EXPECT_THAT(told(1), testing::IsEmpty());
  EXPECT_THAT(told(9), testing::ElementsAre(testing::Gt(9U << 20)));
}

}  // namespace
}  // namespace perankh::store
