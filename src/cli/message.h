// Sentences on stderr.
#pragma once

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "base/error.h"
#include "cli/exit_code.h"

namespace perankh::cli {

/// "per-ankh: <sentence>", made harmless for a terminal; a line end in it ends a line.
void complain(std::string_view sentence);

template <class First, class... Rest>
void complain(fmt::format_string<First, Rest...> format, First&& first, Rest&&... rest) {
  complain(std::string_view(fmt::format(format, std::forward<First>(first), std::forward<Rest>(rest)...)));
}

/// The sentence of an error, with the file when the sentence does not name it, and the code behind it.
void complain(const Error& error);

/// Complains, and returns what the program is to end with.
[[nodiscard]] ExitCode give_up(const Error& error, ExitCode code = ExitCode::kCannotRun);

}  // namespace perankh::cli
