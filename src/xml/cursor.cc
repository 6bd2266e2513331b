#include "xml/cursor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

#include "base/numbers.h"
#include "base/utf8.h"
#include "xml/scan.h"

namespace perankh::xml {

namespace {

std::string_view between(const char* first, const char* last) {
  return {first, static_cast<std::size_t>(last - first)};
}

/// XML reads CRLF, and a CR alone, as one line end. `append` takes what is between them, and says whether to go on.
template <class Append>
void append_lines(std::string_view raw, std::string& out, Append append) {
  for (;;) {
    const std::size_t end = raw.find('\r');
    if (!append(raw.substr(0, end)) || end == std::string_view::npos) return;
    out += '\n';
    raw.remove_prefix(end + (raw.substr(end).starts_with("\r\n") ? 2 : 1));
  }
}

}  // namespace

Cursor::Cursor(std::string_view document)
    : begin_(document.data()), end_(document.data() + document.size()), at_(document.data()) {
  attributes_.reserve(64);
}

bool Cursor::open_root() {
  if (between(at_, end_).starts_with("\xEF\xBB\xBF")) {
    at_ += 3;
  } else if (between(at_, end_).starts_with("\xFF\xFE") || between(at_, end_).starts_with("\xFE\xFF")) {
    fail("xml/bad-encoding", "this XML is written in UTF-16; the game writes UTF-8");
    return false;
  }
  for (;;) {
    at_ = skip_space(at_, end_);
    if (*at_ != '<') return broken("there is text before the root element");
    if (at_[1] != '?' && at_[1] != '!') return read_start_tag();
    if (!read_markup()) return false;
  }
}

bool Cursor::next_child() {
  if (failed()) return false;
  if (std::exchange(empty_, false)) {
    --depth_;
    return false;
  }
  for (;;) {
    at_ = skip_space(at_, end_);
    if (*at_ != '<') {
      if (*at_ == '\0') return broken("the document ends inside an element");
      ++stray_texts_;
      while (*at_ != '<' && *at_ != '\0') ++at_;
      continue;
    }
    switch (at_[1]) {
      case '/':
        static_cast<void>(read_end_tag());
        return false;
      case '!':
      case '?':
        if (!read_markup()) return false;
        break;
      default:
        return read_start_tag();
    }
  }
}

std::optional<std::string_view> Cursor::leaf_text() {
  if (failed()) return std::string_view();
  if (std::exchange(empty_, false)) {
    --depth_;
    return std::string_view();
  }
  const char* const start = at_;
  if (is(*start, kSpace)) {  // most likely the line end before the first child
    const char* const next = skip_space(start, end_);
    if (*next == '<' && next[1] != '/' && next[1] != '!' && next[1] != '?') {
      at_ = next;
      return std::nullopt;
    }
  }
  const char* const at = plain_text_end(start, end_);
  if (*at != '<' || at[1] == '!' || at[1] == '?') return leaf_text_slow(start);
  at_ = at;
  if (at[1] != '/') {
    at_ = start;
    return std::nullopt;
  }
  static_cast<void>(read_end_tag());
  return between(start, at);
}

// Text with entities, CDATA, comments, carriage returns or letters beyond ASCII: pieced together in scratch_.
std::optional<std::string_view> Cursor::leaf_text_slow(const char* start) {
  scratch_.clear();
  at_ = start;
  for (;;) {
    const std::string_view rest = between(at_, end_);
    const std::string_view piece = rest.substr(0, rest.find('<'));
    if (const std::size_t zero = piece.find('\0'); zero != std::string_view::npos || piece.size() == rest.size()) {
      at_ += std::min(zero, piece.size());
      static_cast<void>(broken("the document ends inside an element"));
      return std::string_view();
    }
    at_ += piece.size();
    if (!append_decoded(piece, scratch_, false)) return std::string_view();
    if (at_[1] == '/') {
      static_cast<void>(read_end_tag());
      return std::string_view(scratch_);
    }
    if (between(at_, end_).starts_with("<![CDATA[")) {
      if (!append_cdata()) return std::string_view();
    } else if (at_[1] == '!' || at_[1] == '?') {
      if (!read_markup()) return std::string_view();
    } else {  // a child element: not a leaf after all; what was read before it is left for next_child()
      at_ = start;
      return std::nullopt;
    }
  }
}

// at_ stands on the section's '<' and is left behind it.
bool Cursor::append_cdata() {
  const char* const start = at_ + 9;
  at_ = start;
  if (!skip_until("]]>", "a CDATA section")) return false;
  const std::string_view text = between(start, at_ - 3);
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    at_ = start + zero;
    return broken("");
  }
  if (!is_utf8(text)) {
    fail("xml/bad-encoding", "the text is not valid UTF-8");
    return false;
  }
  append_lines(text, scratch_, [&](std::string_view line) {
    scratch_ += line;
    return true;
  });
  return true;
}

