// What a program that was killed in the middle of a commit has left of it in DuckDB's log.
//
// DuckDB 1.4 to 1.5 reads such a log up to its torn end and takes back what was not committed, but not the full row
// groups: of these the log holds only where in the file they are, and their rows stay visible for as long as the
// library is open, and for ever once it is closed (duckdb pull request 25931). DuckDB itself cuts the log back to its
// last whole commit at the first write after it was read, so that is what is done here, before anybody looks.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/error.h"
#include "store/database.h"

namespace perankh::store {

/// Bytes of the log beside `path`: what a library that was closed has none of. 0: there is none.
[[nodiscard]] std::uintmax_t log_left(const std::filesystem::path& path);

/// Cuts the unfinished commit off the log beside `path`, which is there. `options` are those for writing.
///
/// With `to_be_read`, what the log holds goes into the file as well, so that it need not be done for the next reader.
///
/// Errors: those of Database::open; store/read-only where the file may not be written. A file that is no library of
/// ours is left as it is.
[[nodiscard]] Result<void> drop_unfinished_commit(const std::filesystem::path& path, const Database::Options& options,
                                                  bool to_be_read);

}  // namespace perankh::store
