#include "files/file_source.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>

#include "files/fake_files.h"
#include "files/temporary_folder.h"

namespace perankh::files {
namespace {

std::string code_of(const Result<void>& result) { return result ? "" : result.error().code; }

TEST(RealFiles, ReadsWholeFiles) {
  const TemporaryFolder folder;
  const RealFiles files;
  Buffer buffer;
  std::string large(3'000'000, 'x');
  large += "end";
  for (const std::string& content : {std::string("a"), large, std::string("with\0zero", 9), std::string("short")}) {
    ASSERT_TRUE(files.read(folder.write("save.zip", content), buffer));
    EXPECT_EQ(buffer.text(), content);
    EXPECT_EQ(buffer.text().data()[content.size()], '\0');
  }
}

TEST(RealFiles, SayWhyNot) {
  const TemporaryFolder folder;
  const RealFiles files(100);
  Buffer buffer;
  EXPECT_EQ(code_of(files.read(folder.path() / "missing.zip", buffer)), "files/not-found");
  EXPECT_EQ(code_of(files.read(folder.path(), buffer)), "files/not-a-file");
  EXPECT_EQ(code_of(files.read(folder.write("empty.zip", ""), buffer)), "files/empty");
  EXPECT_EQ(code_of(files.read(folder.write("101.zip", std::string(101, 'x')), buffer)), "files/too-large");
  EXPECT_EQ(buffer.capacity(), 0U) << "limits come before memory";
  EXPECT_EQ(code_of(files.read(folder.write("100.zip", std::string(100, 'x')), buffer)), "");

  const std::string pipe = (folder.path() / "pipe.zip").string();
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(code_of(files.read(pipe, buffer)), "files/not-a-file") << "and does not wait for a writer";
}

TEST(RealFiles, RespectPermissions) {
  if (::geteuid() == 0) GTEST_SKIP() << "root can read everything";
  const TemporaryFolder folder;
  const std::filesystem::path path = folder.write("save.zip");
  std::filesystem::permissions(path, std::filesystem::perms::none);
  Buffer buffer;
  EXPECT_EQ(code_of(RealFiles().read(path, buffer)), "files/unreadable");
}

// A file of /proc says it has no bytes or more than can be read: the nearest thing to a file that changes.
TEST(RealFiles, NoticeThatAFileIsNotWhatItsSizeSays) {
  const std::filesystem::path path = "/sys/kernel/mm/transparent_hugepage/enabled";  // says 4096, gives a few bytes
  if (!std::filesystem::exists(path)) GTEST_SKIP();
  Buffer buffer;
  EXPECT_EQ(code_of(RealFiles().read(path, buffer)), "files/changed");
}

TEST(FakeFiles, BehaveLikeFiles) {
  FakeFiles files;
  files.add("b.zip", "old");
  files.add_failing("a.zip", {.code = "files/unreadable", .message = "No."});
  files.add("b.zip", "content");
  Buffer buffer;
  ASSERT_TRUE(files.read("b.zip", buffer));
  EXPECT_EQ(buffer.text(), "content");
  EXPECT_EQ(code_of(files.read("a.zip", buffer)), "files/unreadable");
  EXPECT_EQ(code_of(files.read("c.zip", buffer)), "files/not-found");
  EXPECT_EQ(files.reads(), 3);
  const FoundSaves all = files.all();
  ASSERT_EQ(all.files.size(), 2U);
  EXPECT_EQ(all.files[0].path, "b.zip");
  EXPECT_EQ(all.files[0].size, 7U);
}

}  // namespace
}  // namespace perankh::files
