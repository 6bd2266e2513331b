#include "pipeline/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "files/buffer.h"
#include "pipeline/memory.h"

namespace perankh::pipeline {

namespace {

constexpr std::uint64_t kMegabyte = std::uint64_t{1} << 20;
constexpr std::uint64_t kGigabyte = std::uint64_t{1} << 30;

constexpr std::uint64_t kAssumedMemory = 4 * kGigabyte;   // when the system does not say
constexpr std::uint64_t kOthersMemory = 500 * kMegabyte;  // the writer, DuckDB, and whoever else is at work
constexpr std::uint64_t kLittleMemory = 2 * kGigabyte;
constexpr unsigned kMostWorkers = 16;  // as many as the window has places

std::uint64_t budget_of(const Machine& machine, const Wishes& wishes, std::vector<std::string>& warnings) {
  if (wishes.memory) return *wishes.memory;
  const std::uint64_t available = machine.memory.value_or(kAssumedMemory);
  if (available >= kLittleMemory) return available - kOthersMemory;
  warnings.push_back(
      fmt::format("Only {} MB of memory are available, so fewer saves are read at the same time. Closing "
                  "other programs makes this faster.",
                  available / kMegabyte));
  return available / 4;  // with so little, the writer and DuckDB need most of it
}

}  // namespace

Machine Machine::this_one() {
  return {.cores = std::max(1U, std::thread::hardware_concurrency()), .memory = available_memory()};
}

std::size_t optimal_batch_size(unsigned workers, std::uint64_t memory) {
  const std::uint64_t fit = memory / kTypicalSaveBytes;
  return std::clamp<std::uint64_t>(std::min<std::uint64_t>(8 * std::uint64_t{workers}, fit), 2, 16);
}

std::uint64_t cost_in_flight(std::uint64_t file_bytes, std::uint64_t xml_bytes, bool plain_xml) {
  // Measured with GameData::bytes(): structs take 0.46 to 0.95 of the XML they come from.
  const std::uint64_t structs = xml_bytes;
  return structs + file_bytes + (plain_xml ? 0 : xml_bytes);
}

Plan plan_batch(const Machine& machine, const Wishes& wishes, std::size_t files) {
  Plan plan;
  const std::uint64_t budget = budget_of(machine, wishes, plan.warnings);
  const unsigned wanted = std::clamp(wishes.workers.value_or(machine.cores), 1U, kMostWorkers);
  plan.window = {.files = optimal_batch_size(wanted, budget), .bytes = budget};
  plan.workers = static_cast<unsigned>(std::clamp<std::size_t>(std::min(files, plan.window.files), 1, wanted));
  plan.keep_bytes =
      std::clamp<std::size_t>(budget / (4 * std::uint64_t{plan.workers}), kMegabyte, files::Buffer::kKeep);
  return plan;
}

}  // namespace perankh::pipeline
