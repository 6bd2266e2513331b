// What a decoded save costs in memory.
#include <benchmark/benchmark.h>

#include "bench/parts/allocations.h"
#include "bench/parts/parts.h"
#include "bench/require.h"
#include "bench/sample.h"
#include "model/parse.h"

namespace perankh::bench {

namespace {

constexpr double kMegabyte = 1e6;

double megabytes(std::size_t bytes) { return static_cast<double>(bytes) / kMegabyte; }

void memory(benchmark::State& state) {
  const Sample& sample = standard_sample();
  SymbolTable symbols;
  const std::size_t expected = decode_checked(sample, symbols)->bytes();
  SymbolCache cache(symbols);
  static_cast<void>(value_of(model::parse_game(sample.xml, cache)));  // the second time all names are known
  for ([[maybe_unused]] auto _ : state) {
    const CountedAllocations allocations;
    const auto game = value_of(model::parse_game(sample.xml, cache));
    require(game->bytes() == expected, "the same save takes another amount of memory each time");
    state.counters["allocations"] = static_cast<double>(allocations.count());
    state.counters["held_mb"] = megabytes(game->bytes());
    state.counters["malloc_mb"] = megabytes(allocations.live_bytes());
    state.counters["peak_mb"] = megabytes(allocations.peak_bytes());
  }
}

}  // namespace

void register_memory() { benchmark::RegisterBenchmark("memory", memory)->Iterations(3)->Unit(benchmark::kMillisecond); }

}  // namespace perankh::bench
