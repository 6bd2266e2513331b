// `per-ankh retry`: tries the files again that failed when they were last imported.
#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/import_run.h"
#include "cli/workplace.h"
#include "store/history.h"
#include "store/library.h"

namespace perankh::cli {

namespace {

constexpr const char* kFooter =
    R"(Every file that failed when it was last imported is tried again: what was locked, cut short by a copy, or not
understood by an older version may go well now. Which these are, and why they failed:
  per-ankh sql "SELECT path, code, message FROM import_files WHERE status = 'failed'"

Examples:
  per-ankh retry                       in your library
  per-ankh retry --db rome.duckdb      in another library
  per-ankh retry --json                for programs: the same lines as import --json

Exit codes: 0 every file is in the library, 1 some failed again or it was stopped, 2 usage, 3 could not run.)";

Result<files::FoundSaves> find_failed(const ImportSettings& settings) {
  auto library = workplace().open(settings.library, {.create = false});
  if (!library) return std::unexpected(std::move(library.error()));
  auto paths = store::failed_files(**library);
  if (!paths) return std::unexpected(std::move(paths.error()));
  return find_again(*paths);
}

ExitCode run(const ImportSettings& settings) {
  const ImportResult result = run_import(settings, {.find = [&] { return find_failed(settings); }});
  if (result.report.files.empty() && !result.report.fatal && !settings.json) {
    if (!settings.quiet) say("There is nothing to try again: no file has failed.\n");
  } else {
    tell_import(settings, result);
  }
  return exit_code_of(result.report);
}

}  // namespace

Command make_retry_command(CLI::App& program) {
  const auto settings = std::make_shared<ImportSettings>();
  CLI::App* const syntax = program.add_subcommand("retry", "Try the files again that could not be imported");
  add_import_options(*syntax, *settings);
  syntax->footer(kFooter);
  return {syntax, [settings] { return run(*settings); }, &settings->library};
}

}  // namespace perankh::cli
