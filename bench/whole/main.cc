// build/release/bench/whole: measures whole imports, prints the table and writes it into docs/PERFORMANCE.md.
// `make bench` runs it; docs/PERFORMANCE.md explains it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "bench/require.h"
#include "bench/whole/imports.h"
#include "bench/whole/machine.h"
#include "bench/whole/part_results.h"
#include "bench/whole/process.h"
#include "bench/whole/report.h"
#include "bench/whole/saves.h"

namespace {

using namespace perankh::bench;

struct CommandLine {
  std::filesystem::path folder = "build/bench";
  std::string parts;
  std::string update;
  std::string revision = "unknown";
  int runs = 5;
  std::uint64_t saves = 266;
  unsigned long_folders = 10;
  bool quick = false;
};

void describe(CLI::App& syntax, CommandLine& line) {
  syntax.add_option("--folder", line.folder, "Where saves and libraries go (default: build/bench)");
  syntax.add_option("--runs", line.runs, "Rounds; targets are about medians of 5 or more (default: 5)")
      ->check(CLI::Range(1, 1000));
  syntax.add_option("--saves", line.saves, "Saves in the large import; targets are about 266 (default: 266)")
      ->check(CLI::Range(4, 100'000));
  syntax
      .add_option("--long", line.long_folders,
                  "The long run takes this many times as many saves; 0: none (default: 10)")
      ->check(CLI::Range(0, 100));
  syntax.add_flag("--quick", line.quick, "To see that everything works: --saves 20 --runs 2 --long 2");
  syntax.add_option("--parts", line.parts, "What bench/parts has written with --benchmark_out");
  syntax.add_option("--update", line.update, "Write the results into this document");
  syntax.add_option("--revision", line.revision, "Of the source, to be named in the results");
}

Counts counts_for(std::uint64_t saves) {
  const Counts standard;
  const auto share = [&](std::uint64_t of) { return std::max<std::uint64_t>(1, saves * of / standard.all); };
  return {.all = saves, .middle = share(standard.middle), .few = share(standard.few)};
}

std::string quietness(double load_before, double load_after, bool disturbed) {
  std::string text = fmt::format("Load average: {:.1f} before, {:.1f} after", load_before, load_after);
  if (disturbed) {
    text +=
        "; others took more than a twentieth of the processors while it was measured, so times are too high and the "
        "ratios count";
  }
  return text;
}

std::vector<Section> measure(const Places& places, const CommandLine& line) {
  const Counts counts = counts_for(line.saves);
  const SaveFolders folders(places.savegen, line.folder / "saves");
  constexpr unsigned kSeed = 1;
  constexpr unsigned kOtherSeed = 1000;
  const Paths saves = folders.make(counts.all, kSeed);
  ImportsResult imports = measure_imports(places, counts, saves, folders.make(1, kOtherSeed), line.runs);
  std::vector<Section> sections = std::move(imports.sections);
  if (line.long_folders > 0) {
    Paths many;
    for (unsigned folder = 0; folder < line.long_folders; ++folder) {
      const Paths more = folders.make(counts.all, kSeed + folder);
      many.insert(many.end(), more.begin(), more.end());
    }
    fmt::print(stderr, "bench: {} saves in one run\n", many.size());
    sections.push_back(measure_long_run(places, many, counts.standard() ? std::optional(imports.peak) : std::nullopt));
  }
  fmt::print(stderr, "bench: questions of a game's page\n");
  for (Section& section : measure_pages(places, imports.library, saves, line.runs)) {
    sections.push_back(std::move(section));
  }
  if (!line.parts.empty()) {
    for (Section& section : read_part_results(line.parts)) sections.push_back(std::move(section));
  }
  for (Section& section : sections) {
    for (Row& row : section.rows) {
      const bool is_time = row.unit == Unit::kSeconds || row.unit == Unit::kMilliseconds;
      if (is_time && !row.yardstick) row.slowness = imports.slowness;
    }
  }
  return sections;
}

bool any_disturbed(const std::vector<Section>& sections) {
  for (const Section& section : sections) {
    for (const Row& row : section.rows) {
      if (row.disturbed) return true;
    }
  }
  return false;
}

void run(const CommandLine& line) {
  require(line.update.empty() || counts_for(line.saves).standard(), "only a full run is worth writing down");
  const Places places = Places::beside_this_program(line.folder);
  std::filesystem::remove_all(places.work);
  std::filesystem::create_directories(places.work);
  std::vector<std::string> facts = {fmt::format("Date: {}, revision {}", now_as_text(), line.revision)};
  for (std::string& fact : describe_machine()) facts.push_back(std::move(fact));
  std::string versions = output_of({places.per_ankh.string(), "--version"});
  while (versions.ends_with('\n')) versions.pop_back();
  for (std::size_t at = versions.find('\n'); at != std::string::npos; at = versions.find('\n')) {
    versions.replace(at, 1, ", ");
  }
  facts.push_back("Versions: " + versions);
  const double load = load_average();

  const std::vector<Section> sections = measure(places, line);

  facts.push_back(quietness(load, load_average(), any_disturbed(sections)));
  facts.push_back(fmt::format("Medians of {} rounds; a long run is one round", line.runs));
  std::string list;
  for (const std::string& fact : facts) list += fmt::format("- {}.\n", fact);
  fmt::print("{}{}", list, as_text(sections));
  if (!line.update.empty()) replace_results(line.update, "\n" + list + as_markdown(sections) + "\n");
  std::filesystem::remove_all(places.work);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App syntax("Measures whole imports.", "whole");
  CommandLine line;
  describe(syntax, line);
  CLI11_PARSE(syntax, argc, argv);
  if (line.quick) {
    line.saves = 20;
    line.runs = 2;
    line.long_folders = 2;
  }
  run(line);
  return 0;
}
