// Every file of the corpus through stage 1, from its bytes to its rows: each ends with the code that is promised, or is
// read like any save.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <variant>

#include "hostile_file.h"

namespace perankh::hostile {
namespace {

class HostileFiles : public testing::TestWithParam<HostileFile> {};

TEST_P(HostileFiles, EndAsPromised) {
  const HostileFile& file = GetParam();
  const pipeline::Prepared prepared = prepare(file.content());
  ASSERT_EQ(code_of(prepared), file.expected);
  if (const auto* const error = std::get_if<Error>(&prepared.content)) {
    EXPECT_EQ(error->file, "file");
    EXPECT_FALSE(error->message.empty());
    EXPECT_LT(describe(*error).size(), 1000U) << "what is said about a file does not depend on its size";
    return;
  }
  const auto& notes = std::get<pipeline::ParsedSave>(prepared.content).game->notes;
  EXPECT_EQ(notes.empty() ? "" : notes.front().code, file.note);
}

// A fuzzer that starts from what is refused at the door never gets inside.
TEST(FuzzerSeeds, AreSaves) {
  std::size_t seeds = 0;
  for (const char* const target : {"save", "zip"}) {
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(PER_ANKH_FUZZ_SEEDS) / target)) {
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
      EXPECT_EQ(code_of(prepare(content)), "") << entry.path();
      ++seeds;
    }
  }
  EXPECT_EQ(seeds, 9U);
}

std::string name_of(const testing::TestParamInfo<HostileFile>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Zip, HostileFiles, testing::ValuesIn(zips()), name_of);
INSTANTIATE_TEST_SUITE_P(Xml, HostileFiles, testing::ValuesIn(xml()), name_of);
INSTANTIATE_TEST_SUITE_P(Save, HostileFiles, testing::ValuesIn(saves()), name_of);

}  // namespace
}  // namespace perankh::hostile
