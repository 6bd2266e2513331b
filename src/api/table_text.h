// Rows of a query as JSON by columns, written as text at once: a save's tables have up to some hundred thousand values.
#pragma once

#include <string>

#include "api/problem.h"
#include "store/database.h"

namespace perankh::api {

/// The members of `head` (an object), then "row_count" and "columns": {"turn": [1, 2], "label": ["a", null]}.
[[nodiscard]] std::string table_text(const Json& head, store::QueryResult& rows);

}  // namespace perankh::api
