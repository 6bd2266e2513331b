#include "api/request.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace perankh::api {

namespace {

std::unexpected<Error> bad(const char* what) {
  return fail("api/bad-request", std::string("The address makes no sense: ") + what + ".");
}

int digit_of(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

Result<std::string> decoded(std::string_view text, bool plus_is_space) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+' && plus_is_space) {
      result += ' ';
    } else if (text[at] != '%') {
      result += text[at];
    } else {
      const int high = at + 2 < text.size() ? digit_of(text[at + 1]) : -1;
      const int low = at + 2 < text.size() ? digit_of(text[at + 2]) : -1;
      if (high < 0 || low < 0) return bad("a % is not followed by two digits");
      result += static_cast<char>(high * 16 + low);
      at += 2;
    }
  }
  if (valid_utf8_of(result) != result) return bad("it is no UTF-8");
  if (std::ranges::any_of(result,
                          [](char letter) { return static_cast<unsigned char>(letter) < ' ' || letter == 0x7F; })) {
    return bad("it holds control characters");
  }
  return result;
}

Result<void> add_part(std::string_view text, Target& target) {
  auto part = decoded(text, false);
  if (!part) return std::unexpected(std::move(part.error()));
  if (*part == "." || *part == "..") return bad("it goes to a folder above");
  target.path.push_back(std::move(*part));
  return {};
}

Result<void> add_parameter(std::string_view text, Target& target) {
  if (text.empty()) return {};
  const std::size_t equals = text.find('=');
  auto name = decoded(text.substr(0, equals), true);
  auto value = decoded(equals == std::string_view::npos ? "" : text.substr(equals + 1), true);
  if (!name) return std::unexpected(std::move(name.error()));
  if (!value) return std::unexpected(std::move(value.error()));
  if (!target.query.emplace(std::move(*name), std::move(*value)).second) return bad("a parameter is given twice");
  return {};
}

// Calls `add` with each part of `text` between separators.
template <class Add>
Result<void> for_each_part(std::string_view text, char separator, Add add) {
  while (true) {
    const std::size_t end = text.find(separator);
    if (auto added = add(text.substr(0, end)); !added) return added;
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
}

}  // namespace

Result<Target> read_target(std::string_view text) {
  if (!text.starts_with('/')) return bad("it is no path");
  Target target;
  const std::size_t question = text.find('?');
  const std::string_view path = text.substr(1, question == std::string_view::npos ? question : question - 1);
  Result<void> done =
      path.empty() ? Result<void>() : for_each_part(path, '/', [&](auto part) { return add_part(part, target); });
  if (done && question != std::string_view::npos) {
    done = for_each_part(text.substr(question + 1), '&', [&](auto part) { return add_parameter(part, target); });
  }
  if (!done) return std::unexpected(std::move(done.error()));
  return target;
}

std::optional<std::int64_t> read_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  if (text.front() == '-' || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  return number;
}

}  // namespace perankh::api
