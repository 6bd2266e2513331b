// Everything one save holds, as typed rows: the result of stage 1 and the input of stage 2.
//
// Rows of a kind lie in one vector, in file order, and refer to each other by the game's own ids, which may dangle: a
// save may be cut. Free text lies in `texts`, names of the game are Symbols of the table the save was read with. There
// are no pointers inside, so moving a GameData is cheap and sharing a const one between threads is safe.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/account.h"
#include "model/character.h"
#include "model/city.h"
#include "model/player.h"
#include "model/rows.h"
#include "model/save.h"
#include "model/tile.h"
#include "model/tribe.h"
#include "model/unit.h"

namespace perankh::model {

/// A small fault of the file that did not stop the import: what was wrong, where, and what was left out.
struct Note {
  std::string code;     ///< save/bad-number, save/bad-turn, save/bad-key, save/repeated
  std::string element;  ///< path
  std::string text;     ///< the offending text, shortened
};

struct GameData {
  Save save;
  Game game;
  std::vector<Player> players;
  std::vector<Goal> goals;
  std::vector<Memory> memories;
  std::vector<LogEntry> logs;
  std::vector<Character> characters;
  std::vector<Relationship> relationships;
  std::vector<City> cities;
  std::vector<Build> builds;
  std::vector<Tile> tiles;
  std::vector<TileSight> sights;
  std::vector<TileChange> tile_changes;
  std::vector<Unit> units;
  std::vector<Tribe> tribes;
  std::array<std::vector<KeyedValue>, kSubjects> values;
  std::vector<Series> series;
  std::vector<std::int32_t> series_values;
  std::vector<std::int32_t> series_turns;
  std::vector<Detail> details;

  std::string texts;

  std::vector<Note> notes;  ///< the first kMaxNotes
  std::size_t note_count = 0;
  Account account;

  static constexpr std::size_t kMaxNotes = 100;

  [[nodiscard]] std::string_view text(Text text) const {
    return text.has_value() ? std::string_view(texts).substr(text.offset, text.length) : std::string_view();
  }
  /// Keeps a copy of `text` among the texts.
  [[nodiscard]] Text keep(std::string_view text) {
    const Text kept{.offset = static_cast<std::uint32_t>(texts.size()),
                    .length = static_cast<std::uint32_t>(text.size())};
    texts += text;
    return kept;
  }
  [[nodiscard]] std::vector<KeyedValue>& values_of(Subject subject) {
    return values[static_cast<std::size_t>(subject)];
  }
  [[nodiscard]] const std::vector<KeyedValue>& values_of(Subject subject) const {
    return values[static_cast<std::size_t>(subject)];
  }

  /// Memory held, in bytes: what the window of the pipeline has to count with.
  [[nodiscard]] std::size_t bytes() const;
};

}  // namespace perankh::model
