#pragma once

// Writes XML laid out as the game writes it: a byte order mark, two spaces per level, every attribute on a line of its
// own, `<Name />` for empty elements. Calls follow the grammar (open attribute* (content | child*) close)*.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace perankh::savegen {

enum class LineEnd { kLf, kCrLf };

class XmlWriter {
 public:
  explicit XmlWriter(LineEnd line_end, std::size_t expected_bytes);

  // The first lines of a save. `active_player` below zero leaves the instruction out (scenario maps have none).
  void declaration(int active_player);
  void finish();

  // `name` must stay alive until close(): names of elements with children are literals or live in the model.
  void open(std::string_view name);
  void attribute(std::string_view name, std::string_view value);
  void attribute(std::string_view name, std::int64_t value);
  void attribute_unsigned(std::string_view name, std::uint64_t value);
  void content(std::string_view text);
  void content(std::int64_t value);
  void close();

  void flag(std::string_view name);
  void leaf(std::string_view name, std::string_view text);
  void leaf(std::string_view name, std::int64_t value);
  void leaf_unsigned(std::string_view name, std::uint64_t value);

  // <T17>5</T17>: there are tens of thousands of these, so no name is built for them.
  void turn_leaf(char letter, int index, std::int64_t value);
  void turn_leaf(char letter, int index, std::string_view text);

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  struct Open {
    std::string_view name;
    bool tag_open = true;  // "<Name" is written, '>' is not
    bool inline_text = false;
  };

  void begin_child();
  void line(std::size_t depth);
  void append_number(std::int64_t value);
  void append_text(std::string_view text);
  void append_attribute_text(std::string_view text);

  std::string out_;
  std::string_view end_of_line_;
  std::string indents_;
  std::vector<Open> stack_;
};

}  // namespace perankh::savegen
