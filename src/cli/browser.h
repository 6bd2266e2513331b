// The user's browser.
#pragma once

#include <string>

namespace perankh::cli {

/// Opens an address in it. False when there is none to be found; whether it then shows the page nobody says.
[[nodiscard]] bool open_in_browser(const std::string& address);

}  // namespace perankh::cli
