#include "cli/units.h"

#include <gtest/gtest.h>

namespace perankh::cli {
namespace {

TEST(ParseSize, TakesWhatPeopleType) {
  const std::pair<const char*, std::uint64_t> examples[] = {
      {"64MB", 64ULL << 20}, {"64 mb", 64ULL << 20}, {"64M", 64ULL << 20}, {"64MiB", 64ULL << 20},
      {"2GB", 2ULL << 30},   {"2gib", 2ULL << 30},   {"1.5K", 1536},       {"512KB", 512ULL << 10},
      {"1TB", 1ULL << 40},   {"1000000", 1000000},   {"17 B", 17},         {" 3 KB ", 3072},
  };
  for (const auto& [text, bytes] : examples) EXPECT_EQ(parse_size(text), bytes) << text;
}

TEST(ParseSize, RefusesTheRest) {
  for (const char* const text :
       {"", "MB", "-1MB", "0", "0.1", "12XB", "1MBB", "1e3", "1.2.3MB", "nan", "inf", "99999999TB", "0x10"}) {
    EXPECT_FALSE(parse_size(text)) << text;
  }
}

TEST(Format, ReadsWell) {
  EXPECT_EQ(format_size(0), "0 bytes");
  EXPECT_EQ(format_size(1), "1 byte");
  EXPECT_EQ(format_size(1023), "1,023 bytes");
  EXPECT_EQ(format_size(1536), "1.5 KB");
  EXPECT_EQ(format_size(12'900'000), "12 MB");
  EXPECT_EQ(format_duration(std::chrono::milliseconds(420)), "0.42 s");
  EXPECT_EQ(format_duration(std::chrono::milliseconds(12'340)), "12.3 s");
  EXPECT_EQ(format_duration(std::chrono::seconds(200)), "3 min 20 s");
  EXPECT_EQ(format_duration(std::chrono::minutes(65)), "1 h 5 min");
  EXPECT_EQ(format_count(1, "file"), "1 file");
  EXPECT_EQ(format_count(1904, "file"), "1,904 files");
  EXPECT_EQ(format_number(1234567), "1,234,567");
  EXPECT_EQ(format_number(123), "123");
}

}  // namespace
}  // namespace perankh::cli
