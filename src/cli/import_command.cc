// `per-ankh import`: find the files, open the library, import, close it, say what became of it.
#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/import_result.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "cli/units.h"
#include "files/file_source.h"
#include "files/find_saves.h"
#include "pipeline/import_batch.h"
#include "store/library.h"
#include "store/save_writer.h"

namespace perankh::cli {

namespace {

struct ImportRequest {
  std::vector<std::string> paths;
  std::filesystem::path library;
  std::optional<unsigned> jobs;
  std::optional<std::uint64_t> memory;
  std::optional<std::size_t> commit_every;
  bool sequential = false;
  bool json = false;
  bool quiet = false;
  bool timings = false;
};

constexpr const char* kFooter =
    R"(PATH is a file, a folder (every .zip and .xml in it and below), or a pattern such as "Saves/*Rome*.zip".
What is in the library already is recognised by its content and skipped, so the same command can be run again and
again. A file that cannot be imported is reported and the others are not held up. Ctrl-C keeps what was imported.

Examples:
  per-ankh import ~/OldWorld/Saves                      everything below a folder
  per-ankh import --db rome.duckdb "Saves/*Rome*.zip"   some of it, into a library of its own
  per-ankh import --json Saves > import.jsonl           for programs: a JSON object a line, "summary" the last

Exit codes: 0 every file is in the library, 1 some failed or the import was stopped, 2 usage, 3 could not run.)";

std::string check_size(const std::string& text) {
  return parse_size(text) ? std::string() : fmt::format("{} is not a size such as 512MB or 2GB", text);
}

void add_options(CLI::App& syntax, ImportRequest& request) {
  syntax.add_option("PATH", request.paths, "Files, folders or patterns to import")->required()->type_name("");
  add_library_option(syntax, request.library);
  syntax.add_option("--jobs,-j", request.jobs, "Saves read at the same time (default: one for each core)")
      ->check(CLI::Range(1U, 1024U).description(""))
      ->type_name("N");
  syntax
      .add_option_function<std::string>(
          "--memory", [&request](const std::string& text) { request.memory = parse_size(text); },
          "Budget for saves in flight, such as 512MB or 2GB (default: what is free)")
      ->check(CLI::Validator(check_size, ""))
      ->type_name("SIZE");
  syntax
      .add_option("--commit-every", request.commit_every,
                  "Saves in a transaction; 1 is slow and saves most when the power fails (default: automatic)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}).description(""))
      ->type_name("N");
  syntax.add_flag("--sequential", request.sequential, "Read one, insert one, without overlap: slow, for comparison");
  syntax.add_flag("--json", request.json, "One JSON object a line on stdout: progress, then a summary");
  syntax.add_flag("--quiet,-q", request.quiet, "Say nothing unless something fails; with --json: only the summary");
  syntax.add_flag("--timings", request.timings, "Say how long each stage took");
  syntax.footer(kFooter);
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

// An import under way: what its steps share.
class Import {
 public:
  explicit Import(const ImportRequest& request)
      : request_(request), view_(make_progress_view(request.json, request.quiet)) {
    result_.library = request.library;
  }

  ImportResult run() {
    const Interrupts interrupts;  // before any thread is started
    {
      const ScopedTimer timer(result_.elapsed);
      const files::FoundSaves found = files::find_saves(request_.paths);
      result_.report = not_begun(found);
      if (!found.files.empty()) import_into_library(found, interrupts.token());
      view_->finish();
    }
    return std::move(result_);
  }

 private:
  void import_into_library(const files::FoundSaves& found, std::stop_token stop) {
    Result<store::Library> library = open();
    if (!library) return stop_with(std::move(library.error()));
    result_.library_opened = true;
    {
      auto writer = store::SaveWriter::make(*library);
      if (!writer) return stop_with(std::move(writer.error()));
      result_.report =
          import_batch(found, files::RealFiles(), library->symbols(), **writer, options_with(std::move(stop)));
    }
    close(std::move(*library));
  }

  Result<store::Library> open() {
    const ScopedTimer timer(result_.open);
    return store::Library::open(request_.library);
  }

  pipeline::ImportOptions options_with(std::stop_token stop) {
    return {.jobs = request_.jobs,
            .memory = request_.memory,
            .commit_every = request_.commit_every,
            .sequential = request_.sequential,
            .stop = std::move(stop),
            .on_progress = [this](const pipeline::BatchProgress& progress) { view_->show(progress); }};
  }

  void close(store::Library&& library) {
    const ScopedTimer timer(result_.close);
    store::Library closing = std::move(library);  // gone before the time is taken
    view_->note("closing the library");
    // What is committed is safe without it: in the log beside the file, which the next opening reads.
    if (auto closed = closing.checkpoint(); !closed && !result_.report.fatal) {
      result_.report.warnings.push_back("The library was not tidied up at the end: " + describe(closed.error()));
    }
  }

  void stop_with(Error error) { result_.report.fatal = std::move(error); }

  const ImportRequest& request_;
  std::unique_ptr<ProgressView> view_;
  ImportResult result_;
};

ExitCode run_import(const ImportRequest& request) {
  const ImportResult result = Import(request).run();
  if (request.json) {
    print_line(summary_of(result, request.timings));
  } else if (request.quiet) {
    complain_about_failures(result);
  } else if (!result.library_opened && result.report.fatal) {
    complain(*result.report.fatal);
  } else {
    print_summary(result);
    if (request.timings) print_timings(result);
  }
  return exit_code_of(result.report);
}

}  // namespace

Command make_import_command(CLI::App& program) {
  const auto request = std::make_shared<ImportRequest>();
  CLI::App* const syntax = program.add_subcommand("import", "Import saves into the library");
  add_options(*syntax, *request);
  return {syntax, [request] { return run_import(*request); }};
}

}  // namespace perankh::cli
