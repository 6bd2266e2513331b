// Parses small pieces of a save: what is given is wrapped into the least that makes a save of it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/game_data.h"
#include "model/parse.h"

namespace perankh::model {

/// A save with `below_root` under Root and `below_game` under Game.
[[nodiscard]] inline std::string save_with(std::string_view below_root, std::string_view below_game = {},
                                           std::string_view attributes = {}) {
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Root " + std::string(attributes) + "><Game><Turn>7</Turn>" +
         std::string(below_game) + "</Game>" + std::string(below_root) + "</Root>";
}

class Snippet {
 public:
  explicit Snippet(const std::string& xml) {
    auto parsed = parse_game(xml, symbols_);
    if (parsed) {
      game_ = std::move(*parsed);
    } else {
      error_ = std::move(parsed.error());
    }
  }
  explicit Snippet(const char* xml) : Snippet(std::string(xml)) {}

  /// The save; a failure of the test when there is none.
  const GameData* operator->() const { return &*(*this); }
  const GameData& operator*() const {
    if (game_ == nullptr) throw std::runtime_error("not parsed: " + describe(error_));
    return *game_;
  }
  /// Code of the error; empty when the save was read.
  [[nodiscard]] const Error& error() const { return error_; }

  [[nodiscard]] std::string name(Symbol symbol) const { return std::string(table_.text(symbol)); }
  [[nodiscard]] std::string text(Text text) const {
    return text.has_value() ? std::string((**this).text(text)) : "<none>";
  }

  /// Keyed values of a field, one a line, as "owner key/other index/index2 = value name" without what is not there.
  [[nodiscard]] std::vector<std::string> values(Subject subject, std::string_view field) const {
    std::vector<std::string> lines;
    for (const KeyedValue& row : (**this).values_of(subject)) {
      if (name(row.field) != field) continue;
      std::string line = std::to_string(row.owner.raw());
      for (const Symbol key : {row.key, row.other}) {
        if (key.has_value()) line += " " + name(key);
      }
      for (const Int index : {row.index, row.index2}) {
        if (index.has_value()) line += " #" + std::to_string(index.raw());
      }
      if (row.value.has_value()) line += " = " + std::to_string(row.value.raw());
      if (row.name.has_value()) line += " = " + name(row.name);
      lines.push_back(std::move(line));
    }
    return lines;
  }

  /// Histories as "field key 2:10 3:20", with d for dense ones.
  [[nodiscard]] std::vector<std::string> histories() const {
    std::vector<std::string> lines;
    for (const Series& series : (**this).series) {
      std::string line = name(series.field);
      if (series.key.has_value()) line += " " + name(series.key);
      line += series.dense ? " d" : " s";
      for (std::uint32_t at = 0; at < series.count; ++at) {
        const std::int32_t turn = series.dense ? series.first_turn.raw() + static_cast<std::int32_t>(at)
                                               : (**this).series_turns[series.first_sparse_turn + at];
        line += " " + std::to_string(turn) + ":" + std::to_string((**this).series_values[series.first_value + at]);
      }
      lines.push_back(std::move(line));
    }
    return lines;
  }

  /// Details as "part @owner #record path = value".
  [[nodiscard]] std::vector<std::string> details() const {
    std::vector<std::string> lines;
    for (const Detail& row : (**this).details) {
      std::string line = name(row.part) + " @" + std::to_string(row.owner.raw());
      if (row.record.has_value()) line += " #" + std::to_string(row.record.raw());
      if (row.path.has_value()) line += " " + name(row.path);
      if (row.value.has_value()) line += " = " + std::to_string(row.value.raw());
      if (row.name.has_value()) line += " = name " + name(row.name);
      if (row.text.has_value()) line += " = text " + text(row.text);
      lines.push_back(std::move(line));
    }
    return lines;
  }

  /// Notes as "code at element: text".
  [[nodiscard]] std::vector<std::string> notes() const {
    std::vector<std::string> lines;
    for (const Note& note : (**this).notes) lines.push_back(note.code + " at " + note.element + ": " + note.text);
    return lines;
  }

 private:
  SymbolTable table_;
  SymbolCache symbols_{table_};
  std::unique_ptr<GameData> game_;
  Error error_;
};

using Lines = std::vector<std::string>;

}  // namespace perankh::model
