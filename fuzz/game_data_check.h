// What is true of every GameData, whatever file it was read from.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/symbol.h"
#include "model/game_data.h"

namespace perankh::fuzz {

/// Checks that texts and names lie where rows say, histories ascend, ids are unique and what belongs to an entity names
/// one that exists; ends the process when not. Returns a digest of all rows: equal content, equal digest.
[[nodiscard]] std::uint64_t check_game_data(const model::GameData& game, const SymbolTable& symbols);

/// What a reading of `xml` came to: the digest of its rows, or of its error. The names of earlier saves must not
/// matter.
[[nodiscard]] std::uint64_t parse_and_check(std::string_view xml, SymbolCache& symbols);

/// A table of names that many inputs share, for a table of its own would cost more than reading a small save.
/// Every thousandth call starts a new one.
[[nodiscard]] SymbolCache& shared_names();

}  // namespace perankh::fuzz
