#include "cli/import_run.h"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "cli/units.h"
#include "cli/workplace.h"
#include "pipeline/import_batch.h"
#include "store/save_writer.h"

namespace perankh::cli {

namespace {

std::string check_size(const std::string& text) {
  return parse_size(text) ? std::string() : fmt::format("{} is not a size such as 512MB or 2GB", text);
}

pipeline::ImportReport not_begun(const files::FoundSaves& found) {
  pipeline::ImportReport report;
  for (const Error& problem : found.problems) {
    report.files.push_back({.file = {.path = problem.file}, .status = pipeline::FileStatus::kFailed, .error = problem});
  }
  for (const files::SaveFile& file : found.files) report.files.push_back({.file = file});
  report.failed = found.problems.size();
  report.cancelled = found.files.size();
  return report;
}

// Before its schema version 4 a library knew no more of a name than its UTF-8, and the rest as U+FFFD.
std::string why_not_there(std::string_view path) {
  if (!path.contains(kReplacementCharacter)) return "The file is no longer there.";
  return "Its name is not UTF-8, so it cannot be found by what the library knows of it. Import its folder again.";
}

// An import under way: what its steps share.
class Import {
 public:
  Import(const ImportSettings& settings, const ImportSteps& steps)
      : settings_(settings), steps_(steps), view_(make_progress_view(settings.json, settings.quiet)) {
    result_.library = settings.library;
  }

  ImportResult run() {
    const Workplace::Interruptible interruptible = workplace().interruptible();  // before any thread is started
    {
      const ScopedTimer timer(result_.elapsed);
      find_and_import(interruptible.token);
      view_->finish();
    }
    return std::move(result_);
  }

 private:
  void find_and_import(std::stop_token stop) {
    const Result<files::FoundSaves> found = steps_.find();
    if (!found) return stop_with(found.error());
    result_.report = not_begun(*found);
    if (!found->files.empty()) import_into_library(*found, std::move(stop));
  }

  void import_into_library(const files::FoundSaves& found, std::stop_token stop) {
    ImportTask task{.library = settings_.library,
                    .found = found,
                    .options = options_with(std::move(stop)),
                    .make_sink = [this](store::Library& library) { return make_sink(library); },
                    .on_long_log = [this](std::uintmax_t bytes) { view_->note(about_long_log(bytes)); },
                    .on_close = [this] { view_->note("closing the library"); }};
    auto report = workplace().import(task);
    result_.library_opened = task.opened;
    result_.open = task.open;
    result_.close = task.close;
    if (!report) return stop_with(std::move(report.error()));
    result_.report = std::move(*report);
  }

  Result<std::unique_ptr<pipeline::SaveSink>> make_sink(store::Library& library) {
    if (steps_.sink) return steps_.sink(library);
    return store::SaveWriter::make(library);
  }

  pipeline::ImportOptions options_with(std::stop_token stop) {
    return {.jobs = settings_.jobs,
            .memory = settings_.memory,
            .commit_every = settings_.commit_every,
            .sequential = settings_.sequential,
            .stop = std::move(stop),
            .on_progress = [this](const pipeline::BatchProgress& progress) { view_->show(progress); }};
  }

  void stop_with(Error error) { result_.report.fatal = std::move(error); }

  const ImportSettings& settings_;
  const ImportSteps& steps_;
  std::unique_ptr<ProgressView> view_;
  ImportResult result_;
};

}  // namespace

void add_import_options(CLI::App& syntax, ImportSettings& settings) {
  add_library_option(syntax, settings.library);
  syntax.add_option("--jobs,-j", settings.jobs, "Saves read at the same time (default: one for each core)")
      ->check(CLI::Range(1U, 1024U).description(""))
      ->type_name("N");
  syntax
      .add_option_function<std::string>(
          "--memory", [&settings](const std::string& text) { settings.memory = parse_size(text); },
          "Budget for saves in flight, such as 512MB or 2GB (default: what is free)")
      ->check(CLI::Validator(check_size, ""))
      ->type_name("SIZE");
  syntax
      .add_option("--commit-every", settings.commit_every,
                  "Saves in a transaction; 1 is slow and saves most when the power fails (default: automatic)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}).description(""))
      ->type_name("N");
  syntax.add_flag("--sequential", settings.sequential, "Read one, insert one, without overlap: slow, for comparison");
  syntax.add_flag("--json", settings.json, "One JSON object a line on stdout: progress, then a summary");
  syntax.add_flag("--quiet,-q", settings.quiet, "Say nothing unless something fails; with --json: only the summary");
  syntax.add_flag("--timings", settings.timings, "Say how long each stage took");
}

ImportResult run_import(const ImportSettings& settings, const ImportSteps& steps) {
  return Import(settings, steps).run();
}

void tell_import(const ImportSettings& settings, const ImportResult& result) {
  if (settings.json) {
    print_line(summary_of(result, settings.timings));
  } else if (settings.quiet) {
    complain_about_failures(result);
  } else if (!result.library_opened && result.report.fatal) {
    complain(*result.report.fatal);
  } else {
    print_summary(result);
    if (settings.timings) print_timings(result);
  }
}

files::FoundSaves find_again(const std::vector<std::string>& paths) {
  std::vector<std::string> there;
  std::vector<Error> gone;
  for (const std::string& path : paths) {
    std::error_code error;
    if (std::filesystem::exists(path, error)) {
      there.push_back(path);
    } else {
      gone.push_back({.code = "files/not-found", .message = why_not_there(path), .file = path});
    }
  }
  files::FoundSaves found = files::find_saves(there);
  found.problems.insert(found.problems.begin(), gone.begin(), gone.end());
  return found;
}

}  // namespace perankh::cli
