// savegen: writes sample saves of Old World that look like the game's own, and beside each a file that says what is in
// it.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <map>

#include "generate.h"

namespace {

using perankh::savegen::Format;
using perankh::savegen::GenerateOptions;
using perankh::savegen::Size;

constexpr int kBadUsage = 2;
constexpr int kCannotWrite = 3;

const std::map<std::string, Size> kSizes = {
    {"tiny", Size::kTiny}, {"duel", Size::kDuel}, {"standard", Size::kStandard}, {"large", Size::kLarge}};
const std::map<std::string, Format> kFormats = {
    {"2022", Format::k2022}, {"2024", Format::k2024}, {"2025", Format::k2025}, {"2026", Format::k2026}};

constexpr const char* kFooter =
    R"(Each save is a zip named as the game names it, with one XML entry. Beside it stands NAME.truth.json: what an
importer should find in it, counted by the generator and never read back from the XML.

The same size, format, seed, count and --same-game give the same bytes, on every machine and with any --jobs.

Examples:
  savegen samples --size tiny                      one small save to look at
  savegen bench --count 266 --seed 7 --jobs 2      a library for a benchmark
  savegen campaign --same-game --count 12          one campaign, twelve moments of it
  savegen old --format 2022 --size duel --count 3  how saves looked in 2022

Sizes (tiles, turns, players): tiny 300, 20, 2; duel 2,100, 69, 2; standard 5,476, 119, 5; large 10,000, 200, 7.
Exit codes: 0 all written, 2 wrong usage, 3 cannot write.)";

struct CommandLine {
  GenerateOptions options;
  std::string folder;
  bool quiet = false;
};

void describe(CLI::App& app, CommandLine& line) {
  GenerateOptions& options = line.options;
  app.add_option("OUT", line.folder, "Folder for the saves; it is created")->required();
  app.add_option("--size", options.size, "tiny, duel, standard (default) or large")
      ->transform(CLI::CheckedTransformer(kSizes, CLI::ignore_case));
  app.add_option("--count", options.count, "How many saves (default 1)")->check(CLI::Range(1, 1'000'000));
  app.add_option("--seed", options.seed, "Any number; another seed gives other games (default 1)");
  app.add_option("--format", options.format, "The time of the game: 2022, 2024, 2025 (default) or 2026")
      ->transform(CLI::CheckedTransformer(kFormats));
  app.add_option("--jobs", options.jobs, "Threads (default 1)")->check(CLI::Range(1, 256));
  app.add_flag("--same-game", options.same_game, "All saves are of one campaign, at later and later turns");
  app.add_flag("--plain-xml", options.plain_xml, "Write .xml instead of .zip");
  app.add_flag("--quiet", line.quiet, "Say nothing unless something fails");
  app.footer(kFooter);
}

int run(const CommandLine& line) {
  const auto start = std::chrono::steady_clock::now();
  const auto result = perankh::savegen::write_saves(line.options, line.folder, {});
  if (!result.error.empty()) {
    fmt::print(stderr, "savegen: {}\n", result.error);
    return kCannotWrite;
  }
  if (!line.quiet) {
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    constexpr double kMegabyte = 1e6;
    fmt::print("{} saves in {}: {:.1f} MB of XML, {:.1f} MB on disk, {:.1f} s\n", result.written, line.folder,
               static_cast<double>(result.xml_bytes) / kMegabyte, static_cast<double>(result.file_bytes) / kMegabyte,
               seconds.count());
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Writes sample saves of Old World for tests and benchmarks.", "savegen");
  CommandLine line;
  describe(app, line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kBadUsage;
  }
  return run(line);
}
