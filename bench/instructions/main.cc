// build/release/bench/instructions PART: does one part of an import once, for callgrind to count its instructions.
//
// tools/bench_check.sh counts what happens inside the functions called measured_...; everything around them is
// preparation. One thread, one save of savegen, one library in a temporary folder: the counts repeat to a fraction of a
// per cent, on a busy machine as on an idle one.
#include <fmt/format.h>

#include <array>
#include <memory>
#include <string_view>

#include "base/hash.h"
#include "bench/require.h"
#include "bench/sample.h"
#include "bench/scan.h"
#include "bench/temporary_library.h"
#include "model/parse.h"
#include "store/save_writer.h"

namespace perankh::bench {

// Seen from outside and never inlined, so that callgrind finds them by name.
[[gnu::noinline]] ScanCounts measured_scan(std::string_view xml);
[[gnu::noinline]] std::unique_ptr<model::GameData> measured_decode(std::string_view xml, SymbolCache& cache);
[[gnu::noinline]] void measured_append(store::SaveWriter& writer, pipeline::ParsedSave& save);
[[gnu::noinline]] void measured_commit(store::SaveWriter& writer);

ScanCounts measured_scan(std::string_view xml) { return value_of(scan(xml)); }

std::unique_ptr<model::GameData> measured_decode(std::string_view xml, SymbolCache& cache) {
  return value_of(model::parse_game(xml, cache));
}

void measured_append(store::SaveWriter& writer, pipeline::ParsedSave& save) {
  static_cast<void>(value_of(writer.append(save)));
}

void measured_commit(store::SaveWriter& writer) { value_of(writer.commit()); }

namespace {

void run_scan() {
  const Sample& sample = standard_sample();
  require(measured_scan(sample.xml).elements == count_by_hand(sample.xml).elements, "the scan missed elements");
}

void run_decode() {
  SymbolTable symbols;
  const auto expected = decode_checked(standard_sample(), symbols);
  SymbolCache cache(symbols);
  const auto game = measured_decode(standard_sample().xml, cache);
  require(game->bytes() == expected->bytes(), "decoding the same save twice gave two results");
}

// A group of two: each save pays for new names and appenders, or for neither.
void run_write() {
  const TemporaryFolder folder;
  store::Library library = value_of(store::Library::open(folder.file("library.duckdb")));
  const auto writer = value_of(store::SaveWriter::make(library));
  const auto game = decode_checked(standard_sample(), library.symbols());
  for (const std::uint64_t number : {1U, 2U}) {
    auto save = as_parsed(*game, number);
    measured_append(*writer, save);
  }
  measured_commit(*writer);
  require(rows_of(library, model::Tile::layout().table()) == 2 * game->tiles.size(), "tiles are missing");
}

// What the counts depend on besides our code: another sample, another compiler.
void print_sample() { fmt::print("{}\n", ContentHash::of(standard_sample().xml_bytes()).hex()); }

void print_compiler() {
#if defined(__clang__)
  fmt::print("clang {}\n", __clang_version__);
#else
  fmt::print("g++ {}\n", __VERSION__);
#endif
}

struct Part {
  std::string_view name;
  void (*run)();
};
constexpr std::array kParts = {Part{"sample", print_sample}, Part{"compiler", print_compiler}, Part{"scan", run_scan},
                               Part{"decode", run_decode}, Part{"write", run_write}};

}  // namespace

}  // namespace perankh::bench

int main(int argc, char** argv) {
  using namespace perankh::bench;
  const std::string_view wanted = argc == 2 ? argv[1] : "";
  for (const Part& part : kParts) {
    if (part.name != wanted) continue;
    part.run();
    return 0;
  }
  give_up("usage: instructions sample|compiler|scan|decode|write");
}
