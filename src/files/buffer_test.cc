#include "files/buffer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace perankh::files {
namespace {

void fill(std::span<std::byte> room, char with) { std::ranges::fill(room, static_cast<std::byte>(with)); }

TEST(Buffer, EndsWithAReadableZero) {
  Buffer buffer;
  EXPECT_EQ(buffer.text().data()[0], '\0');
  fill(buffer.prepare(5), 'x');
  EXPECT_EQ(buffer.text(), "xxxxx");
  EXPECT_EQ(buffer.text().data()[5], '\0');
  buffer.truncate(3);
  EXPECT_EQ(buffer.text(), "xxx");
  EXPECT_EQ(buffer.text().data()[3], '\0');
  EXPECT_EQ(buffer.prepare(0).size(), 0U);
  EXPECT_EQ(buffer.text().data()[0], '\0');
}

TEST(Buffer, KeepsItsMemoryForTheNextFile) {
  Buffer buffer;
  const std::byte* const memory = buffer.prepare(1000).data();
  EXPECT_EQ(buffer.prepare(10).data(), memory);
  buffer.trim(4096);
  EXPECT_EQ(buffer.size(), 0U);
  EXPECT_EQ(buffer.prepare(1000).data(), memory);
}

TEST(Buffer, GivesBackWhatOneHugeFileNeeded) {
  Buffer buffer;
  fill(buffer.prepare(100'000), 'x');
  buffer.trim(4096);
  EXPECT_EQ(buffer.capacity(), 0U);
  EXPECT_EQ(buffer.text(), "");
  fill(buffer.prepare(7), 'y');
  EXPECT_EQ(buffer.text(), "yyyyyyy");
}

}  // namespace
}  // namespace perankh::files
