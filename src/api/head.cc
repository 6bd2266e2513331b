#include "api/head.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace perankh::api {

namespace {

constexpr std::string_view kLineEnd = "\r\n";

std::unexpected<Error> bad(const char* what) {
  return fail("api/bad-request", std::string("This is not a request as HTTP has them: ") + what + ".");
}

// RFC 9110: the characters of a method and of a header's name.
bool is_token(std::string_view text) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [&](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           kMarks.contains(letter);
  });
}

bool is_printable(char letter) { return letter > ' ' && letter < 0x7F; }

// Anything but control characters: cookies of other servers on this computer come along, and may be any bytes.
bool is_value(std::string_view text) {
  return std::ranges::all_of(text, [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return letter == '\t' || (byte >= ' ' && byte != 0x7F);
  });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& letter : result) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return result;
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Result<void> read_request_line(std::string_view line, const HeadLimits& limits, Head& head) {
  const std::size_t first = line.find(' ');
  const std::size_t second = line.find(' ', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return bad("the first line has no method, target and version");
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, second - first - 1);
  const std::string_view version = line.substr(second + 1);
  if (!is_token(method)) return bad("the method is none");
  if (target.size() > limits.target) return fail("api/too-many-headers", "The address is too long.");
  if (!target.starts_with('/') || !std::ranges::all_of(target, is_printable) || target.contains('#')) {
    return bad("the target is no path");
  }
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return bad("the version is none we know");
  head.method = method;
  head.target = target;
  return {};
}

Result<void> read_header(std::string_view line, Head& head) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return bad("a header has no proper name");
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (!is_value(value)) return bad("a header holds control characters");
  std::string name = lower(line.substr(0, colon));
  // What decides where a request ends, or who it is for, may be said once only.
  constexpr std::array<std::string_view, 7> kOnce = {"host",          "content-length", "transfer-encoding", "origin",
                                                     "authorization", "content-type",   "sec-fetch-site"};
  const bool once = std::ranges::find(kOnce, name) != kOnce.end();
  if (once && head.header(name)) return bad("a header is given twice");
  head.headers.emplace_back(std::move(name), value);
  return {};
}

Result<void> check(const Head& head) {
  if (!head.header("host")) return bad("there is no Host");
  const auto length = head.header("content-length");
  if (head.header("transfer-encoding")) {
    if (length) return bad("it has both a Content-Length and a Transfer-Encoding");
    return fail("api/no-length", "A body needs a Content-Length; no Transfer-Encoding is taken.");
  }
  if (length && (length->empty() || length->size() > 15 || !whole_number(*length))) {
    return bad("the Content-Length is no number");
  }
  return {};
}

}  // namespace

std::optional<std::string_view> Head::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
  if (found == headers.end()) return std::nullopt;
  return found->second;
}

std::optional<std::uint64_t> Head::content_length() const {
  const auto text = header("content-length");
  return text ? whole_number(*text) : std::nullopt;
}

Result<Head> read_head(std::string_view bytes, const HeadLimits& limits) {
  if (bytes.size() > limits.bytes) return fail("api/too-many-headers", "The headers are too large.");
  if (!bytes.ends_with("\r\n\r\n")) return bad("it has no end");
  bytes.remove_suffix(kLineEnd.size());
  Head head;
  for (bool first = true; !bytes.empty(); first = false) {
    const std::size_t end = bytes.find(kLineEnd);
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end + kLineEnd.size());
    if (!first && head.headers.size() == limits.headers) {
      return fail("api/too-many-headers", "There are too many headers.");
    }
    if (auto read = first ? read_request_line(line, limits, head) : read_header(line, head); !read) {
      return std::unexpected(std::move(read.error()));
    }
  }
  if (auto fine = check(head); !fine) return std::unexpected(std::move(fine.error()));
  return head;
}

}  // namespace perankh::api