void Cursor::skip() {
  const std::size_t outside = depth_ - 1;
  while (depth_ > outside && !failed()) static_cast<void>(next_child());
}

bool Cursor::read_start_tag() {
  const char* const start = at_ + 1;
  const char* at = ascii_name_end(start, end_);
  // Below zero is beyond the limit as well: an empty name.
  if (static_cast<std::size_t>(at - start) - 1 >= kMaxName || is(*at, kHigh) || depth_ == kMaxDepth) [[unlikely]] {
    at_ = start;
    if (!check_start_tag(at)) return false;
  }
  open_[depth_++] = between(start, at);
  attributes_.clear();
  if (*at == '>') {
    at_ = at + 1;
    return true;
  }
  at_ = at;
  return read_attributes();
}

/// The rare cases: letters beyond ASCII in a name, and faults. `name_end` is moved to where the name really ends.
bool Cursor::check_start_tag(const char*& name_end) {
  const char* const start = at_;
  while (is(*name_end, kName)) ++name_end;
  const std::string_view name = between(start, name_end);
  if (name.empty()) return broken("'<' is not followed by the name of an element");
  if (name.size() > kMaxName) return long_name();
  if (!is_utf8(name)) {
    fail("xml/bad-encoding", "the name of an element is not valid UTF-8");
  } else if (depth_ == kMaxDepth) {
    fail("xml/too-deep",
         fmt::format("elements are nested more than {} levels deep; a save has fewer than 10", kMaxDepth));
  }
  return !failed();
}

bool Cursor::read_attributes() {
  for (;;) {
    const char* const before = at_;
    const char* at = skip_space(at_, end_);
    if (*at == '>') {
      at_ = at + 1;
      return true;
    }
    if (*at == '/') {
      at_ = at + 1;
      if (*at_ != '>') return broken("an element's attributes are not well-formed");
      ++at_;
      empty_ = true;
      return true;
    }
    const char* const start = at;
    at = ascii_name_end(start, end_);
    const std::string_view name = between(start, at);
    at = skip_space(at, end_);
    at_ = at;
    if (name.size() > kMaxName) return long_name();
    if (name.empty() || start == before || *at != '=') return broken("an element's attributes are not well-formed");
    at = skip_space(at + 1, end_);
    at_ = at;
    const char quote = *at;
    if (quote != '"' && quote != '\'') return broken("an attribute's value is not in quotes");
    const char* const value = ++at;
    bool plain = true;
    for (at = plain_text_end(at, end_, quote); *at != quote; at = plain_text_end(at + 1, end_, quote)) {
      if (*at == '<' || *at == '\0') {
        at_ = at;
        return broken("an attribute's value is not closed");
      }
      plain = plain && *at == '\r';  // white space of a value is kept as it is
    }
    at_ = at + 1;
    if (attributes_.size() == kMaxAttributes) return broken("an element has too many attributes");
    attributes_.push_back({.name = name, .raw = between(value, at), .plain = plain});
  }
}

// Names of any length would make every path, and so every account of a save, as long.
bool Cursor::long_name() {
  fail("xml/long-name", fmt::format("a name has more than {} letters; none in a save has 100", kMaxName));
  return false;
}

bool Cursor::read_end_tag() {
  const std::string_view name = open_[depth_ - 1];
  const char* const at = at_ + 2;
  const bool complete = static_cast<std::size_t>(end_ - at) > name.size();
  if (complete && at[name.size()] == '>' && same_bytes(at, name.data(), name.size())) [[likely]] {
    at_ = at + name.size() + 1;
    --depth_;
    return true;
  }
  return check_end_tag();
}

/// White space before the '>', and faults.
bool Cursor::check_end_tag() {
  const std::string_view name = open_[depth_ - 1];
  const char* at = at_ + 2;
  const char* name_end = at;
  while (is(*name_end, kName)) ++name_end;
  if (between(at, name_end) != name) {
    if (*name_end == '\0') at_ = name_end;
    return broken(fmt::format("<{}> is not closed by its own end tag", name));
  }
  at_ = at = skip_space(name_end, end_);
  if (*at != '>') return broken(fmt::format("the end tag of <{}> is not closed", name));
  at_ = at + 1;
  --depth_;
  return true;
}

