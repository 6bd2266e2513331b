#include "files/glob.h"

#include <gtest/gtest.h>

#include <string>

namespace perankh::files {
namespace {

struct Case {
  std::string_view pattern;
  std::string_view name;
};

constexpr Case kMatches[] = {
    {"", ""},
    {"*", ""},
    {"*", "anything"},
    {"*.zip", "a.zip"},
    {"*.zip", ".zip"},
    {"a*b*c", "abc"},
    {"a*b*c", "aXbYbc"},
    {"OW-*-Year*", "OW-Rome-Year12"},
    {"?", "a"},
    {"?", "é"},
    {"??", "aé"},
    {"[abc]x", "bx"},
    {"[a-c]x", "cx"},
    {"[!a-c]x", "dx"},
    {"[^a]x", "bx"},
    {"[]]x", "]x"},
    {"[a-]x", "-x"},
    {"[", "["},
    {"a[b", "a[b"},
    {"**", "x"},
    {"*a*a*a", "aaa"},
    {"[0-9][0-9]", "42"},
};

constexpr Case kMismatches[] = {
    {"", "a"},      {"a", ""},       {"?", ""},     {"?", "ab"}, {"*.zip", "a.zip.xml"}, {"a*b", "acd"},
    {"[abc]", "d"}, {"[!abc]", "a"}, {"[a-c]", ""}, {"A", "a"},  {"a?c", "ac"},          {"*x", "y"},
};

TEST(Pattern, MatchesWhatAShellWould) {
  for (const auto& [pattern, name] : kMatches) EXPECT_TRUE(matches_pattern(pattern, name)) << pattern << ' ' << name;
  for (const auto& [pattern, name] : kMismatches)
    EXPECT_FALSE(matches_pattern(pattern, name)) << pattern << ' ' << name;
}

TEST(Pattern, ManyStarsDoNotTakeForever) {
  std::string pattern;
  for (int star = 0; star < 200; ++star) pattern += "*a";
  EXPECT_FALSE(matches_pattern(pattern + "b", std::string(20'000, 'a')));
}

TEST(Pattern, IsToldFromAPlainName) {
  for (const char* const pattern : {"*", "a?", "[x"}) EXPECT_TRUE(is_pattern(pattern));
  for (const char* const name : {"", "a.zip", "a]b", "C:\\Users\\me"}) EXPECT_FALSE(is_pattern(name));
}

}  // namespace
}  // namespace perankh::files
