// What the API answers, as JSON: the schemas of web/api/openapi.json, one function each.
#pragma once

#include <string>
#include <vector>

#include "api/import_facts.h"
#include "api/library_keeper.h"
#include "api/problem.h"
#include "query/games.h"
#include "query/library_facts.h"

namespace perankh::api {

struct Removal;

[[nodiscard]] Json to_json(const ImportFacts& facts);
[[nodiscard]] Json to_json(std::uint64_t position, const Outcome& outcome);
[[nodiscard]] Json to_json(const OutcomePage& page);
[[nodiscard]] Json to_json(const Removal& removal);
[[nodiscard]] Json to_json(const query::Game& game);
[[nodiscard]] Json to_json(const std::vector<query::Human>& humans, const std::optional<std::string>& me);

/// Schema Library. Errors: those of the library.
[[nodiscard]] Result<Json> library_json(LibraryKeeper& keeper);

/// An import in words, for people to copy: `outcomes` are all of its files.
[[nodiscard]] std::string report_text(const ImportFacts& facts, const OutcomePage& outcomes);

}  // namespace perankh::api
