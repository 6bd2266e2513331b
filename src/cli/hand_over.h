// Handing a command over to the server that holds its library.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "api/door.h"
#include "cli/exit_code.h"

namespace perankh::cli {

/// Has the server run the command, prints what it prints, and returns what it returns. The first Ctrl-C is passed on,
/// the second ends this program, which stops the command as well.
[[nodiscard]] ExitCode hand_over(const api::Door& door, const std::vector<std::string>& arguments,
                                 const std::filesystem::path& library);

}  // namespace perankh::cli
