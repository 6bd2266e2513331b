// `per-ankh undo`: takes out what the last import brought in.
#include <fmt/format.h>

#include <memory>

#include "cli/command.h"
#include "cli/json.h"
#include "cli/message.h"
#include "cli/stored_saves.h"
#include "cli/text.h"
#include "cli/units.h"
#include "cli/workplace.h"
#include "store/library.h"
#include "store/removal.h"

namespace perankh::cli {

namespace {

struct UndoRequest {
  std::filesystem::path library;
  bool json = false;
};

constexpr const char* kFooter =
    R"(The saves of the last run of import or retry that brought any are removed from the library, all of them or, should
anything fail, none. Your files are not touched: import them again to have the saves back. Run it once more to undo the
run before. What is in the library of other runs stays.

Examples:
  per-ankh undo                        the last import, in your library
  per-ankh undo --db rome.duckdb       in another library
  per-ankh undo --json                 for programs: {"run_id": 3, "started": "...", "removed": [...]}

Exit codes: 0 done, or nothing to undo; 2 usage; 3 could not run, and the library is as it was.)";

void print_json(const std::optional<store::LastRun>& undone) {
  print_document({{"run_id", undone ? Json(undone->run_id) : Json()},
                  {"started", undone ? text_or_null(undone->started) : Json()},
                  {"removed", undone ? json_of(undone->saves) : Json::array()}});
}

void print_text(const std::optional<store::LastRun>& undone) {
  if (!undone) return say("There is nothing to undo: the library holds no saves.\n");
  say("Removed {} of run {}, begun {} UTC:\n{}", format_count(undone->saves.size(), "save"), undone->run_id,
      printable(undone->started), lines_of(undone->saves));
}

ExitCode run(const UndoRequest& request) {
  auto library = workplace().open(request.library, {.create = false});
  if (!library) return give_up(library.error());
  const auto undone = store::undo_last_run(**library);
  if (!undone) return give_up(undone.error());
  if (request.json) {
    print_json(*undone);
  } else {
    print_text(*undone);
  }
  return ExitCode::kOk;
}

}  // namespace

Command make_undo_command(CLI::App& program) {
  const auto request = std::make_shared<UndoRequest>();
  CLI::App* const syntax = program.add_subcommand("undo", "Remove the saves of the last import");
  add_library_option(*syntax, request->library);
  syntax->add_flag("--json", request->json, "Say what was removed as a JSON object");
  syntax->footer(kFooter);
  return {syntax, [request] { return run(*request); }, &request->library};
}

}  // namespace perankh::cli
