#include "files/find_saves.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "files/temporary_folder.h"

namespace perankh::files {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class FindSaves : public testing::Test {
 protected:
  FoundSaves find(const std::vector<fs::path>& arguments) {
    std::vector<std::string> texts;
    for (const fs::path& argument : arguments) texts.push_back((folder_.path() / argument).string());
    return find_saves(texts);
  }

  // Paths below the test's folder, in the order found.
  std::vector<std::string> names(const FoundSaves& found) const {
    std::vector<std::string> names;
    for (const SaveFile& file : found.files) names.push_back(file.path.lexically_relative(folder_.path()).string());
    return names;
  }

  static std::vector<std::string> codes(const FoundSaves& found) {
    std::vector<std::string> codes;
    for (const Error& problem : found.problems) codes.push_back(problem.code);
    return codes;
  }

  TemporaryFolder folder_;
};

TEST_F(FindSaves, SearchesFoldersForSavesOnly) {
  for (const char* const name :
       {"b.zip", "a.XML", "Auto/c.Zip", "a.txt", "zip", "Auto/._c.zip", ".d.zip", "x.zip.part", "__MACOSX/._a.xml"}) {
    folder_.write(name);
  }
  const FoundSaves found = find({""});
  EXPECT_THAT(names(found), ElementsAre("Auto/c.Zip", "a.XML", "b.zip"));
  EXPECT_THAT(found.problems, IsEmpty());
}

TEST_F(FindSaves, KnowsSizeAndTime) {
  folder_.write("a.zip", "12345");
  const FoundSaves found = find({"a.zip"});
  ASSERT_EQ(found.files.size(), 1U);
  EXPECT_EQ(found.files[0].size, 5U);
  const auto age = std::chrono::system_clock::now() - found.files[0].modified;
  EXPECT_LT(age, std::chrono::hours(1));
  EXPECT_GT(age, std::chrono::hours(-1));
}

TEST_F(FindSaves, KeepsTheOrderOfArguments) {
  for (const char* const name : {"z/2.zip", "z/1.zip", "a/3.zip"}) folder_.write(name);
  EXPECT_THAT(names(find({"z", "a"})), ElementsAre("z/1.zip", "z/2.zip", "a/3.zip"));
}

TEST_F(FindSaves, CountsAFileOnce) {
  folder_.write("saves/a.zip");
  folder_.write("saves/b.zip");
  fs::create_symlink("a.zip", folder_.path() / "saves/link.zip");
  EXPECT_THAT(names(find({"saves/b.zip", "saves", "saves/../saves/a.zip"})), ElementsAre("saves/b.zip", "saves/a.zip"));
}

TEST_F(FindSaves, TakesANamedFileWhateverItIsCalled) {
  folder_.write("save.bak");
  EXPECT_THAT(names(find({"save.bak"})), ElementsAre("save.bak"));
}

TEST_F(FindSaves, AFolderNamedLikeASaveIsAFolder) {
  folder_.write("x.zip/y.zip");
  EXPECT_THAT(names(find({"x.zip"})), ElementsAre("x.zip/y.zip"));
  EXPECT_THAT(names(find({""})), ElementsAre("x.zip/y.zip"));
  fs::create_directory(folder_.path() / "empty.zip");
  EXPECT_THAT(codes(find({"empty.zip"})), ElementsAre("files/no-saves"));
}

TEST_F(FindSaves, SurvivesLoopsOfLinks) {
  folder_.write("saves/a.zip");
  fs::create_directory_symlink("..", folder_.path() / "saves/up");
  fs::create_symlink("self.zip", folder_.path() / "saves/self.zip");
  fs::create_symlink("nowhere.zip", folder_.path() / "saves/broken.zip");
  const FoundSaves found = find({"saves"});
  EXPECT_THAT(names(found), ElementsAre("saves/a.zip"));
  EXPECT_THAT(found.problems, IsEmpty());
}

TEST_F(FindSaves, ExpandsPatterns) {
  for (const char* const name :
       {"g1/OW-1.zip", "g1/OW-2.zip", "g1/OW-3.txt", "g2/OW-1.zip", "g1/.OW-9.zip", "g2/x.xml"}) {
    folder_.write(name);
  }
  EXPECT_THAT(names(find({"g1/OW-*"})), ElementsAre("g1/OW-1.zip", "g1/OW-2.zip"));
  EXPECT_THAT(names(find({"g?/OW-[1-2].zip"})), ElementsAre("g1/OW-1.zip", "g1/OW-2.zip", "g2/OW-1.zip"));
  EXPECT_THAT(names(find({"*2"})), ElementsAre("g2/OW-1.zip", "g2/x.xml"));
  EXPECT_THAT(codes(find({"*.txt"})), ElementsAre("files/not-found"));
  EXPECT_THAT(codes(find({"g1/*.txt"})), ElementsAre("files/no-saves"));
}

TEST_F(FindSaves, ANameThatLooksLikeAPatternIsANameFirst) {
  folder_.write("a[1].zip");
  folder_.write("a1.zip");
  EXPECT_THAT(names(find({"a[1].zip"})), ElementsAre("a[1].zip"));
}

TEST_F(FindSaves, SaysWhatGivesNothing) {
  folder_.write("a.zip");
  fs::create_directory(folder_.path() / "nothing");
  const FoundSaves found = find({"missing.zip", "a.zip", "nothing", "a.zip/b.zip"});
  EXPECT_THAT(names(found), ElementsAre("a.zip"));
  EXPECT_THAT(codes(found), ElementsAre("files/not-found", "files/no-saves", "files/not-found"));
  EXPECT_EQ(found.problems[0].file, (folder_.path() / "missing.zip").string());
}

TEST_F(FindSaves, APipeIsNotAFile) {
  const std::string path = (folder_.path() / "pipe.zip").string();
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  EXPECT_THAT(codes(find({"pipe.zip"})), ElementsAre("files/not-a-file"));
  EXPECT_THAT(codes(find({""})), ElementsAre("files/no-saves"));
}

TEST_F(FindSaves, AnUnreadableFolderIsAProblemAndTheRestIsFound) {
  if (::geteuid() == 0) GTEST_SKIP() << "root can read everything";
  folder_.write("a.zip");
  folder_.write("secret/b.zip");
  fs::permissions(folder_.path() / "secret", fs::perms::none);
  const FoundSaves found = find({""});
  fs::permissions(folder_.path() / "secret", fs::perms::owner_all);
  EXPECT_THAT(names(found), ElementsAre("a.zip"));
  EXPECT_THAT(codes(found), ElementsAre("files/unreadable"));
}

TEST(FindNothing, IsNoProblem) {
  const FoundSaves found = find_saves({});
  EXPECT_THAT(found.files, IsEmpty());
  EXPECT_THAT(found.problems, IsEmpty());
}

}  // namespace
}  // namespace perankh::files
