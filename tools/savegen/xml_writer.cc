#include "xml_writer.h"

#include <array>
#include <charconv>
#include <utility>

namespace perankh::savegen {
namespace {

constexpr std::size_t kMaxDepth = 16;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

XmlWriter::XmlWriter(LineEnd line_end, std::size_t expected_bytes)
    : end_of_line_(line_end == LineEnd::kCrLf ? "\r\n" : "\n"), indents_(end_of_line_) {
  indents_.append(2 * kMaxDepth, ' ');
  out_.reserve(expected_bytes);
}

void XmlWriter::declaration(int active_player) {
  out_ += kByteOrderMark;
  out_ += R"(<?xml version="1.0" encoding="utf-8"?>)";
  if (active_player >= 0) {
    out_ += end_of_line_;
    out_ += "<?ActivePlayer ";
    append_number(active_player);
    out_ += "?>";
  }
}

// Both real files end in a bare line feed, whatever their other line ends are.
void XmlWriter::finish() { out_ += '\n'; }

void XmlWriter::line(std::size_t depth) {
  out_.append(indents_, 0, end_of_line_.size() + 2 * std::min(depth, kMaxDepth));
}

void XmlWriter::begin_child() {
  if (!stack_.empty() && stack_.back().tag_open) {
    out_ += '>';
    stack_.back().tag_open = false;
  }
  line(stack_.size());
}

void XmlWriter::open(std::string_view name) {
  begin_child();
  out_ += '<';
  out_ += name;
  stack_.push_back({name});
}

void XmlWriter::attribute(std::string_view name, std::string_view value) {
  line(stack_.size());
  out_ += name;
  out_ += "=\"";
  append_attribute_text(value);
  out_ += '"';
}

void XmlWriter::attribute(std::string_view name, std::int64_t value) {
  line(stack_.size());
  out_ += name;
  out_ += "=\"";
  append_number(value);
  out_ += '"';
}

void XmlWriter::attribute_unsigned(std::string_view name, std::uint64_t value) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  attribute(name, std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
}

void XmlWriter::content(std::string_view text) {
  out_ += '>';
  append_text(text);
  stack_.back().tag_open = false;
  stack_.back().inline_text = true;
}

void XmlWriter::content(std::int64_t value) {
  out_ += '>';
  append_number(value);
  stack_.back().tag_open = false;
  stack_.back().inline_text = true;
}

void XmlWriter::close() {
  const Open element = stack_.back();
  stack_.pop_back();
  if (element.tag_open) {
    out_ += " />";
    return;
  }
  if (!element.inline_text) {
    line(stack_.size());
  }
  out_ += "</";
  out_ += element.name;
  out_ += '>';
}

void XmlWriter::flag(std::string_view name) {
  begin_child();
  out_ += '<';
  out_ += name;
  out_ += " />";
}

void XmlWriter::leaf(std::string_view name, std::string_view text) {
  if (text.empty()) {
    flag(name);
    return;
  }
  begin_child();
  out_ += '<';
  out_ += name;
  out_ += '>';
  append_text(text);
  out_ += "</";
  out_ += name;
  out_ += '>';
}

void XmlWriter::leaf(std::string_view name, std::int64_t value) {
  begin_child();
  out_ += '<';
  out_ += name;
  out_ += '>';
  append_number(value);
  out_ += "</";
  out_ += name;
  out_ += '>';
}

void XmlWriter::leaf_unsigned(std::string_view name, std::uint64_t value) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  leaf(name, std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
}

void XmlWriter::turn_leaf(char letter, int index, std::int64_t value) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  turn_leaf(letter, index, std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
}

void XmlWriter::turn_leaf(char letter, int index, std::string_view text) {
  begin_child();
  out_ += '<';
  out_ += letter;
  append_number(index);
  out_ += '>';
  append_text(text);
  out_ += "</";
  out_ += letter;
  append_number(index);
  out_ += '>';
}

void XmlWriter::append_number(std::int64_t value) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

// As .NET's XmlWriter does it: quotes stay as they are in text.
void XmlWriter::append_text(std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t at = text.find_first_of("&<>"); at != std::string_view::npos;
       at = text.find_first_of("&<>", begin)) {
    out_ += text.substr(begin, at - begin);
    out_ += text[at] == '&' ? "&amp;" : text[at] == '<' ? "&lt;" : "&gt;";
    begin = at + 1;
  }
  out_ += text.substr(begin);
}

void XmlWriter::append_attribute_text(std::string_view text) {
  for (const char letter : text) {
    switch (letter) {
      case '&':
        out_ += "&amp;";
        break;
      case '<':
        out_ += "&lt;";
        break;
      case '>':
        out_ += "&gt;";
        break;
      case '"':
        out_ += "&quot;";
        break;
      case '\n':
        out_ += "&#xA;";
        break;
      default:
        out_ += letter;
    }
  }
}

}  // namespace perankh::savegen
