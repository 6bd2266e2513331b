// Where a command speaks and listens: the terminal or the pipes it was started with. A command that runs inside the
// server (see workplace.h) speaks to the terminal in which it was typed.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "cli/terminal.h"

namespace perankh::cli {

/// Threads: one.
class Console {
 public:
  virtual ~Console() = default;

  virtual void print(Stream stream, std::string_view text) = 0;
  /// What was printed is seen now.
  virtual void flush(Stream stream) = 0;

  [[nodiscard]] virtual bool is_terminal(Stream stream) const = 0;
  [[nodiscard]] virtual std::size_t width(Stream stream) const = 0;
  [[nodiscard]] virtual bool wants_colour(Stream stream) const = 0;

  /// All of standard input.
  [[nodiscard]] virtual std::string input() = 0;
  /// Whether somebody is there to be asked.
  [[nodiscard]] virtual bool can_ask() const = 0;
  /// A line that answers `question`, which is put on stderr.
  [[nodiscard]] virtual std::string ask(std::string_view question) = 0;
};

/// Of the command that runs on this thread: see workplace.h.
[[nodiscard]] Console& console();

/// Prints on stdout.
template <class... Values>
void say(fmt::format_string<Values...> format, Values&&... values) {
  console().print(Stream::kOut, fmt::format(format, std::forward<Values>(values)...));
}

}  // namespace perankh::cli
