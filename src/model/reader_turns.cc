// Histories over turns, and changes of tiles.
#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/numbers.h"
#include "model/reader.h"
#include "model/spelling.h"

namespace perankh::model {

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
  const auto by_turn = [](const Turn& a, const Turn& b) { return a.turn < b.turn; };
  const auto same_turn = [](const Turn& a, const Turn& b) { return a.turn == b.turn; };
  if (std::ranges::adjacent_find(turns_, [](const Turn& a, const Turn& b) { return a.turn >= b.turn; }) !=
      turns_.end()) {
    std::ranges::stable_sort(turns_, by_turn);
    // Of a repeated turn the last counts: what std::unique keeps when read from behind.
    std::ranges::reverse(turns_);
    const auto [first, last] = std::ranges::unique(turns_, same_turn);
    if (first != last) note("save/repeated", symbols_.table().text(field));
    turns_.erase(first, last);
    std::ranges::reverse(turns_);
  }
  const std::int64_t span = std::int64_t{turns_.back().turn} - turns_.front().turn + 1;
  Series series{.owner = owner,
                .field = field,
                .key = key,
                .first_turn = turns_.front().turn,
                .dense = may_be_dense && span == static_cast<std::int64_t>(turns_.size()),
                .first_value = static_cast<std::uint32_t>(game_.series_values.size()),
                .count = static_cast<std::uint32_t>(turns_.size()),
                .first_sparse_turn = static_cast<std::uint32_t>(game_.series_turns.size())};
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
    // A tile changes a handful of times, and turns ascend, so this looks at one entry.
    std::size_t before = game_.tile_changes.size();
    while (before > first && game_.tile_changes[before - 1].turn > change.turn) --before;
    if (before > first && game_.tile_changes[before - 1].turn == change.turn) {
      note("save/repeated", name);
      game_.tile_changes[before - 1] = change;
    } else {
      game_.tile_changes.insert(game_.tile_changes.begin() + static_cast<std::ptrdiff_t>(before), change);
    }
  }
}

}  // namespace perankh::model
