// Taking saves out of a library again: all rows of a save, in every table, or none.
//
// The names (table symbol) stay: other saves may use them, and numbers are never given twice. Neither are match_ids.
// What the history of imports says of a removed save is no longer that it was imported but that it was removed; its
// file can be imported again.
//
// Errors: the codes of database.h; the library is then as it was.
// Threads: that of the library's connection. No import may be under way.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "store/library.h"

namespace perankh::store {

/// A save as one recognises it in a list.
struct StoredSave {
  std::int64_t match_id = 0;
  std::string path;       ///< where it was imported from
  std::string game_name;  ///< empty when the save gives none
  std::string game_id;    ///< likewise
  std::optional<std::int64_t> turn;
};

/// The save of that id, if the library holds it. In a vector, as all that follow: of none or one here.
[[nodiscard]] Result<std::vector<StoredSave>> save_with_id(Library& library, std::int64_t match_id);

/// All saves of the game with that id; never the saves that have no game id.
[[nodiscard]] Result<std::vector<StoredSave>> saves_of_game(Library& library, const std::string& game_id);

/// What the latest run brought of which there is still something.
struct LastRun {
  std::int64_t run_id = 0;
  std::string started;  ///< "2026-11-23 18:30:00", UTC
  std::vector<StoredSave> saves;
};

/// The run that undo_last_run() would undo; nothing when the library holds no saves.
[[nodiscard]] Result<std::optional<LastRun>> last_run(Library& library);

/// Removes the saves of these ids, in one transaction. Ids the library does not hold are no error.
[[nodiscard]] Result<void> remove_saves(Library& library, std::span<const std::int64_t> match_ids);

/// The same within the caller's transaction.
[[nodiscard]] Result<void> remove_within_transaction(Connection& connection, std::span<const std::int64_t> match_ids);

/// Removes what last_run() lists, in one transaction, and says what it was. Called again, it undoes the run before.
[[nodiscard]] Result<std::optional<LastRun>> undo_last_run(Library& library);

/// Deletes the rows of these saves from all save tables but `match`, within the caller's transaction.
[[nodiscard]] Result<void> delete_rows_of(Connection& connection, std::span<const std::int64_t> match_ids);

}  // namespace perankh::store
