// An import from the command line: opens the library, hands the files to the pipeline, shows how it goes, closes. What
// `import`, `retry` and `reparse` have in common.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "base/error.h"
#include "cli/import_result.h"
#include "files/find_saves.h"
#include "pipeline/save_sink.h"
#include "store/library.h"

namespace perankh::cli {

/// How to import, whichever files they are.
struct ImportSettings {
  std::filesystem::path library;
  std::optional<unsigned> jobs;
  std::optional<std::uint64_t> memory;
  std::optional<std::size_t> commit_every;
  bool sequential = false;
  bool json = false;
  bool quiet = false;
  bool timings = false;
};

/// `--db`, `--jobs` and so on, the same for all three.
void add_import_options(CLI::App& syntax, ImportSettings& settings);

/// What the three differ in.
struct ImportSteps {
  /// The files. An error ends the run as one of the library does.
  std::function<Result<files::FoundSaves>()> find;
  /// What becomes of a save; nothing: it is added to the library.
  std::function<Result<std::unique_ptr<pipeline::SaveSink>>(store::Library&)> sink = {};
};

/// The library is opened (made, if need be) once there is a file. Ctrl-C ends the run between two commits.
[[nodiscard]] ImportResult run_import(const ImportSettings& settings, const ImportSteps& steps);

/// Says what an import came to, as the settings want it.
void tell_import(const ImportSettings& settings, const ImportResult& result);

/// Files that the library names: those that are there, and as problems (files/not-found) those that are gone.
[[nodiscard]] files::FoundSaves find_again(const std::vector<std::string>& paths);

}  // namespace perankh::cli
