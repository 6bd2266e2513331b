#include "api/table_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <type_traits>
#include <variant>

namespace perankh::api {

namespace {

bool is_plain(unsigned char letter) { return letter >= 0x20 && letter < 0x7F && letter != '"' && letter != '\\'; }

void append_text(std::string& out, const std::string& text) {
  // Names of the game, which are nearly all that there is.
  if (std::ranges::all_of(text, is_plain)) {
    out += '"';
    out += text;
    out += '"';
  } else {
    out += to_text(Json(text));
  }
}

void append(std::string& out, const store::Value& value) {
  std::visit(
      [&out]<class T>(const T& plain) {
        if constexpr (std::is_same_v<T, std::monostate>) {
          out += "null";
        } else if constexpr (std::is_same_v<T, std::string>) {
          append_text(out, plain);
        } else if constexpr (std::is_same_v<T, double>) {
          out += std::isfinite(plain) ? fmt::format("{}", plain) : "null";
        } else {
          fmt::format_to(std::back_inserter(out), "{}", plain);
        }
      },
      value);
}

}  // namespace

std::string table_text(const Json& head, store::QueryResult& rows) {
  std::vector<std::string> columns(rows.columns().size());
  std::uint64_t count = 0;
  for (const auto* row = rows.next(); row != nullptr; row = rows.next(), ++count) {
    for (std::size_t at = 0; at < columns.size(); ++at) {
      if (count > 0) columns[at] += ',';
      append(columns[at], (*row)[at]);
    }
  }
  std::string text = to_text(head);
  text.back() = ',';  // the object goes on
  fmt::format_to(std::back_inserter(text), R"("row_count":{},"columns":{{)", count);
  for (std::size_t at = 0; at < columns.size(); ++at) {
    if (at > 0) text += ',';
    append_text(text, rows.columns()[at]);
    text += ":[";
    text += columns[at];
    text += ']';
  }
  return text += "}}";
}

}  // namespace perankh::api
