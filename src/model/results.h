// What a save says only between the lines: who is human, which team and difficulty a player has, who won, how high the
// map is. Worked out once, after everything has been read.
#pragma once

#include "base/error.h"
#include "base/symbol.h"
#include "model/game_data.h"

namespace perankh::model {

/// Fills in the derived members of Save and Player.
void work_out_results(GameData& game, SymbolCache& symbols);

/// Are ids unique? Characters may stand twice, then the last counts and the first is dropped with its values; any other
/// entity that does is an error (save/duplicate-id).
[[nodiscard]] Result<void> settle_repeated_ids(GameData& game, const SymbolTable& symbols);

/// "20 September 2025" as days since 1970-01-01; nothing when it is not a date.
[[nodiscard]] Int days_of(std::string_view save_date);

}  // namespace perankh::model
