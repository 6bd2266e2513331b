#include "pipeline/window.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace perankh::pipeline {
namespace {

constexpr Duration kForever = std::chrono::hours(1);
constexpr Duration kNotAtAll = Duration::zero();

using TestWindow = Window<std::string>;

TEST(Window, GivesItemsInTheirOrder) {
  TestWindow window({1, 1, 1}, {.files = 3, .bytes = 1000});
  EXPECT_EQ(window.claim(), 0U);
  EXPECT_EQ(window.claim(), 1U);
  EXPECT_EQ(window.claim(), 2U);
  EXPECT_EQ(window.claim(), std::nullopt);
  window.deliver(2, "third", 0);
  window.deliver(1, "second", 0);
  EXPECT_EQ(window.next(kNotAtAll), std::nullopt);
  window.deliver(0, "first", 0);
  for (const char* const expected : {"first", "second", "third"}) {
    EXPECT_FALSE(window.finished());
    EXPECT_EQ(window.next(kForever), expected);
    window.release();
  }
  EXPECT_TRUE(window.finished());
  EXPECT_EQ(window.delivered().items, 3U);
  EXPECT_EQ(window.delivered().file_bytes, 3U);
}

TEST(Window, OfNothingIsFinished) {
  TestWindow window({}, {.files = 2, .bytes = 0});
  EXPECT_TRUE(window.finished());
  EXPECT_EQ(window.claim(), std::nullopt);
}

TEST(Window, HasRoomForSoManyFiles) {
  TestWindow window({1, 1, 1, 1}, {.files = 2, .bytes = 1000});
  std::atomic<int> claimed = 0;
  std::jthread worker([&] {
    while (const auto index = window.claim()) {
      ++claimed;
      window.deliver(*index, "item", 0);
    }
  });
  for (int item = 0; item < 4; ++item) {
    EXPECT_EQ(window.next(kForever), "item");
    EXPECT_LE(claimed, item + 2);
    window.release();
  }
  EXPECT_LE(window.peak().items, 2U);
}

TEST(Window, AnItemThatCostsTooMuchWaitsForTheOthers) {
  TestWindow window({1, 1}, {.files = 4, .bytes = 800});  // 100 of them for reading
  ASSERT_EQ(window.claim(), 0U);
  ASSERT_EQ(window.claim(), 1U);
  ASSERT_TRUE(window.reserve(0, 500));
  std::atomic<bool> reserved = false;
  std::jthread worker([&] {
    EXPECT_TRUE(window.reserve(1, 5000));
    reserved = true;
    window.deliver(1, "huge", 5000);
  });
  window.deliver(0, "small", 500);
  EXPECT_EQ(window.next(kForever), "small");
  EXPECT_FALSE(reserved);
  window.release();
  EXPECT_EQ(window.next(kForever), "huge");
  EXPECT_EQ(window.peak().bytes, 5000U);
  EXPECT_FALSE(window.two_fit());
}

TEST(Window, AnItemCountsWithWhatItKeeps) {
  TestWindow window({1, 1, 1}, {.files = 4, .bytes = 800});
  for (std::size_t index = 0; index < 3; ++index) ASSERT_EQ(window.claim(), index);
  ASSERT_TRUE(window.reserve(0, 400));
  window.deliver(0, "keeps half", 200);
  ASSERT_TRUE(window.reserve(1, 500));
  window.deliver(1, "failed", 0);
  ASSERT_TRUE(window.reserve(2, 500)) << "only 200 are held";
  EXPECT_FALSE(window.two_fit()) << "400 and 500 were too much together";
}

TEST(Window, OneThatIsKnownWithoutReservingLetsTheNextTurnCome) {
  TestWindow window({1, 1}, {.files = 4, .bytes = 800});
  ASSERT_EQ(window.claim(), 0U);
  ASSERT_EQ(window.claim(), 1U);
  std::jthread worker([&] { EXPECT_TRUE(window.reserve(1, 100)); });
  window.deliver(0, "known", 0);
}

TEST(Window, ReadsLargeFilesOneByOne) {
  TestWindow window({5000, 5000}, {.files = 4, .bytes = 800});
  ASSERT_EQ(window.claim(), 0U);
  std::atomic<bool> claimed = false;
  std::jthread worker([&] {
    EXPECT_EQ(window.claim(), 1U);
    claimed = true;
  });
  EXPECT_FALSE(claimed);
  ASSERT_TRUE(window.reserve(0, 600)) << "now it counts as what it costs, and the next may be read";
  worker.join();
  EXPECT_EQ(window.peak().bytes, 5600U);
}

TEST(Window, ClosingLetsEverybodyGo) {
  TestWindow window({1, 1, 1}, {.files = 2, .bytes = 80});
  ASSERT_EQ(window.claim(), 0U);
  ASSERT_EQ(window.claim(), 1U);
  std::jthread waits_for_a_place([&] { EXPECT_EQ(window.claim(), std::nullopt); });
  std::jthread waits_for_its_turn([&] { EXPECT_FALSE(window.reserve(1, 10)); });
  std::jthread waits_for_an_item([&] { EXPECT_EQ(window.next(kForever), std::nullopt); });
  window.close();
  window.deliver(0, "too late", 0);
  EXPECT_TRUE(window.finished());
}

// Many workers, costs of all sizes, and both bounds watched from outside all the time.
TEST(Window, KeepsItsBoundsUnderLoad) {
  constexpr std::size_t kItems = 3000;
  constexpr std::uint64_t kBytes = 1000;
  constexpr std::uint64_t kLargest = 1200;
  std::mt19937 random(7);
  std::vector<std::uint64_t> sizes;
  std::vector<std::uint64_t> costs;
  for (std::size_t item = 0; item < kItems; ++item) {
    sizes.push_back(random() % 20);
    costs.push_back(random() % (item % 50 == 0 ? kLargest : 300));
  }
  TestWindow window(sizes, {.files = 5, .bytes = kBytes});
  std::atomic<std::uint64_t> held = 0;
  std::atomic<std::uint64_t> in_flight = 0;
  std::vector<std::jthread> workers;
  for (int worker = 0; worker < 4; ++worker) {
    workers.emplace_back([&] {
      while (const auto index = window.claim()) {
        EXPECT_LE(++in_flight, 5U);
        if (*index % 7 != 0) {
          EXPECT_TRUE(window.reserve(*index, costs[*index]));
          const std::uint64_t now = held += costs[*index];
          EXPECT_TRUE(now <= kBytes || now == costs[*index]) << now;
        } else {
          costs[*index] = 0;
        }
        window.deliver(*index, std::to_string(*index), costs[*index]);
      }
    });
  }
  for (std::size_t item = 0; item < kItems; ++item) {
    ASSERT_EQ(window.next(kForever), std::to_string(item));
    held -= costs[item];
    --in_flight;
    window.release();
  }
  EXPECT_TRUE(window.finished());
  EXPECT_LE(window.peak().items, 5U);
  EXPECT_LE(window.peak().bytes, kLargest + kBytes / 8);
}

}  // namespace
}  // namespace perankh::pipeline
