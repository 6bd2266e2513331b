// The terminal this process was started in (commands ask console.h instead): whether somebody is watching, how wide
// their terminal is, and what they interrupt. The platform's part is in terminal_posix.cc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace perankh::cli {

enum class Stream : std::uint8_t { kOut, kErr };

/// Whether the stream goes to a terminal that can redraw a line.
[[nodiscard]] bool is_terminal(Stream stream);

/// Whether somebody is there to be asked on stderr and to answer on standard input.
[[nodiscard]] bool can_ask();

/// Columns of that terminal; 80 when it does not say.
[[nodiscard]] std::size_t terminal_width(Stream stream);

/// A terminal, and its user has not set NO_COLOR (https://no-color.org).
[[nodiscard]] bool wants_colour(Stream stream);

enum class Colour : std::uint8_t { kPlain, kRed, kGreen, kYellow, kBold, kDim };

/// Colours for one stream, or none.
class Paint {
 public:
  explicit Paint(bool colours) : colours_(colours) {}
  explicit Paint(Stream stream);  ///< as the console wants it

  [[nodiscard]] std::string in(Colour colour, std::string_view text) const;

 private:
  bool colours_;
};

/// While one of these lives, the first Ctrl-C (or SIGTERM) only asks to stop, and the second ends the program at once.
///
/// The signals are blocked, also in threads that are started later, and a thread of its own waits for them: nothing
/// runs inside a signal handler. A signal that was ignored before (nohup) stays ignored.
///
/// REQUIRES: made on the main thread, before other threads are started; one at a time.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  [[nodiscard]] std::stop_token token() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace perankh::cli
