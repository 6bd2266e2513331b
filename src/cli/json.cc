#include "cli/json.h"

#include <fmt/format.h>

#include <cstdio>
#include <string_view>
#include <variant>

#include "cli/console.h"

namespace perankh::cli {

namespace {

// A program gets UTF-8. A terminal could obey some characters beyond ASCII (U+009B, U+202E) and gets `\u009b`, the same
// JSON.
std::string dump(const Json& json, int indent) {
  return json.dump(indent, ' ', console().is_terminal(Stream::kOut), Json::error_handler_t::replace);
}

// Numbers wider than 64 bits and decimals arrive as text. Those that JSON's readers could not keep exactly stay text.
Json number_or_text(const std::string& text) {
  Json number = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  const bool wide = number.is_number_float() && text.find('.') == std::string::npos;
  return number.is_number() && !wide ? number : Json(text);
}

}  // namespace

std::string to_line(const Json& json) { return dump(json, -1); }

void print_line(const Json& json) {
  say("{}\n", to_line(json));
  console().flush(Stream::kOut);
}

void print_document(const Json& json) { say("{}\n", dump(json, 2)); }

Json to_json(const store::Value& value, const std::string& type) {
  if (const auto* const text = std::get_if<std::string>(&value)) {
    return type == "INTEGER" || type == "DECIMAL" ? number_or_text(*text) : Json(*text);
  }
  return std::visit(
      []<class T>(const T& plain) -> Json {
        if constexpr (std::is_same_v<T, std::monostate>) {
          return nullptr;
        } else {
          return plain;
        }
      },
      value);
}

Json text_or_null(std::string_view text) { return text.empty() ? Json() : Json(text); }

}  // namespace perankh::cli
