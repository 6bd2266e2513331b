// `per-ankh remove`: takes a save, or all saves of a game, out of the library.
#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/numbers.h"
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

using Saves = std::vector<store::StoredSave>;

struct RemoveRequest {
  std::string which;
  std::filesystem::path library;
  bool whole_game = false;
  bool yes = false;
  bool json = false;
};

constexpr const char* kFooter =
    R"(WHICH is the match_id of one save (the column Id of 'per-ankh games' shows that of each game's latest save), or the
game_id of a game, which means all saves of it. You are shown what would go and asked; --yes answers beforehand, and
without a terminal to ask on nothing is removed unless it is given. All of it is removed or, should anything fail, none.
Your files are not touched: import them again to have the saves back.

Examples:
  per-ankh remove 12                   the save with match_id 12
  per-ankh remove 12 --game            that save and all others of the same game
  per-ankh remove 12 --game --yes      the same, without being asked
  per-ankh sql "SELECT match_id, game_id, game_name, total_turns FROM matches"    to look up what to name

Exit codes: 0 removed; 1 not removed, because you said no; 2 usage, or there is no such save; 3 could not run.)";

Result<Saves> saves_named(store::Library& library, const RemoveRequest& request) {
  const auto match_id = parse_number<std::int64_t>(request.which);
  if (!match_id) return store::saves_of_game(library, request.which);
  auto one = store::save_with_id(library, *match_id);
  if (!one || one->empty() || !request.whole_game || one->front().game_id.empty()) return one;
  return store::saves_of_game(library, one->front().game_id);
}

bool agreed(const Saves& saves) {
  const std::string answer = console().ask(fmt::format("This would be removed from the library:\n{}Remove {}? [y/N] ",
                                                       lines_of(saves), format_count(saves.size(), "save")));
  return answer == "y" || answer == "Y" || answer == "yes";
}

void tell(const RemoveRequest& request, const Saves& removed) {
  if (request.json) {
    print_document({{"removed", json_of(removed)}});
  } else {
    say("Removed {}:\n{}", format_count(removed.size(), "save"), lines_of(removed));
  }
}

ExitCode refuse(const Saves& saves) {
  complain("nothing was removed, because there is no terminal to ask on; --yes would remove {}:\n{}",
           format_count(saves.size(), "save"), lines_of(saves));
  return ExitCode::kUsage;
}

ExitCode run(const RemoveRequest& request) {
  auto library = workplace().open(request.library, {.create = false});
  if (!library) return give_up(library.error());
  const Result<Saves> saves = saves_named(**library, request);
  if (!saves) return give_up(saves.error());
  if (saves->empty()) {
    complain("the library holds no save with match_id and no game with game_id {}\nSee 'per-ankh remove --help'.",
             printable(request.which));
    return ExitCode::kUsage;
  }
  if (!request.yes && !console().can_ask()) return refuse(*saves);
  if (!request.yes && !agreed(*saves)) {
    complain("nothing was removed");
    return ExitCode::kSomeFailed;
  }
  std::vector<std::int64_t> ids;
  for (const store::StoredSave& save : *saves) ids.push_back(save.match_id);
  if (const auto removed = store::remove_saves(**library, ids); !removed) return give_up(removed.error());
  tell(request, *saves);
  return ExitCode::kOk;
}

}  // namespace

Command make_remove_command(CLI::App& program) {
  const auto request = std::make_shared<RemoveRequest>();
  CLI::App* const syntax = program.add_subcommand("remove", "Remove a save, or a game with all its saves");
  syntax->add_option("WHICH", request->which, "The match_id of a save, or the game_id of a game")
      ->required()
      ->type_name("");
  add_library_option(*syntax, request->library);
  syntax->add_flag("--game", request->whole_game, "All saves of the game that the save is of");
  syntax->add_flag("--yes,-y", request->yes, "Do not ask");
  syntax->add_flag("--json", request->json, "Say what was removed as a JSON object");
  syntax->footer(kFooter);
  return {syntax, [request] { return run(*request); }, &request->library};
}

}  // namespace perankh::cli
