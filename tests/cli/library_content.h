// What a library says, relation by relation, in a form that does not depend on how it came about: to compare libraries.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "store/library.h"

namespace perankh::cli_test {

/// A relation's name, then for each save (the hash of its file) how many rows it has and a sum over their values.
using Content = std::map<std::string, std::map<std::string, std::string>>;

/// Of all relations with rows of saves. Left out is what depends on the import and not on the save: match_id, run_id,
/// processed_date, and what the library says of runs. Throws when a relation cannot be read to its end.
[[nodiscard]] Content content_of(store::Library& library);

/// The part of `content` that is about these saves.
[[nodiscard]] Content only(const Content& content, const std::vector<std::string>& file_hashes);

/// Where two contents differ, for people: empty when they do not.
[[nodiscard]] std::string difference(const Content& expected, const Content& found);

/// Rows, in any table, of saves that are not there: "table: rows", or empty.
[[nodiscard]] std::string rows_without_a_save(store::Library& library);

}  // namespace perankh::cli_test
