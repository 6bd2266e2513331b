// Memory stays within a budget and a stated base, however little it is and however many saves there are.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "library_test.h"

namespace perankh::cli_test {
namespace {

using testing::HasSubstr;

constexpr std::uint64_t kMega = std::uint64_t{1} << 20;

/// What an import takes beside the saves in flight: 90 MB for DuckDB's buffers (store/library.cc), in which the rows
/// of the open group are, too; the log they go to, names, and the program itself.
constexpr std::uint64_t kBase = 450 * kMega;

class MemoryTest : public LibraryTest {
 protected:
  void SetUp() override {
    if (kSanitized) GTEST_SKIP() << "memory is measured without sanitizers";
  }
};

TEST_F(MemoryTest, StaysWithinTheBudgetAndTheBase) {
  constexpr int kSaves = 40;
  make_saves("saves", kSaves, {"--size", "standard", "--jobs", "2"});
  const Finished done = import(at("saves"), {"--memory", "64MB", "--json"});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_LE(done.peak_bytes, 64 * kMega + kBase);
  std::filesystem::remove(library());

  // Less than two saves take: one at a time, said so, and done all the same.
  const Finished tight = import(at("saves"), {"--memory", "30MB", "--json"});
  EXPECT_EQ(tight.exit_code, 0) << tight.err;
  EXPECT_LE(tight.peak_bytes, 30 * kMega + kBase);
  const Json summary = summary_of(tight);
  EXPECT_EQ(summary["imported"], kSaves);
  ASSERT_EQ(summary["warnings"].size(), 1U);
  EXPECT_THAT(summary["warnings"][0], HasSubstr("one at a time"));
}

TEST_F(MemoryTest, OfTenThousandSavesIsThatOfTwoThousandAndTheListOfFiles) {
  const auto write = [this](const std::string& folder, int count) {
    for (int number = 0; number < count; ++number) {
      folder_.write(
          fmt::format("{}/{:05}.xml", folder, number),
          fmt::format("<Root GameName=\"Game {0}\" GameId=\"g-{0}\" MapWidth=\"2\"><Game><Turn>5</Turn></Game>"
                      "<Player ID=\"0\" Name=\"P{0}\" Nation=\"NATION_ROME\"><YieldStockpile><YIELD_FOOD>{0}"
                      "</YIELD_FOOD></YieldStockpile></Player><Tile ID=\"0\"><Terrain>TERRAIN_LUSH</Terrain>"
                      "</Tile><City ID=\"0\" Founded=\"2\"><Citizens>4</Citizens></City></Root>",
                      number));
    }
  };
  write("few", 2000);
  write("many", 10'000);
  const Finished few = import(at("few"), {"--quiet"});
  ASSERT_EQ(few.exit_code, 0) << few.err;
  std::filesystem::remove(library());
  const Finished many = import(at("many"), {"--quiet"});
  ASSERT_EQ(many.exit_code, 0) << many.err;
  EXPECT_EQ(ask_value(library(), "SELECT count(*) FROM matches"), 10'000);
  EXPECT_EQ(ask_value(library(), "SELECT sum(amount) FROM player_resources"), 9999 * 10'000 / 2);

  constexpr std::uint64_t kPerFile = 4096;  // its path, its hashes, its line in the report
  EXPECT_LE(many.peak_bytes, few.peak_bytes + 8000 * kPerFile + 16 * kMega);
  // Of processor time, since that of the clock is also other programs'.
  EXPECT_LE(many.processor_time, few.processor_time * 5 * 1.5) << "each save takes as long as those before it";
  std::cout << fmt::format("2,000 saves: {} MB, {:.2f} s of processor time; 10,000: {} MB, {:.2f} s\n",
                           few.peak_bytes / kMega, few.processor_time.count(), many.peak_bytes / kMega,
                           many.processor_time.count());
}

}  // namespace
}  // namespace perankh::cli_test
