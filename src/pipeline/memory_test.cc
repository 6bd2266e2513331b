#include "pipeline/memory.h"

#include <gtest/gtest.h>

#include "files/temporary_folder.h"

namespace perankh::pipeline {
namespace {

constexpr std::uint64_t kMega = 1 << 20;

class AvailableMemory : public testing::Test {
 protected:
  void system_has(std::uint64_t megabytes) {
    root_.write("proc/meminfo", "MemTotal:       99999999 kB\nMemFree:            1234 kB\nMemAvailable:   " +
                                    std::to_string(megabytes * 1024) + " kB\nBuffers: 5 kB\n");
  }
  std::optional<std::uint64_t> available() { return available_memory(root_.path()); }

  files::TemporaryFolder root_;
};

TEST_F(AvailableMemory, IsUnknownWhereNobodySays) { EXPECT_EQ(available(), std::nullopt); }

TEST_F(AvailableMemory, IsWhatTheSystemSays) {
  system_has(8000);
  EXPECT_EQ(available(), 8000 * kMega);
}

TEST_F(AvailableMemory, IsUnknownWhenTheSystemSaysNonsense) {
  root_.write("proc/meminfo", "MemAvailable: lots\n");
  EXPECT_EQ(available(), std::nullopt);
  root_.write("proc/self/cgroup", "hello\n1:x\n0::/../../..\n:::::\n");
  EXPECT_EQ(available(), std::nullopt);
}

TEST_F(AvailableMemory, IsLessInAGroupOfVersion2) {
  system_has(8000);
  root_.write("proc/self/cgroup", "0::/user.slice/me\n");
  root_.write("sys/fs/cgroup/user.slice/me/memory.max", "1048576000\n");     // 1000 MB
  root_.write("sys/fs/cgroup/user.slice/me/memory.current", "314572800\n");  // 300 MB, of which
  root_.write("sys/fs/cgroup/user.slice/me/memory.stat", "anon 5\ninactive_file 104857600\nactive_file 7\n");  // 100
  EXPECT_EQ(available(), 800 * kMega);
}

TEST_F(AvailableMemory, IsThatOfTheTightestGroupAbove) {
  system_has(8000);
  root_.write("proc/self/cgroup", "0::/a/b/c\n");
  root_.write("sys/fs/cgroup/a/b/c/memory.max", "max\n");
  root_.write("sys/fs/cgroup/a/b/memory.max", "2097152000\n");
  root_.write("sys/fs/cgroup/a/memory.max", "524288000\n");
  EXPECT_EQ(available(), 500 * kMega);
}

TEST_F(AvailableMemory, IsLessInAGroupOfVersion1) {
  system_has(8000);
  root_.write("proc/self/cgroup", "9:name=systemd:/\n5:cpu,cpuacct:/x\n4:memory:/job\n0::/\n");
  root_.write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  root_.write("sys/fs/cgroup/memory/memory.usage_in_bytes", "123456789\n");
  root_.write("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "1048576000\n");
  root_.write("sys/fs/cgroup/memory/job/memory.usage_in_bytes", "524288000\n");
  root_.write("sys/fs/cgroup/memory/job/memory.stat", "inactive_file 1\ntotal_inactive_file 104857600\n");
  EXPECT_EQ(available(), 600 * kMega);
}

TEST_F(AvailableMemory, IsFoundInAContainerThatSeesTheHostsPath) {
  system_has(8000);
  root_.write("proc/self/cgroup", "0::/system.slice/docker-0123.scope\n");
  root_.write("sys/fs/cgroup/memory.max", "734003200\n");
  EXPECT_EQ(available(), 700 * kMega);
}

TEST_F(AvailableMemory, IsTheSystemsWhenTheGroupAllowsMore) {
  system_has(300);
  root_.write("proc/self/cgroup", "0::/\n");
  root_.write("sys/fs/cgroup/memory.max", "1048576000\n");
  EXPECT_EQ(available(), 300 * kMega);
}

TEST_F(AvailableMemory, IsNoneWhenTheGroupIsFull) {
  root_.write("proc/self/cgroup", "0::/\n");
  root_.write("sys/fs/cgroup/memory.max", "1000\n");
  root_.write("sys/fs/cgroup/memory.current", "2000\n");
  EXPECT_EQ(available(), 0U);
}

TEST(ThisComputer, HasSome) { EXPECT_GT(available_memory().value_or(1), 0U); }

}  // namespace
}  // namespace perankh::pipeline
