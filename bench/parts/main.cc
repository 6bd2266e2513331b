// build/release/bench/parts: takes the options of Google Benchmark, such as --benchmark_filter=decode.
#include <benchmark/benchmark.h>

#include "bench/parts/parts.h"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  perankh::bench::register_reading();
  perankh::bench::register_decoding();
  perankh::bench::register_memory();
  perankh::bench::register_writing();
  perankh::bench::register_library();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
