// The command line of per-ankh as a whole: which subcommand is meant, and what its result is.
#pragma once

#include <string>
#include <vector>

#include "cli/exit_code.h"

namespace perankh::cli {

/// Runs the program and returns its exit code.
[[nodiscard]] int run_command_line(int argc, const char* const* argv);

/// Runs what stands behind `per-ankh`, at the workplace of this thread and nowhere else. May throw.
[[nodiscard]] ExitCode run_arguments(const std::vector<std::string>& arguments);

}  // namespace perankh::cli
