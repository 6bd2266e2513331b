// What the library remembers of earlier imports that may have to be done again.
//
// Errors: the codes of database.h. Threads: that of the library's connection.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.h"
#include "store/library.h"

namespace perankh::store {

/// Paths of files that failed when they were last tried, in the order in which they were met; each once.
[[nodiscard]] Result<std::vector<std::string>> failed_files(Library& library);

/// A save and the file it was read from, which may be gone or hold something else by now.
struct SourceOfSave {
  std::int64_t match_id = 0;
  std::string path;
};

/// Those that were read by a parser older than `parser_version`, by match_id.
[[nodiscard]] Result<std::vector<SourceOfSave>> saves_parsed_before(Library& library, std::int64_t parser_version);

}  // namespace perankh::store
