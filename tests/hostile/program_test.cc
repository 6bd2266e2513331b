// The program on a folder of everything hostile and one good save: it says what is wrong with each, and imports the
// rest.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

#include "hostile_file.h"
#include "library_test.h"

namespace perankh::hostile {
namespace {

using cli_test::Finished;
using cli_test::Json;
using testing::HasSubstr;

constexpr std::size_t kLarge = 20'000'000;

/// The corpus, without what takes long to write to a disk.
std::map<std::string, std::string> write_corpus(const files::TemporaryFolder& folder) {
  std::map<std::string, std::string> expected;
  for (const HostileFile& file : all()) {
    const std::string content = file.content();
    if (content.size() > kLarge) continue;
    // The ending lies half of the time: content decides.
    const auto path = folder.write("saves/" + file.name + (expected.size() % 2 == 0 ? ".zip" : ".xml"), content);
    expected[path.string()] = file.expected;
  }
  return expected;
}

class Program : public cli_test::LibraryTest {};

TEST_F(Program, ImportsWhatIsGoodAndNamesWhatIsNot) {
  std::map<std::string, std::string> expected = write_corpus(folder_);
  const auto good = make_saves("saves/good", 1);
  expected[files_in(good, ".zip").front().string()] = "";

  const Finished done = import(at("saves"), {"--json"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_EQ(done.signal, 0);
  const Json summary = cli_test::summary_of(done);
  ASSERT_EQ(summary["files"].size(), expected.size());
  std::size_t imported = 0;
  for (const Json& file : summary["files"]) {
    const std::string& code = expected.at(file["path"]);
    EXPECT_EQ(file["status"], code.empty() ? "imported" : "failed") << file;
    EXPECT_EQ(file["code"], code.empty() ? Json() : Json(code)) << file;
    imported += code.empty() ? 1U : 0U;
  }
  EXPECT_EQ(summary["imported"], imported);
  EXPECT_EQ(summary["duplicates"], 0) << "the files of the corpus differ";
  EXPECT_EQ(cli_test::ask_value(library(), "SELECT count(*) FROM matches"), imported);
  EXPECT_EQ(cli_test::ask_value(library(), "SELECT count(*) FROM matches WHERE file_name LIKE 'OW-%'"), 1);
  EXPECT_FALSE(std::filesystem::exists("/tmp/per_ankh_was_here.xml")) << "nothing is unpacked where an entry says";

  const Finished again = import(at("saves"), {"--json"});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_EQ(cli_test::summary_of(again)["imported"], 0);
  EXPECT_EQ(cli_test::ask_value(library(), "SELECT count(*) FROM matches"), imported);
}

TEST_F(Program, SaysTheSameOfEachFileAlone) {
  for (const auto& [file, code] : write_corpus(folder_)) {
    const Finished answer = cli_test::per_ankh({"inspect", file});
    EXPECT_EQ(answer.exit_code, code.empty() ? 0 : 1) << file << answer.err;
    EXPECT_EQ(answer.signal, 0) << file;
    EXPECT_THAT(answer.err, HasSubstr(code)) << file;
    for (const std::string& stream : {answer.out, answer.err}) {
      EXPECT_EQ(stream.find('\x1b'), std::string::npos) << file << ": what a file says does not reach the terminal";
    }
  }
}

}  // namespace
}  // namespace perankh::hostile
