// Every file of the corpus through stage 1, from its bytes to its rows: each ends with the code that is promised, or is
// read like any save.
#include <gtest/gtest.h>

#include <set>
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

std::string name_of(const testing::TestParamInfo<HostileFile>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Zip, HostileFiles, testing::ValuesIn(zips()), name_of);
INSTANTIATE_TEST_SUITE_P(Xml, HostileFiles, testing::ValuesIn(xml()), name_of);
INSTANTIATE_TEST_SUITE_P(Save, HostileFiles, testing::ValuesIn(saves()), name_of);

}  // namespace
}  // namespace perankh::hostile
