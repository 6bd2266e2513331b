// Names of the game for people.
#pragma once

#include <string>
#include <string_view>

namespace perankh {

/// A name of the game as people write it: `NATION_ROME` is "Rome", `MAPCLASS_MapScriptInlandSea` "Inland
/// Sea".
[[nodiscard]] std::string plain_name(std::string_view symbol);

}  // namespace perankh
