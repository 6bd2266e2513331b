#pragma once

// Counts rows and sums columns of one relation.

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model.h"

namespace perankh::savegen {

using Json = nlohmann::ordered_json;
using Cell = std::optional<std::int64_t>;

class Tally {
 public:
  Tally(std::initializer_list<const char*> columns) : columns_(columns.begin(), columns.end()), sums_(columns.size()) {}

  // Cells in the order of the columns; an empty cell is NULL and adds nothing.
  void row(std::initializer_list<Cell> cells) {
    ++rows_;
    std::size_t column = 0;
    for (const Cell& cell : cells) {
      sums_[column++] += cell.value_or(0);
    }
  }

  [[nodiscard]] Json json() const {
    Json sums = Json::object();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      sums[columns_[i]] = sums_[i];
    }
    return {{"rows", rows_}, {"sums", std::move(sums)}};
  }

 private:
  std::vector<std::string> columns_;
  std::vector<std::int64_t> sums_;
  std::int64_t rows_ = 0;
};

// An id or index: -1 means nobody.
inline Cell id_cell(int id) { return id == kNone ? Cell() : Cell(id); }
// A number that is not written when it is 0.
inline Cell number_cell(int value) { return value == 0 ? Cell() : Cell(value); }

// truth_players.cc
void count_players(Json& relations, const Save& save);
void count_histories(Json& relations, const Save& save);
void count_logs(Json& relations, const Save& save);
// truth_entities.cc
void count_people(Json& relations, const Save& save);
void count_cities(Json& relations, const Save& save);
void count_tiles(Json& relations, const Save& save);
void count_units(Json& relations, const Save& save);

}  // namespace perankh::savegen
