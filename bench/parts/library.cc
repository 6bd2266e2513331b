// Opening and closing a library: what every run pays once.
#include <benchmark/benchmark.h>

#include <optional>
#include <system_error>

#include "base/timer.h"
#include "bench/parts/parts.h"
#include "bench/require.h"
#include "bench/sample.h"
#include "bench/temporary_library.h"
#include "store/save_writer.h"

namespace perankh::bench {

namespace {

using store::Library;

void open_and_close(const std::filesystem::path& path, store::Access access) {
  Library library = value_of(Library::open(path, {.access = access}));
  if (access == store::Access::kWrite) value_of(library.checkpoint());
}

void create(benchmark::State& state) {
  const TemporaryFolder folder;
  const auto path = folder.file("new.duckdb");
  for ([[maybe_unused]] auto _ : state) {
    std::filesystem::remove(path);
    Duration time{};
    {
      const ScopedTimer timer(time);
      open_and_close(path, store::Access::kWrite);
    }
    state.SetIterationTime(std::chrono::duration<double>(time).count());
  }
  Library library = value_of(Library::open(path));
  require(count(library, "SELECT count(*) FROM matches") == 0, "a new library has saves in it");
}

void fill(const std::filesystem::path& path, std::uint64_t saves) {
  Library library = value_of(Library::open(path));
  const auto writer = value_of(store::SaveWriter::make(library));
  const auto game = decode_checked(standard_sample(), library.symbols());
  for (std::uint64_t number = 1; number <= saves; ++number) {
    auto save = as_parsed(*game, number);
    static_cast<void>(value_of(writer->append(save)));
  }
  value_of(writer->commit());
  value_of(library.checkpoint());
  require(count(library, "SELECT count(*) FROM matches") == saves, "saves are missing in the library");
}

void open(benchmark::State& state, store::Access access, std::uint64_t saves) {
  const TemporaryFolder folder;
  const auto path = folder.file("library.duckdb");
  fill(path, saves);
  for ([[maybe_unused]] auto _ : state) open_and_close(path, access);
}

}  // namespace

void register_library() {
  constexpr std::uint64_t kLarge = 64;
  const auto add = [](const char* name, store::Access access, std::uint64_t saves) {
    const auto run = [access, saves](benchmark::State& state) { open(state, access, saves); };
    benchmark::RegisterBenchmark(name, run)->Iterations(3)->UseRealTime()->Unit(benchmark::kMillisecond);
  };
  benchmark::RegisterBenchmark("library/create", create)->Iterations(3)->UseManualTime()->Unit(benchmark::kMillisecond);
  add("library/open empty, to write", store::Access::kWrite, 0);
  add("library/open 64 saves, to write", store::Access::kWrite, kLarge);
  add("library/open 64 saves, to read", store::Access::kRead, kLarge);
}

}  // namespace perankh::bench
