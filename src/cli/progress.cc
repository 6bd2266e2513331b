#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "cli/console.h"
#include "cli/json.h"
#include "cli/terminal.h"
#include "cli/text.h"
#include "cli/units.h"

namespace perankh::cli {

namespace {

using pipeline::BatchProgress;

double fraction_of(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::uint64_t percent_of(const BatchProgress& progress) {
  return progress.total_files == 0 ? 100 : progress.parsed * 100 / progress.total_files;
}

double files_per_second(const BatchProgress& progress) {
  const double passed = seconds(progress.elapsed);
  return passed > 0 ? static_cast<double>(progress.parsed) / passed : 0;
}

// By bytes, since saves grow with the turns. Nothing while there is too little to judge by.
std::optional<Duration> time_left(const BatchProgress& progress) {
  const double done = fraction_of(progress.bytes_parsed, progress.bytes_total);
  if (done < 0.01 || progress.elapsed < std::chrono::milliseconds(300)) return std::nullopt;
  return std::chrono::duration_cast<Duration>(progress.elapsed * ((1 - done) / done));
}

std::string speed_and_rest(const BatchProgress& progress) {
  const double speed = files_per_second(progress);
  std::string text = fmt::format("{:.{}f} files/s", speed, speed < 10 ? 1 : 0);
  if (progress.parsed == progress.total_files) return text;
  if (const auto left = time_left(progress)) {
    const auto whole = std::max<std::int64_t>(1, milliseconds(*left) / 1000);
    text += whole < 60 ? fmt::format(", {} s left", whole)
                       : fmt::format(", {} left", format_duration(std::chrono::seconds(whole)));
  }
  return text;
}

class NoView final : public ProgressView {
 public:
  void show(const BatchProgress&) override {}
};

class JsonView final : public ProgressView {
 public:
  void show(const BatchProgress& progress) override {
    print_line({{"event", "progress"},
                {"total", progress.total_files},
                {"completed", progress.completed},
                {"imported", progress.imported},
                {"duplicates", progress.duplicates},
                {"failed", progress.failed},
                {"parsed", progress.parsed},
                {"bytes_total", progress.bytes_total},
                {"bytes_parsed", progress.bytes_parsed},
                {"elapsed_ms", milliseconds(progress.elapsed)},
                {"current_file", progress.current_file}});
  }
};

// For logs and pipes: a line after every tenth of the files or after some seconds.
class LineView final : public ProgressView {
 public:
  void show(const BatchProgress& progress) override {
    const std::uint64_t tenth = percent_of(progress) / 10;
    if (progress.parsed == 0 || (tenth == tenth_ && progress.elapsed - shown_ < kInterval)) return;
    if (progress.parsed == parsed_) return;
    tenth_ = tenth;
    parsed_ = progress.parsed;
    shown_ = progress.elapsed;
    std::string line = fmt::format("{} of {} files ({} %), {}", format_number(progress.parsed),
                                   format_number(progress.total_files), percent_of(progress), speed_and_rest(progress));
    if (progress.failed > 0) line += fmt::format(", {} failed", format_number(progress.failed));
    console().print(Stream::kErr, line + "\n");
  }

 private:
  static constexpr Duration kInterval = std::chrono::seconds(5);

  std::uint64_t tenth_ = 0;
  std::uint64_t parsed_ = 0;
  Duration shown_ = {};
};

// One line, drawn again and again:
// [##########..........]  123/266   46 %  31 files/s, 4 s left  1 failed  saves/OW-Rome-Year46.zip
class BarView final : public ProgressView {
 public:
  void show(const BatchProgress& progress) override {
    const Clock::time_point now = Clock::now();
    if (drawn_ && now - *drawn_ < kInterval) return;
    drawn_ = now;
    draw(progress, progress.parsed == progress.total_files ? "writing" : printable(progress.current_file));
  }

  void note(std::string_view what) override { put(std::string(what) + " ..."); }
  void finish() override { put({}); }

 private:
  static constexpr Duration kInterval = std::chrono::milliseconds(100);
  static constexpr std::size_t kBarWidth = 20;

  void draw(const BatchProgress& progress, const std::string& what) {
    const auto filled = static_cast<std::size_t>(fraction_of(progress.parsed, progress.total_files) * kBarWidth);
    std::string line =
        fmt::format("[{:#<{}}{:.<{}}] {}/{} {:3} %  {}", "", filled, "", kBarWidth - filled, progress.parsed,
                    progress.total_files, percent_of(progress), speed_and_rest(progress));
    const std::string failed = progress.failed > 0 ? fmt::format("  {} failed", progress.failed) : "";
    // A line that fills the last column makes some terminals go to the next one.
    const std::size_t width = console().width(Stream::kErr) - 1;
    line = shorten(line, width);
    const std::size_t room = width - std::min(width, display_width(line) + failed.size());
    put(room > 0 ? line + paint_.in(Colour::kRed, failed) + (room > 8 ? "  " + shorten_start(what, room - 2) : "")
                 : line);
  }

  // In one write, so that no half line is ever seen. "\r" goes to the start of the line, "ESC[K" clears what was there.
  static void put(const std::string& line) {
    console().print(Stream::kErr, fmt::format("\r{}\x1B[K", line));
    console().flush(Stream::kErr);
  }

  std::optional<Clock::time_point> drawn_;
  Paint paint_{Stream::kErr};
};

}  // namespace

std::unique_ptr<ProgressView> make_progress_view(bool json, bool quiet) {
  if (quiet) return std::make_unique<NoView>();
  if (json) return std::make_unique<JsonView>();
  if (console().is_terminal(Stream::kErr)) return std::make_unique<BarView>();
  return std::make_unique<LineView>();
}

}  // namespace perankh::cli
