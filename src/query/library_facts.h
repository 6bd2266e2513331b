// Facts about a library as a whole: how much is in it, which files it knows, who plays, how fast it imports.
//
// Errors: the codes of store/database.h. Threads: that of the connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "files/save_file.h"
#include "store/database.h"

namespace perankh::query {

struct LibrarySize {
  std::int64_t games = 0;
  std::int64_t saves = 0;
};

[[nodiscard]] Result<LibrarySize> library_size(store::Connection& connection);

/// Files that were imported, told by path, size and time, without reading them.
class KnownFiles {
 public:
  [[nodiscard]] static Result<KnownFiles> read(store::Connection& connection);

  [[nodiscard]] bool has(const files::SaveFile& file) const;

 private:
  struct Seen {
    std::uint64_t size = 0;
    std::int64_t modified = 0;  ///< microseconds since 1970
  };
  std::unordered_map<std::string, Seen> seen_;
};

/// Bytes of save files that the last imports got through in a second; a modest guess while there were none.
[[nodiscard]] Result<double> import_speed(store::Connection& connection);

/// A human in the saves of a library.
struct Human {
  std::string online_id;
  std::vector<std::string> names;  ///< the most frequent first
  std::int64_t saves = 0;
};

/// All who have an online id, most saves first.
[[nodiscard]] Result<std::vector<Human>> humans(store::Connection& connection);

/// The online id that the user has set as theirs.
[[nodiscard]] Result<std::optional<std::string>> primary_user(store::Connection& connection);

/// match_ids of what is left of a run, and of a game by its key.
[[nodiscard]] Result<std::vector<std::int64_t>> saves_of_run(store::Connection& connection, std::int64_t run_id);
[[nodiscard]] Result<std::vector<std::int64_t>> saves_of_game(store::Connection& connection, const std::string& key);

/// The one that was imported last; nothing when there is none.
[[nodiscard]] Result<std::optional<std::int64_t>> newest_save(store::Connection& connection);

/// What a save is called in a list: its file's name; nothing when it is not there.
[[nodiscard]] Result<std::optional<std::string>> name_of_save(store::Connection& connection, std::int64_t match_id);

}  // namespace perankh::query
