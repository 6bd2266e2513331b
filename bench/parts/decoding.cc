// From XML to typed rows.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <vector>

#include "bench/parts/concept_cut.h"
#include "bench/parts/parts.h"
#include "bench/require.h"
#include "bench/sample.h"
#include "files/buffer.h"
#include "model/parse.h"
#include "zip/extractor.h"

namespace perankh::bench {

namespace {

void decode_whole(benchmark::State& state) {
  const Sample& sample = standard_sample();
  SymbolTable symbols;
  static_cast<void>(decode_checked(sample, symbols));
  SymbolCache cache(symbols);
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(model::parse_game(sample.xml, cache)->get());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(sample.xml.size()) * state.iterations());
}

void inflate_and_decode(benchmark::State& state) {
  const Sample& sample = standard_sample();
  SymbolTable symbols;
  static_cast<void>(decode_checked(sample, symbols));
  SymbolCache cache(symbols);
  zip::Extractor extractor;
  files::Buffer buffer;
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(model::parse_game(extractor.extract(sample.zip_bytes(), buffer)->xml, cache)->get());
  }
}

struct ConceptPart {
  std::string_view element;
  std::vector<model::Concept> concepts;  // that come from this element and nothing else
};

const std::vector<ConceptPart>& concept_parts() {
  using enum model::Concept;
  static const std::vector<ConceptPart> kParts = {{"Game", {kGame}},
                                                  {"Player", {kPlayer, kGoal, kMemory, kLog}},
                                                  {"Character", {kCharacter, kRelationship}},
                                                  {"City", {kCity, kBuild}},
                                                  {"Tile", {kTile, kUnit}}};
  return kParts;
}

std::uint64_t values_of(const ConceptPart& part, const model::GameData& game) {
  std::uint64_t values = 0;
  for (const model::Concept what : part.concepts) {
    for (const model::PathCount& count : game.account.stored[static_cast<std::size_t>(what)]) values += count.values;
  }
  return values;
}

void decode_concept(benchmark::State& state, const ConceptPart& part) {
  const Sample& sample = standard_sample();
  SymbolTable symbols;
  const std::uint64_t values = values_of(part, *decode_checked(sample, symbols));
  const std::string cut = cut_to(sample.xml, part.element);
  SymbolCache cache(symbols);
  require(values_of(part, *value_of(model::parse_game(cut, cache))) == values,
          fmt::format("a save cut to <{}> has other values in it than the whole", part.element));
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(model::parse_game(cut, cache)->get());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(cut.size()) * state.iterations());
  state.counters["values"] = static_cast<double>(values);
}

}  // namespace

void register_decoding() {
  benchmark::RegisterBenchmark("inflate+decode", inflate_and_decode)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("decode", decode_whole)->Unit(benchmark::kMillisecond);
  for (const ConceptPart& part : concept_parts()) {
    benchmark::RegisterBenchmark(fmt::format("decode/{}", part.element).c_str(), [&part](benchmark::State& state) {
      decode_concept(state, part);
    })->Unit(benchmark::kMillisecond);
  }
}

}  // namespace perankh::bench
