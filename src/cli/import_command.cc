// `per-ankh import`: saves into the library.
#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/import_run.h"
#include "cli/workplace.h"

namespace perankh::cli {

namespace {

struct ImportRequest {
  std::vector<std::string> paths;
  ImportSettings settings;
};

constexpr const char* kFooter =
    R"(PATH is a file, a folder (every .zip and .xml in it and below), or a pattern such as "Saves/*Rome*.zip".
What is in the library already is recognised by its content and skipped, so the same command can be run again and
again. A file that cannot be imported is reported and the others are not held up; 'per-ankh retry' tries it again. Ctrl-C
keeps what was imported, 'per-ankh undo' takes it out.

Examples:
  per-ankh import ~/OldWorld/Saves                      everything below a folder
  per-ankh import --db rome.duckdb "Saves/*Rome*.zip"   some of it, into a library of its own
  per-ankh import --json Saves > import.jsonl           for programs: a JSON object a line, "summary" the last

Exit codes: 0 every file is in the library, 1 some failed or the import was stopped, 2 usage, 3 could not run.)";

ExitCode run(const ImportRequest& request) {
  const ImportResult result =
      run_import(request.settings, {.find = [&] { return workplace().find_saves(request.paths); }});
  tell_import(request.settings, result);
  return exit_code_of(result.report);
}

}  // namespace

Command make_import_command(CLI::App& program) {
  const auto request = std::make_shared<ImportRequest>();
  CLI::App* const syntax = program.add_subcommand("import", "Import saves into the library");
  syntax->add_option("PATH", request->paths, "Files, folders or patterns to import")->required()->type_name("");
  add_import_options(*syntax, request->settings);
  syntax->footer(kFooter);
  return {syntax, [request] { return run(*request); }, &request->settings.library};
}

}  // namespace perankh::cli
