// From a file's bytes to its XML, and the least that reading it can be.
#include <benchmark/benchmark.h>

#include "base/hash.h"
#include "bench/parts/parts.h"
#include "bench/require.h"
#include "bench/sample.h"
#include "bench/scan.h"
#include "files/buffer.h"
#include "zip/extractor.h"

namespace perankh::bench {

namespace {

void set_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

void hash(benchmark::State& state, std::span<const std::byte> bytes) {
  ContentHash expected = ContentHash::of(bytes);
  require(expected == ContentHash::from_hex(expected.hex()), "a content hash does not survive being written down");
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(expected = ContentHash::of(bytes));
  }
  set_bytes(state, bytes.size());
}

void inflate(benchmark::State& state) {
  const Sample& sample = standard_sample();
  zip::Extractor extractor;
  files::Buffer buffer;
  require(value_of(extractor.extract(sample.zip_bytes(), buffer)).xml == sample.xml, "inflating gave something else");
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(extractor.extract(sample.zip_bytes(), buffer)->xml.data());
  }
  set_bytes(state, sample.xml.size());
}

void scan_whole(benchmark::State& state) {
  const Sample& sample = standard_sample();
  const ScanCounts counts = value_of(scan(sample.xml));
  const ScanCounts expected = count_by_hand(sample.xml);
  require(counts.elements == expected.elements, "the scan missed elements");
  require(counts.attributes == expected.attributes, "the scan missed attributes");
  require(counts.numbers == expected.numbers, "the scan missed numbers");
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(scan(sample.xml)->sum);
  }
  set_bytes(state, sample.xml.size());
  state.counters["elements"] = static_cast<double>(counts.elements);
}

}  // namespace

void register_reading() {
  const auto hash_zip = [](benchmark::State& state) { hash(state, standard_sample().zip_bytes()); };
  const auto hash_xml = [](benchmark::State& state) { hash(state, standard_sample().xml_bytes()); };
  benchmark::RegisterBenchmark("hash/zip", hash_zip)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("hash/xml", hash_xml)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("inflate", inflate)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("scan", scan_whole)->Unit(benchmark::kMillisecond);
}

}  // namespace perankh::bench
