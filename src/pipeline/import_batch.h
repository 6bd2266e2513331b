// Importing files into a library: the whole of it, from a list of files to a report.
//
//   FoundSaves found = files::find_saves(arguments);
//   ImportReport report = import_batch(found, files::RealFiles(), library.symbols(), library, {.on_progress =
//   draw_bar});
//
// Stage 1 (parse_stage.h) runs on workers, stage 2 (write_stage.h) on the calling thread, and the window (window.h)
// between them bounds what is in flight. See docs/ARCHITECTURE.md, "The two stages".
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>

#include "base/symbol.h"
#include "files/file_source.h"
#include "files/find_saves.h"
#include "pipeline/announcer.h"
#include "pipeline/import_report.h"
#include "pipeline/parse_stage.h"
#include "pipeline/plan.h"
#include "pipeline/save_sink.h"
#include "pipeline/write_stage.h"
#include "zip/limits.h"

namespace perankh::pipeline {

struct ImportOptions {
  std::optional<unsigned> jobs = {};             ///< workers; nothing: one for each core
  std::optional<std::uint64_t> memory = {};      ///< budget for saves in flight; nothing: what is available
  std::optional<std::size_t> commit_every = {};  ///< saves in a transaction; nothing: automatic
  bool sequential = false;                       ///< parse one, insert one, a transaction for each: for comparison
  std::stop_token stop = {};                     ///< ends the run; never request_stop() from a signal handler

  Announcer::OnProgress on_progress = {};  ///< on the calling thread: at least after each commit, and while waiting
  Announcer::OnOutcome on_outcome = {};    ///< on the calling thread: once for each file decided, in order

  // For tests, and callers with reasons of their own.
  zip::Limits limits = {};
  GroupLimits group = {};
  std::optional<Machine> machine = {};  ///< nothing: this one
  ParseGame parse = {};                 ///< nothing: model::parse_game
  Announcer::Now now = {};              ///< nothing: the steady clock
};

/// Imports `found.files` in their order; `found.problems` are failed files before them.
///
/// The library's content, the ids it gives and the report depend on the input only, not on the number of workers. A
/// file that fails is a line in the report, and the rest goes on. When the run is stopped, or the library can't go on
/// (ImportReport::fatal), all that was announced is kept and the rest is untouched and listed as cancelled.
///
/// Errors: never as such; the report has them. pipeline/out-of-memory and pipeline/internal are failures of one file.
/// Threads: the sink is written on the calling thread; callbacks run on it and may throw, which ends the run.
[[nodiscard]] ImportReport import_batch(const files::FoundSaves& found, const files::FileSource& source,
                                        SymbolTable& symbols, SaveSink& sink, const ImportOptions& options);

}  // namespace perankh::pipeline
