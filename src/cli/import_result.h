// What an import came to, as text and as JSON.
#pragma once

#include <filesystem>

#include "base/timer.h"
#include "cli/exit_code.h"
#include "cli/json.h"
#include "pipeline/import_report.h"

namespace perankh::cli {

struct ImportResult {
  pipeline::ImportReport report;
  std::filesystem::path library;
  bool library_opened = false;  ///< false when it could not be, or when there was nothing to open it for
  Duration open = {};
  Duration close = {};
  Duration elapsed = {};  ///< from the start of the command until everything was committed and the file closed
};

[[nodiscard]] ExitCode exit_code_of(const pipeline::ImportReport& report);

/// The last line of `--json`.
[[nodiscard]] Json summary_of(const ImportResult& result, bool with_timings);

/// Counts, warnings, every failed file with its reason, where the library is. On stdout.
void print_summary(const ImportResult& result);

/// `--timings`: a table of the stages. On stdout.
void print_timings(const ImportResult& result);

/// What even `--quiet` says: the files that failed, and why the import could not go on. On stderr.
void complain_about_failures(const ImportResult& result);

}  // namespace perankh::cli
