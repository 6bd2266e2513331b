#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "base/error.h"
#include "base/hash.h"
#include "base/numbers.h"
#include "base/symbol.h"
#include "base/values.h"

namespace perankh {
namespace {

TEST(Numbers, AreReadStrictly) {
  EXPECT_EQ(parse_int("0"), 0);
  EXPECT_EQ(parse_int("-42"), -42);
  EXPECT_EQ(parse_int("2147483647"), 2147483647);
  EXPECT_EQ(parse_int("-2147483648"), Int::kNone);
  for (const char* const bad : {"", "-", "3x", "3.5", " 3", "3 ", "+3", "0x3", "2147483648", "99999999999999999999"}) {
    EXPECT_FALSE(parse_int(bad)) << bad;
  }
  EXPECT_EQ(parse_number<std::uint64_t>("18046197663754941529"), 18046197663754941529U);
}

TEST(Values, KnowTheirAbsence) {
  EXPECT_FALSE(Int().has_value());
  EXPECT_TRUE(Int(0).has_value());
  EXPECT_FALSE(PlayerId(-1).has_value());
  EXPECT_FALSE(PlayerId(-7).has_value());
  EXPECT_TRUE(PlayerId(0).has_value());
  EXPECT_FALSE(Symbol().has_value());
}

TEST(ContentHash, SurvivesItsText) {
  const std::string text = "a save";
  const auto hash = ContentHash::of(std::as_bytes(std::span(text)));
  EXPECT_EQ(hash.hex().size(), 32U);
  EXPECT_EQ(ContentHash::from_hex(hash.hex()), hash);
  EXPECT_NE(hash, ContentHash::of({}));
}

TEST(Error, DescribesWhereItHappened) {
  const Error error{.code = "xml/malformed", .message = "broken", .element = "Root/Game", .offset = 17};
  EXPECT_EQ(describe(error), "broken (at Root/Game) (byte 17)");
}

TEST(SymbolTable, GivesEveryNameOneId) {
  SymbolTable table;
  SymbolCache cache(table);
  const Symbol rome = cache.intern("NATION_ROME");
  EXPECT_EQ(cache.intern("NATION_ROME"), rome);
  EXPECT_EQ(table.intern("NATION_ROME"), rome);
  EXPECT_NE(cache.intern("NATION_GREECE"), rome);
  EXPECT_EQ(table.text(rome), "NATION_ROME");
  EXPECT_FALSE(cache.intern("").has_value());
  EXPECT_FALSE(table.find("NATION_CARTHAGE").has_value());
  EXPECT_EQ(table.size(), 2U);
}

TEST(SymbolTable, ThreadsAgreeOnIds) {
  SymbolTable table;
  constexpr int kNames = 20000;  // more than a cache's first capacity, so that it grows
  std::vector<std::vector<Symbol>> seen(4);
  {
    std::vector<std::jthread> threads;
    for (auto& mine : seen) {
      threads.emplace_back([&table, &mine] {
        SymbolCache cache(table);
        for (int name = 0; name < kNames; ++name) mine.push_back(cache.intern("NAME_" + std::to_string(name)));
      });
    }
  }
  for (const auto& other : seen) EXPECT_EQ(other, seen.front());
  EXPECT_EQ(table.size(), static_cast<std::size_t>(kNames));
  EXPECT_EQ(table.text(seen.front()[123]), "NAME_123");
}

}  // namespace
}  // namespace perankh
