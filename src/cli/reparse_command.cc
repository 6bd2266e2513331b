// `per-ankh reparse`: reads saves again whose rows come from an older version of the program.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/import_run.h"
#include "cli/message.h"
#include "cli/text.h"
#include "cli/units.h"
#include "cli/workplace.h"
#include "model/parse.h"
#include "store/history.h"
#include "store/library.h"
#include "store/save_replacer.h"

namespace perankh::cli {

namespace {

using pipeline::FileOutcome;
using pipeline::FileStatus;

struct ReparseRequest {
  ImportSettings settings;
  bool all = false;
};

constexpr const char* kFooter =
    R"(After an update, Per-Ankh may read more from a save than it did when the save was imported. This reads those saves
again from the files they were imported from, if these are still there and unchanged, and replaces what the library
holds of them; match_ids stay. A save whose file is gone or has changed stays as it is, and is named with the reason.

Examples:
  per-ankh reparse                     saves that an older version has read
  per-ankh reparse --all               every save
  per-ankh reparse --json              for programs: a JSON object a line, "summary" the last

Exit codes: 0 all are up to date, 1 some could not be read again, 2 usage, 3 could not run.)";

// What became of one save.
struct Reparsed {
  store::SourceOfSave save;
  bool done = false;
  std::string code = {};
  std::string message = {};
};

Result<std::vector<store::SourceOfSave>> saves_to_read(const ReparseRequest& request) {
  auto library = workplace().open(request.settings.library, {.create = false});
  if (!library) return std::unexpected(std::move(library.error()));
  return store::saves_parsed_before(
      **library, request.all ? std::numeric_limits<std::int64_t>::max() : std::int64_t{model::kParserVersion});
}

// A file can have been imported several times while the game wrote to it, and then only the latest save has a source.
std::vector<Reparsed> outcomes_of(std::vector<store::SourceOfSave> saves, const pipeline::ImportReport& report) {
  std::unordered_set<std::int64_t> done;
  std::unordered_map<std::string, const FileOutcome*> failed;
  for (const FileOutcome& outcome : report.files) {
    if (outcome.status == FileStatus::kImported) {
      done.insert(outcome.match_id);
    } else {
      failed.emplace(outcome.file.path.string(), &outcome);
    }
  }
  std::vector<Reparsed> outcomes;
  for (store::SourceOfSave& save : saves) {
    Reparsed& outcome = outcomes.emplace_back(Reparsed{.save = std::move(save)});
    outcome.done = done.contains(outcome.save.match_id);
    if (outcome.done) continue;
    if (const auto found = failed.find(outcome.save.path); found != failed.end()) {
      outcome.code = found->second->code();
      outcome.message = found->second->message();
    } else {
      outcome.code = "library/source-changed";
      outcome.message = "The file now holds another save, so this one stays as it is.";
    }
  }
  return outcomes;
}

Json summary_of(const ImportResult& result, const std::vector<Reparsed>& outcomes) {
  const auto done = std::ranges::count(outcomes, true, &Reparsed::done);
  Json summary = {{"event", "summary"},
                  {"total", outcomes.size()},
                  {"reparsed", done},
                  {"not_reparsed", static_cast<std::ptrdiff_t>(outcomes.size()) - done},
                  {"warnings", result.report.warnings},
                  {"elapsed_ms", milliseconds(result.elapsed)},
                  {"library", result.library.string()}};
  if (result.report.fatal) {
    summary["fatal"] = {{"code", result.report.fatal->code}, {"message", describe(*result.report.fatal)}};
  }
  summary["saves"] = Json::array();
  for (const Reparsed& outcome : outcomes) {
    summary["saves"].push_back({{"match_id", outcome.save.match_id},
                                {"path", outcome.save.path},
                                {"reparsed", outcome.done},
                                {"code", text_or_null(outcome.code)},
                                {"message", text_or_null(outcome.message)}});
  }
  return summary;
}

void print_text(const ImportResult& result, const std::vector<Reparsed>& outcomes, bool quiet) {
  const auto done = static_cast<std::uint64_t>(std::ranges::count(outcomes, true, &Reparsed::done));
  if (outcomes.empty() && !result.report.fatal && !quiet) {
    say("There is nothing to read again: every save was read by this version.\n");
  } else if (!quiet) {
    say("{} of {} read again in {}\n", format_number(done), format_count(outcomes.size(), "save"),
        format_duration(result.elapsed));
  }
  for (const std::string& warning : result.report.warnings) complain(printable(warning));
  for (const Reparsed& outcome : outcomes) {
    if (outcome.done) continue;
    complain("save {} stays as it is: {}: {} [{}]", outcome.save.match_id, printable(outcome.save.path),
             printable(outcome.message), outcome.code);
  }
  if (result.report.fatal) complain(*result.report.fatal);
}

ExitCode run(const ReparseRequest& request) {
  std::vector<store::SourceOfSave> saves;
  const ImportSteps steps = {.find = [&]() -> Result<files::FoundSaves> {
                               auto stale = saves_to_read(request);
                               if (!stale) return std::unexpected(std::move(stale.error()));
                               saves = std::move(*stale);
                               std::vector<std::string> paths;
                               for (const store::SourceOfSave& save : saves) paths.push_back(save.path);
                               return find_again(paths);
                             },
                             .sink = [](store::Library& library) -> Result<std::unique_ptr<pipeline::SaveSink>> {
                               return store::SaveReplacer::make(library);
                             }};
  const ImportResult result = run_import(request.settings, steps);
  const std::vector<Reparsed> outcomes = outcomes_of(std::move(saves), result.report);
  if (request.settings.json) {
    print_line(summary_of(result, outcomes));
  } else {
    print_text(result, outcomes, request.settings.quiet);
    if (request.settings.timings) print_timings(result);
  }
  if (result.report.fatal) return ExitCode::kCannotRun;
  return std::ranges::all_of(outcomes, &Reparsed::done) ? ExitCode::kOk : ExitCode::kSomeFailed;
}

}  // namespace

Command make_reparse_command(CLI::App& program) {
  const auto request = std::make_shared<ReparseRequest>();
  CLI::App* const syntax = program.add_subcommand("reparse", "Read saves again that an older version has read");
  syntax->add_flag("--all", request->all, "Every save, also those that this version has read");
  add_import_options(*syntax, request->settings);
  syntax->footer(kFooter);
  return {syntax, [request] { return run(*request); }, &request->settings.library};
}

}  // namespace perankh::cli
