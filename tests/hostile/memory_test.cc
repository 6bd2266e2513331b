// How much memory a file may cost follows from its size, and nothing is taken on its word. Measured on the program
// itself: the most memory it held at once, and whether it gets along without the addresses that a lie would have it
// reserve.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hostile_file.h"
#include "library_test.h"

namespace perankh::hostile {
namespace {

using cli_test::Finished;
using testing::HasSubstr;

constexpr std::uint64_t kMegabyte = 1U << 20U;

class Memory : public cli_test::LibraryTest {
 protected:
  void SetUp() override {
    if (cli_test::kSanitized) GTEST_SKIP() << "memory is measured without sanitizers";
  }

  [[nodiscard]] Finished inspect(const std::string& content) const {
    return cli_test::per_ankh({"inspect", folder_.write("file", content).string()});
  }
  /// What the program needs for the least of saves.
  [[nodiscard]] std::uint64_t base() const { return inspect(good_save("base")).peak_bytes; }
};

TEST_F(Memory, FollowsFromTheSize) {
  const std::uint64_t least = base();
  for (const HostileFile& file : all()) {
    const std::string content = file.content();
    EXPECT_LT(inspect(content).peak_bytes, least + 96 * kMegabyte + 2 * content.size()) << file.name;
  }
}

// A zip of two megabytes may hold half a gigabyte of XML, and its shortest elements would each become a row.
TEST_F(Memory, OfRowsHasALimit) {
  std::string keys;
  for (int key = 0; keys.size() < 128 * kMegabyte; ++key) keys += fmt::format("<T{}/>", key);
  const std::string save = save_of("<Player ID=\"0\"><TechCount>" + keys + "</TechCount></Player>");
  const Finished answer = inspect(save);
  EXPECT_THAT(answer.err, HasSubstr("save/too-many"));
  EXPECT_LT(answer.peak_bytes, base() + save.size() + 1024 * kMegabyte);
}

TEST_F(Memory, IsNotTakenOnAFilesWord) {
  // Less than any of the claims, and enough for a small save.
  constexpr std::uint64_t kAddresses = 400 * kMegabyte;
  const auto inspect_with_few_addresses = [&](const std::string& content) {
    const std::string command = fmt::format("ulimit -v {} && exec \"$0\" \"$@\"", kAddresses / 1024);
    return cli_test::run_program("/bin/sh",
                                 {"-c", command, PER_ANKH_PROGRAM, "inspect", folder_.write("file", content).string()});
  };
  ASSERT_EQ(inspect_with_few_addresses(good_save("few")).exit_code, 0);
  for (const HostileFile& file : zips()) {
    const Finished answer = inspect_with_few_addresses(file.content());
    EXPECT_EQ(answer.exit_code, file.expected.empty() ? 0 : 1) << file.name;
    EXPECT_THAT(answer.err, HasSubstr(file.expected)) << file.name;
  }
}

}  // namespace
}  // namespace perankh::hostile
