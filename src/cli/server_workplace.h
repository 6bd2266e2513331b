// Where commands work that were handed over to the server: on its library, in its queue, for somebody else's terminal.
#pragma once

#include "api/commands.h"

namespace perankh::cli {

/// Runs a command line inside the server; its exit code, or api::kNeedsAnswer and the like.
[[nodiscard]] int run_handed_over(const api::CommandRequest& request, const api::CommandPlace& place);

}  // namespace perankh::cli
