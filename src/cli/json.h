// JSON on stdout.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "store/database.h"

namespace perankh::cli {

/// Keeps the order in which members are set.
using Json = nlohmann::ordered_json;

/// In one line; bytes that are no UTF-8 become U+FFFD, so that it is JSON whatever a file is called.
[[nodiscard]] std::string to_line(const Json& json);

/// One line on stdout, which whoever reads it sees at once.
void print_line(const Json& json);

/// For people to read, indented.
void print_document(const Json& json);

/// A value of a database, given its DuckDB type.
[[nodiscard]] Json to_json(const store::Value& value, const std::string& type);

/// null for empty text.
[[nodiscard]] Json text_or_null(std::string_view text);

}  // namespace perankh::cli
