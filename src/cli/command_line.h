// The command line of per-ankh as a whole: which subcommand is meant, and what its result is.
#pragma once

namespace perankh::cli {

/// Runs the program and returns its exit code.
[[nodiscard]] int run_command_line(int argc, const char* const* argv);

}  // namespace perankh::cli
