// Errors as the API tells them: one shape for requests and for files, {"code", "message", "action"}.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/error.h"

namespace perankh::api {

/// Keeps the order in which members are set.
using Json = nlohmann::ordered_json;

/// In one line; bytes that are no UTF-8 become U+FFFD, so that it is JSON whatever a file is called.
[[nodiscard]] std::string to_text(const Json& json);

/// The status of an answer that is this error; 500 for codes that are not known here.
[[nodiscard]] int status_of(const Error& error);

/// What to do about an error, a sentence for people; empty when there is nothing, or when the message says it.
[[nodiscard]] std::string action_for(std::string_view code);

[[nodiscard]] Json problem_json(const Error& error);

}  // namespace perankh::api
