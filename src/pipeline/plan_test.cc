#include "pipeline/plan.h"

#include <gtest/gtest.h>

namespace perankh::pipeline {
namespace {

constexpr std::uint64_t kMega = 1 << 20;
constexpr std::uint64_t kGiga = 1 << 30;

TEST(OptimalBatchSize, IsEightTimesTheWorkersAsFarAsMemoryGoes) {
  EXPECT_EQ(optimal_batch_size(1, 4 * kGiga), 8U);
  EXPECT_EQ(optimal_batch_size(2, 4 * kGiga), 16U);
  EXPECT_EQ(optimal_batch_size(8, 4 * kGiga), 16U);
  EXPECT_EQ(optimal_batch_size(64, 64 * kGiga), 16U);
  EXPECT_EQ(optimal_batch_size(8, 5 * kTypicalSaveBytes), 5U);
  EXPECT_EQ(optimal_batch_size(8, 0), 2U);
}

TEST(Plan, LeavesMemoryForOthers) {
  const Plan plan = plan_batch({.cores = 4, .memory = 8 * kGiga}, {}, 1000);
  EXPECT_EQ(plan.workers, 4U);
  EXPECT_EQ(plan.window.files, 16U);
  EXPECT_EQ(plan.window.bytes, 8 * kGiga - 500 * kMega);
  EXPECT_TRUE(plan.warnings.empty());
}

TEST(Plan, AssumesFourGigabytes) {
  EXPECT_EQ(plan_batch({.cores = 2, .memory = std::nullopt}, {}, 10).window.bytes, 4 * kGiga - 500 * kMega);
}

TEST(Plan, TakesTheUsersBudgetAsItIs) {
  const Plan plan = plan_batch({.cores = 2, .memory = 100 * kMega}, {.memory = 64 * kMega}, 10);
  EXPECT_EQ(plan.window.bytes, 64 * kMega);
  EXPECT_EQ(plan.window.files, 2U);
  EXPECT_TRUE(plan.warnings.empty());
}

TEST(Plan, IsSmallerAndSaysSoWhenThereIsLittleMemory) {
  const Plan plan = plan_batch({.cores = 8, .memory = 400 * kMega}, {}, 1000);
  EXPECT_EQ(plan.window.bytes, 100 * kMega);
  EXPECT_EQ(plan.window.files, 3U);
  EXPECT_EQ(plan.workers, 3U) << "more would have nothing to do";
  ASSERT_EQ(plan.warnings.size(), 1U);
  EXPECT_NE(plan.warnings[0].find("400 MB"), std::string::npos);
  EXPECT_EQ(plan_batch({.cores = 8, .memory = 0}, {}, 1000).window.files, 2U);
}

TEST(Plan, HasNoMoreWorkersThanFiles) {
  EXPECT_EQ(plan_batch({.cores = 8, .memory = 8 * kGiga}, {}, 3).workers, 3U);
  EXPECT_EQ(plan_batch({.cores = 8, .memory = 8 * kGiga}, {}, 0).workers, 1U);
  EXPECT_EQ(plan_batch({.cores = 8, .memory = 8 * kGiga}, {.workers = 2}, 100).workers, 2U);
  EXPECT_EQ(plan_batch({.cores = 1, .memory = 8 * kGiga}, {.workers = 8}, 100).workers, 8U);
  EXPECT_EQ(plan_batch({.cores = 2, .memory = 8 * kGiga}, {.workers = 0}, 100).workers, 1U);
  EXPECT_EQ(plan_batch({.cores = 200, .memory = 800 * kGiga}, {}, 5000).workers, 16U);
}

TEST(Cost, CountsTheFileItsXmlAndWhatIsMadeOfIt) {
  EXPECT_EQ(cost_in_flight(1 * kMega, 12 * kMega, false), 25 * kMega);
  EXPECT_EQ(cost_in_flight(12 * kMega, 12 * kMega, true), 24 * kMega);
}

}  // namespace
}  // namespace perankh::pipeline
