// The tables of a save's pages: named questions about one save, each a SELECT over the relations of docs/schema.md.
//
// What a table is called, what its rows are and which columns it has is promised in web/api/openapi.json (SaveTables);
// its SQL stands in tables/, a file for each room of the page.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "store/database.h"

namespace perankh::query {

struct SaveTable {
  std::string_view name;
  std::string_view row;        ///< what a row is, a sentence
  std::string_view note = {};  ///< what the file cannot know, a sentence for people
  std::string_view sql;        ///< one SELECT, with $match_id (and $tile_id) in it
  bool of_a_tile = false;      ///< asks for one tile, $tile_id
};

/// All of them, in the order of the rooms.
[[nodiscard]] const std::vector<SaveTable>& save_tables();

/// Null when there is none of this name.
[[nodiscard]] const SaveTable* find_save_table(std::string_view name);

/// The table's SQL about one save (and tile): what read_save_table asks, and what a user can ask, too.
[[nodiscard]] std::string sql_of(const SaveTable& table, std::int64_t match_id, std::optional<std::int64_t> tile_id);

/// Its rows; none when the library holds no such save, or the save no such tile. `tile_id` is there exactly when the
/// table is of a tile. Errors: the codes of store/database.h. Threads: that of the connection.
[[nodiscard]] Result<store::QueryResult> read_save_table(store::Connection& connection, const SaveTable& table,
                                                         std::int64_t match_id, std::optional<std::int64_t> tile_id);

}  // namespace perankh::query
