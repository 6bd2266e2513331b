// Histories over turns, and changes of tiles.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>

#include "base/numbers.h"
#include "model/reader.h"
#include "model/spelling.h"

namespace perankh::model {

namespace {

/// Puts the rows from `first` on in the order of their turns; of a repeated turn the last counts. True when there was
/// one. Turns ascend in the game's own files, so this is mostly one look.
template <class Row>
bool settle_turns(std::vector<Row>& rows, std::size_t first) {
  const auto tail = std::ranges::subrange(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.end());
  if (std::ranges::adjacent_find(tail, std::ranges::greater_equal(), &Row::turn) == tail.end()) return false;
  std::ranges::stable_sort(tail, std::ranges::less(), &Row::turn);
  // The last of equals is what std::unique keeps when read from behind.
  std::ranges::reverse(tail);
  const auto [left, end] = std::ranges::unique(tail, std::ranges::equal_to(), &Row::turn);
  const bool repeated = left != end;
  rows.erase(left, end);
  std::ranges::reverse(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.end());
  return repeated;
}

}  // namespace

void Reader::read_history(const Entry& entry) {
  const Int owner = scope_.subject == Subject::kPlayer ? scope_.owner : Int();
  unknown_attributes();
  turns_.clear();
  if (xml_.leaf_text()) {
    ++count(entry).values;
    return;
  }
  while (xml_.next_child()) {
    const std::string_view name = xml_.name();
    unknown_attributes();
    if (const auto text = xml_.leaf_text()) {
      if (text->empty() && !number_after(name, "T")) {
        ++count(entry).values;  // a key without turns: <FAMILY_X />
      } else {
        add_turn(entry, name, *text);
      }
      continue;
    }
    std::vector<Turn> own = std::exchange(turns_, {});  // keys and turns side by side: not seen, but harmless
    const Symbol key = symbol(name);
    while (xml_.next_child()) {
      const std::string_view turn = xml_.name();
      unknown_attributes();
      if (const auto text = xml_.leaf_text()) {
        add_turn(entry, turn, *text);
      } else {
        read_unknown();
      }
    }
    finish_series(owner, field(entry), key);
    turns_ = std::move(own);
  }
  finish_series(owner, field(entry), Symbol());
}

/// One bad entry must not cost the history: it is noted, and the rest is kept.
void Reader::add_turn(const Entry& entry, std::string_view name, std::string_view text) {
  const auto turn = number_after(name, "T");
  if (!turn) return reject("save/bad-turn", name, name);
  const auto value = parse_int(text);
  if (!value) return reject_value(text, name);
  ++count(entry).values;
  turns_.push_back({.turn = *turn, .value = *value});
}

void Reader::finish_series(Int owner, Symbol field, Symbol key, bool may_be_dense) {
  if (turns_.empty()) return;
  if (settle_turns(turns_, 0)) note("save/repeated", symbols_.table().text(field));
  const std::int64_t span = std::int64_t{turns_.back().turn} - turns_.front().turn + 1;
  Series series{.owner = owner,
                .field = field,
                .key = key,
                .first_turn = turns_.front().turn,
                .dense = may_be_dense && span == static_cast<std::int64_t>(turns_.size()),
                .first_value = static_cast<std::uint32_t>(game_.series_values.size()),
                .count = static_cast<std::uint32_t>(turns_.size()),
                .first_sparse_turn = static_cast<std::uint32_t>(game_.series_turns.size())};
  charge(sizeof series + turns_.size() * sizeof(Turn));
  for (const Turn& turn : turns_) {
    game_.series_values.push_back(turn.value);
    if (!series.dense) game_.series_turns.push_back(turn.turn);
  }
  game_.series.push_back(series);
  turns_.clear();
}

void Reader::read_changes(const Entry& entry) {
  unknown_attributes();
  if (xml_.leaf_text()) {
    ++count(entry).values;
    return;
  }
  const std::size_t first = game_.tile_changes.size();
  while (xml_.next_child()) {
    const std::string_view name = xml_.name();
    const auto turn = number_after(name, "T");
    unknown_attributes();
    const auto text = xml_.leaf_text();
    if (!text) {
      read_unknown();
      continue;
    }
    KeyedValue read;
    if (!turn || (text->empty() && turn)) {
      reject("save/bad-turn", name, name);
      continue;
    }
    if (!set_keyed_value(read, *text)) {
      reject_value(*text, name);
      continue;
    }
    ++count(entry).values;
    const TileChange change{.tile = TileId(scope_.owner.raw()),
                            .field = field(entry),
                            .turn = *turn,
                            .value = read.value,
                            .name = read.name};
    charge(sizeof change);
    game_.tile_changes.push_back(change);
  }
  if (settle_turns(game_.tile_changes, first)) note("save/repeated", entry.name);
}

}  // namespace perankh::model
