#include "cli/command_line.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <exception>
#include <span>
#include <string>
#include <vector>

#include "api/door.h"
#include "cli/command.h"
#include "cli/hand_over.h"
#include "cli/message.h"
#include "cli/text.h"
#include "cli/workplace.h"
#include "store/database.h"

namespace perankh::cli {

namespace {

using Arguments = std::vector<std::string>;

constexpr const char* kDescription =
    "Per-Ankh brings the saves of Old World into one DuckDB file and answers questions about them.\n"
    "An unofficial fan project: Old World belongs to Mohawk Games.";

constexpr const char* kFooter = R"(Start with these:
  per-ankh import ~/OldWorld/Saves              read every save below a folder; run it again after new games
  per-ankh games                                what is in the library
  per-ankh sql "SELECT * FROM match_summary"    ask anything; 'per-ankh schema' says what can be asked
  per-ankh undo                                 take the last import out again
  per-ankh serve --open                         all of this in the browser

Each subcommand has its own --help with examples.

Exit codes:
  0  all done; for an import: every file is in the library now
  1  some files failed, or the import was stopped
  2  the command line or the SQL statement is wrong
  3  could not run: the library is locked, damaged or not there, the disk is full

Environment:
  XDG_DATA_HOME  the library is per-ankh/library.duckdb below it (otherwise below ~/.local/share)
  NO_COLOR       when set, no colours)";

std::string version_text() { return fmt::format("per-ankh {}\nDuckDB {}", PER_ANKH_VERSION, store::duckdb_version()); }

ExitCode refuse(const CLI::App& program, const CLI::ParseError& error) {
  const auto subcommands = program.get_subcommands();
  const std::string name = subcommands.empty() ? "per-ankh" : "per-ankh " + subcommands.front()->get_name();
  complain("{}\nSee '{} --help'.", printable(error.what()), name);
  return ExitCode::kUsage;
}

// A command that wants a library which a server holds goes through that.
ExitCode run_chosen(std::span<const Command> commands, const Arguments& arguments, bool may_hand_over) {
  for (const Command& command : commands) {
    if (!command.syntax->parsed()) continue;
    if (may_hand_over && command.library != nullptr) {
      if (const auto door = api::find_door(*command.library)) return hand_over(*door, arguments, *command.library);
    }
    return command.run();
  }
  complain("say what to do: import, games, sql or another subcommand\nSee 'per-ankh --help'.");
  return ExitCode::kUsage;
}

// What was printed and never arrived is a failure too: `per-ankh sql ... > /full/disk`.
ExitCode flushed(ExitCode code) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  complain("the output could not be written");
  return ExitCode::kCannotRun;
}

ExitCode run(const Arguments& arguments, bool may_hand_over) {
  CLI::App program(kDescription, "per-ankh");
  program.footer(kFooter);
  program.set_version_flag("--version", version_text, "Print the versions of the program and of DuckDB");
  program.require_subcommand(0, 1);  // without one, the message below is better
  program.get_formatter()->column_width(28);
  const std::array commands = {make_import_command(program),  make_retry_command(program),
                               make_undo_command(program),    make_remove_command(program),
                               make_reparse_command(program), make_games_command(program),
                               make_sql_command(program),     make_inspect_command(program),
                               make_schema_command(program),  make_serve_command(program)};
  try {
    program.parse(Arguments(arguments.rbegin(), arguments.rend()));  // it wants the last one first
  } catch (const CLI::Success& asked) {                              // --help, --version
    static_cast<void>(program.exit(asked));
    return ExitCode::kOk;
  } catch (const CLI::ParseError& error) {
    return refuse(program, error);
  }
  return run_chosen(commands, arguments, may_hand_over);
}

}  // namespace

void add_library_option(CLI::App& syntax, std::filesystem::path& path) {
  path = workplace().default_library();
  syntax.add_option("--db", path, "The library, a DuckDB file (default: " + path.string() + ")")->type_name("FILE");
}

ExitCode run_arguments(const Arguments& arguments) { return run(arguments, /*may_hand_over=*/false); }

int run_command_line(int argc, const char* const* argv) {
  try {
    return static_cast<int>(flushed(run({argv + 1, argv + argc}, /*may_hand_over=*/true)));
  } catch (const std::exception& exception) {  // out of memory, most likely
    complain("cannot go on: {}", exception.what());
  }
  return static_cast<int>(ExitCode::kCannotRun);
}

}  // namespace perankh::cli