bool Cursor::read_markup() {
  const std::string_view rest = between(at_, end_);
  if (rest.starts_with("<!--")) {
    at_ += 4;
    return skip_until("-->", "a comment");
  }
  if (rest.starts_with("<?")) {
    const char* const start = at_ + 2;
    at_ = start;
    if (!skip_until("?>", "a processing instruction")) return false;
    if (depth_ == 0 && instructions_.size() < 16) {
      const std::string_view whole = between(start, at_ - 2);
      const std::size_t space = whole.find_first_of(" \t\r\n");
      instructions_.push_back({.target = whole.substr(0, space),
                               .data = space == std::string_view::npos ? std::string_view() : whole.substr(space + 1)});
    }
    return true;
  }
  if (rest.starts_with("<![CDATA[") && depth_ > 0) {
    ++stray_texts_;
    at_ += 9;
    return skip_until("]]>", "a CDATA section");
  }
  if (rest.starts_with("<!DOCTYPE")) {
    fail("xml/doctype", "this XML declares a document type, which no save of the game does; it was not read further");
    return false;
  }
  return broken("'<!' is not followed by a comment");
}

bool Cursor::skip_until(std::string_view end, std::string_view what) {
  const std::size_t length = between(at_, end_).find(end);
  if (length == std::string_view::npos) {
    at_ = end_;
    return broken(fmt::format("{} is not closed", what));
  }
  at_ += length + end.size();
  return true;
}

std::string_view Cursor::value(const Attribute& attribute) {
  if (attribute.plain || failed()) return attribute.raw;
  scratch_.clear();
  static_cast<void>(append_decoded(attribute.raw, scratch_, true));
  return scratch_;
}

bool Cursor::append_decoded(std::string_view raw, std::string& out, bool keep_line_ends) {
  if (!is_utf8(raw)) {
    fail("xml/bad-encoding", "a text is not valid UTF-8");
    return false;
  }
  if (!keep_line_ends && raw.find('\r') != std::string_view::npos) {
    append_lines(raw, out, [&](std::string_view line) { return append_decoded(line, out, true); });
    return !failed();
  }
  while (true) {
    const std::size_t plain = raw.find('&');
    out += raw.substr(0, plain);
    if (plain == std::string_view::npos) return true;
    raw.remove_prefix(plain);
    const std::size_t end = raw.substr(0, 16).find(';');
    if (end == std::string_view::npos || !append_entity(raw.substr(1, end - 1), out)) {
      fail("xml/bad-entity", "'&' is not followed by one of the five entities of XML or a character's number");
      return false;
    }
    raw.remove_prefix(end + 1);
  }
}

bool Cursor::append_entity(std::string_view name, std::string& out) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kNamed{
      {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}}};
  for (const auto& [known, character] : kNamed) {
    if (name == known) {
      out += character;
      return true;
    }
  }
  if (!name.starts_with('#')) return false;
  name.remove_prefix(1);
  std::uint32_t code = 0;
  const bool hexadecimal = name.starts_with('x');
  if (hexadecimal) name.remove_prefix(1);
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, hexadecimal ? 16 : 10);
  if (error != std::errc() || end != name.data() + name.size() || code == 0) return false;
  return append_utf8(code, out);
}

std::string_view Cursor::instruction(std::string_view target) const {
  for (const Instruction& instruction : instructions_) {
    if (instruction.target == target) return instruction.data;
  }
  return {};
}

Result<void> Cursor::finish() {
  while (!failed()) {
    at_ = skip_space(at_, end_);
    if (at_ == end_) return {};
    if (*at_ != '<' || (at_[1] != '!' && at_[1] != '?')) {
      static_cast<void>(broken("there is something after the end of the root element"));
    } else {
      static_cast<void>(read_markup());
    }
  }
  return std::unexpected(*error_);
}

bool Cursor::broken(std::string message) {
  if (at_ >= end_) {
    fail("xml/truncated", "the XML ends too early: the file was cut off, or is still being written");
  } else if (*at_ == '\0') {
    fail("xml/malformed", "there is a zero byte inside the XML");
  } else {
    fail("xml/malformed", std::move(message));
  }
  return false;
}

void Cursor::fail(std::string_view code, std::string message) {
  if (failed()) return;
  error_ = Error{.code = std::string(code), .message = std::move(message), .element = path(), .offset = offset()};
}

std::string Cursor::path() const {
  return fmt::format("{}", fmt::join(open_.begin(), open_.begin() + static_cast<std::ptrdiff_t>(depth_), "/"));
}

}  // namespace perankh::xml
