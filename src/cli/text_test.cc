#include "cli/text.h"

#include <gtest/gtest.h>

#include <string>

#include "base/plain_name.h"

namespace perankh::cli {
namespace {

TEST(Printable, SpellsOutWhatATerminalWouldObey) {
  const std::pair<std::string, std::string> examples[] = {
      {"plain name.zip", "plain name.zip"},
      {"\x1B[2Jgone", "\\x1B[2Jgone"},
      {"two\nlines\r\tand a tab", "two\\nlines\\r\\tand a tab"},
      {"\x7F", "\\x7F"},
      {"\xC2\x9B", "\\u{9B}"},  // CSI in one character
      {"a\xE2\x80\xAE"
       "gpj.zip",
       "a\\u{202E}gpj.zip"},  // right-to-left override
      {"\xC3\xA9\xE7\xA7\xA6", "\xC3\xA9\xE7\xA7\xA6"},
      {"bad \xFF byte", "bad \xEF\xBF\xBD byte"},
      {"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},                  // overlong
      {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},  // half a surrogate pair
      {"cut \xE2\x80", "cut \xEF\xBF\xBD\xEF\xBF\xBD"},
      {std::string("nul\0byte", 8), "nul\\x00byte"},
  };
  for (const auto& [text, expected] : examples) EXPECT_EQ(printable(text), expected);
}

TEST(DisplayWidth, CountsColumnsAndNotBytes) {
  EXPECT_EQ(display_width("Rome"), 4U);
  EXPECT_EQ(display_width("\xC3\xA9t\xC3\xA9"), 3U);         // precomposed
  EXPECT_EQ(display_width("e\xCC\x81"), 1U);                 // combining
  EXPECT_EQ(display_width("\xE7\xA7\xA6\xE5\xA7\x8B"), 4U);  // Chinese
  EXPECT_EQ(display_width("\xF0\x9F\x8F\x9B"), 2U);          // emoji
  EXPECT_EQ(display_width(""), 0U);
}

TEST(Shorten, KeepsWithinTheWidthAndCutsNoCharacter) {
  EXPECT_EQ(shorten("Carthage", 8), "Carthage");
  EXPECT_EQ(shorten("Carthage", 5), "Cart\xE2\x80\xA6");
  EXPECT_EQ(shorten("Carthage", 1), "\xE2\x80\xA6");
  EXPECT_EQ(shorten("Carthage", 0), "");
  EXPECT_EQ(shorten_start("saves/late/Rome.zip", 9), "\xE2\x80\xA6Rome.zip");
  EXPECT_EQ(shorten("\xE7\xA7\xA6\xE5\xA7\x8B\xE7\x9A\x87", 4), "\xE7\xA7\xA6\xE2\x80\xA6");
  for (std::size_t width = 0; width < 8; ++width) {
    EXPECT_LE(display_width(shorten("\xE7\xA7\xA6"
                                    "a\xE5\xA7\x8B"
                                    "b",
                                    width)),
              width);
    EXPECT_LE(display_width(shorten_start("\xE7\xA7\xA6"
                                          "a\xE5\xA7\x8B"
                                          "b",
                                          width)),
              width);
  }
}

TEST(PlainName, ReadsLikeAName) {
  EXPECT_EQ(plain_name("NATION_ROME"), "Rome");
  EXPECT_EQ(plain_name("MAPSIZE_VERY_LARGE"), "Very Large");
  EXPECT_EQ(plain_name("MAPCLASS_MapScriptInlandSea"), "Inland Sea");
  EXPECT_EQ(plain_name("MAPCLASS_CoastalRainBasin"), "Coastal Rain Basin");
  EXPECT_EQ(plain_name("3"), "3");
  EXPECT_EQ(plain_name(""), "");
}

}  // namespace
}  // namespace perankh::cli
