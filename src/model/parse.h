// From the text of a save to typed structs: the whole of stage 1 that knows the game.
#pragma once

#include <memory>
#include <string_view>

#include "base/error.h"
#include "base/symbol.h"

namespace perankh::model {

struct GameData;

/// Raised when the model keeps more of a save than before: a library knows which saves are worth reading again.
inline constexpr int kParserVersion = 1;

/// Reads one save. A pure function of `xml`: no file, no database, no clock; the only thing it touches outside is the
/// symbol table behind `symbols`. The result holds no view into `xml`, which may be reused at once.
///
/// Threads: any number at the same time, each with its own SymbolCache.
/// Errors: `xml/...` when the text is not well-formed, `save/...` when it is not a save of the game. Small faults (a
/// number with a tail in one history) do not fail a save; they are listed in GameData::notes.
[[nodiscard]] Result<std::unique_ptr<GameData>> parse_game(std::string_view xml, SymbolCache& symbols);

}  // namespace perankh::model
