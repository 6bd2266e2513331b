// A subcommand: a file each, with one function that makes one of these.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>

#include "cli/exit_code.h"

namespace perankh::cli {

struct Command {
  CLI::App* syntax = nullptr;     ///< its options and its help; belongs to the program
  std::function<ExitCode()> run;  ///< what it does, once the options have been read
  /// The library it works on, which a server may hold: then it is handed over to that. Null: it never is.
  const std::filesystem::path* library = nullptr;
};

[[nodiscard]] Command make_import_command(CLI::App& program);
[[nodiscard]] Command make_retry_command(CLI::App& program);
[[nodiscard]] Command make_reparse_command(CLI::App& program);
[[nodiscard]] Command make_undo_command(CLI::App& program);
[[nodiscard]] Command make_remove_command(CLI::App& program);
[[nodiscard]] Command make_games_command(CLI::App& program);
[[nodiscard]] Command make_sql_command(CLI::App& program);
[[nodiscard]] Command make_inspect_command(CLI::App& program);
[[nodiscard]] Command make_schema_command(CLI::App& program);
[[nodiscard]] Command make_serve_command(CLI::App& program);

/// `--db FILE`, the same everywhere. `path` starts as the platform's place for it.
void add_library_option(CLI::App& syntax, std::filesystem::path& path);

}  // namespace perankh::cli
