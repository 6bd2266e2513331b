#include "store/bin.h"

#include <array>

#include "store/library_test.h"

namespace perankh::store {
namespace {

class BinTest : public LibraryTest {
 protected:
  // Everything the library holds of saves, as one text.
  static std::string content(Library& library) {
    return cell(library,
                "SELECT string_agg(file_hash || turn, ',' ORDER BY file_hash) FROM data.match JOIN data.game "
                "USING (match_id)");
  }
  static std::string error_of(const Result<Removed>& result) { return result ? "" : result.error().code; }
};

TEST_F(BinTest, BringsBackAllThatItRemoved) {
  Library library = open();
  import(library, save_at(1), "a.xml");
  const std::int64_t second = import(library, save_at(2), "b.xml");
  const std::string before = content(library);
  const std::string history = cell(library,
                                   "SELECT string_agg(status || match_id, ',' ORDER BY run_id) FROM "
                                   "data.import_file");
  Bin bin(library);

  const auto removed = bin.remove(std::array{second});
  ASSERT_TRUE(removed) << removed.error().message;
  EXPECT_EQ(cell(library, "SELECT count(*) FROM matches"), "1");
  EXPECT_EQ(cell(library, "SELECT count(*) FROM data.game"), "1");
  EXPECT_EQ(cell(library, "SELECT status FROM data.import_file WHERE path LIKE '%/b.xml'"), "removed");

  ASSERT_TRUE(bin.restore(removed->id));
  EXPECT_EQ(content(library), before);
  EXPECT_EQ(cell(library, "SELECT string_agg(status || match_id, ',' ORDER BY run_id) FROM data.import_file"), history);
  EXPECT_EQ(error_of(bin.restore(removed->id)), "store/too-late");
}

TEST_F(BinTest, RemovesAllOrNone) {
  Library library = open();
  const std::int64_t save = import(library, save_at(1));
  Bin bin(library);
  EXPECT_EQ(error_of(bin.remove(std::array{save, save + 7})), "store/no-such-save");
  EXPECT_EQ(error_of(bin.remove({})), "store/no-such-save");
  EXPECT_EQ(cell(library, "SELECT count(*) FROM matches"), "1");
}

TEST_F(BinTest, DoesNotBringBackWhatWasImportedAgain) {
  Library library = open();
  const std::int64_t first = import(library, save_at(1));
  Bin bin(library);
  const auto removed = bin.remove(std::array{first});
  ASSERT_TRUE(removed);
  const std::int64_t again = import(library, save_at(1));
  EXPECT_GT(again, first) << "an id is never given twice";
  EXPECT_EQ(error_of(bin.restore(removed->id)), "store/imported-again");
  EXPECT_EQ(cell(library, "SELECT count(*) FROM matches"), "1");
}

TEST_F(BinTest, KeepsTheLastRemovals) {
  Library library = open();
  Bin bin(library);
  std::vector<std::int64_t> ids;
  for (int turn = 0; turn <= static_cast<int>(Bin::kKept); ++turn) {
    const auto removed = bin.remove(std::array{import(library, save_at(turn), std::to_string(turn))});
    ASSERT_TRUE(removed);
    ids.push_back(removed->id);
  }
  EXPECT_EQ(error_of(bin.restore(ids.front())), "store/too-late");
  for (std::size_t at = 1; at < ids.size(); ++at) EXPECT_TRUE(bin.restore(ids[at]));
  EXPECT_EQ(cell(library, "SELECT count(*) FROM matches"), std::to_string(Bin::kKept));
}

TEST_F(BinTest, SurvivesClosingTheLibraryAsARemoval) {
  {
    Library library = open();
    import(library, save_at(1));
    Bin bin(library);
    ASSERT_TRUE(bin.remove(std::array{std::int64_t{1}}));
  }
  Library library = open();
  EXPECT_EQ(cell(library, "SELECT count(*) FROM matches"), "0");
  EXPECT_GT(import(library, save_at(1)), 1);
}

}  // namespace
}  // namespace perankh::store
