#include "cli/workplace.h"

#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <iterator>
#include <utility>

#include "cli/units.h"
#include "files/file_source.h"
#include "files/folders.h"

namespace perankh::cli {

namespace {

class OwnConsole final : public Console {
 public:
  void print(Stream stream, std::string_view text) override {
    // command_line.cc looks for errors of stdout. That nobody can read stderr (it goes to a file on a full disk) is no
    // reason to stop.
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), file(stream)));
  }
  void flush(Stream stream) override { std::fflush(file(stream)); }

  [[nodiscard]] bool is_terminal(Stream stream) const override { return cli::is_terminal(stream); }
  [[nodiscard]] std::size_t width(Stream stream) const override { return terminal_width(stream); }
  [[nodiscard]] bool wants_colour(Stream stream) const override { return cli::wants_colour(stream); }

  [[nodiscard]] std::string input() override { return {std::istreambuf_iterator<char>(std::cin), {}}; }
  [[nodiscard]] bool can_ask() const override { return cli::can_ask(); }
  [[nodiscard]] std::string ask(std::string_view question) override {
    print(Stream::kErr, question);
    flush(Stream::kErr);
    std::string answer;
    std::getline(std::cin, answer);
    return answer;
  }

 private:
  static std::FILE* file(Stream stream) { return stream == Stream::kOut ? stdout : stderr; }
};

class OwnProcess final : public Workplace {
 public:
  [[nodiscard]] Console& console() override { return console_; }
  [[nodiscard]] std::filesystem::path default_library() const override { return files::default_library_path(); }

  [[nodiscard]] Result<std::shared_ptr<store::Library>> open(const std::filesystem::path& path,
                                                             const store::LibraryOptions& options) override {
    store::LibraryOptions telling = options;
    telling.on_long_log = tell_of_long_log;
    auto library = store::Library::open(path, telling);
    if (!library) return std::unexpected(std::move(library.error()));
    return std::make_shared<store::Library>(std::move(*library));
  }

  [[nodiscard]] files::FoundSaves find_saves(std::span<const std::string> arguments) override {
    return files::find_saves(arguments);
  }

  [[nodiscard]] Result<pipeline::ImportReport> import(ImportTask& task) override {
    auto library = timed_open(task);
    if (!library) return std::unexpected(std::move(library.error()));
    task.opened = true;
    pipeline::ImportReport report;
    {
      auto sink = task.make_sink(*library);
      if (!sink) return std::unexpected(std::move(sink.error()));
      report = import_batch(task.found, files::RealFiles(), library->symbols(), **sink, task.options);
    }
    close(task, std::move(*library), report);
    return report;
  }

  [[nodiscard]] Interruptible interruptible() override {
    auto interrupts = std::make_shared<Interrupts>();
    return {.interrupts = interrupts, .token = interrupts->token()};
  }

 private:
  static Result<store::Library> timed_open(ImportTask& task) {
    const ScopedTimer timer(task.open);
    return store::Library::open(task.library, {.to_import = true, .on_long_log = task.on_long_log});
  }

  static void close(ImportTask& task, store::Library&& library, pipeline::ImportReport& report) {
    const ScopedTimer timer(task.close);
    store::Library closing = std::move(library);  // gone before the time is taken
    if (task.on_close) task.on_close();
    // What is committed is safe without it: in the log beside the file, which the next opening reads.
    auto closed = closing.checkpoint();
    if (closed || report.fatal) return;
    if (closed.error().code == "store/gone") {
      report.fatal = std::move(closed.error());
    } else {
      report.warnings.push_back("The library was not tidied up at the end: " + describe(closed.error()));
    }
  }

  OwnConsole console_;
};

// By thread, since the server runs commands beside each other. It is set by WorkingAt only.
Workplace*& place_of_this_thread() {
  thread_local Workplace* place = nullptr;
  return place;
}

}  // namespace

Workplace& workplace() {
  static OwnProcess own;
  Workplace* const place = place_of_this_thread();
  return place == nullptr ? own : *place;
}

Console& console() { return workplace().console(); }

std::string about_long_log(std::uintmax_t bytes) {
  return fmt::format("reading what a stopped import has left in the library's log, {}", format_size(bytes));
}

void tell_of_long_log(std::uintmax_t bytes) {
  if (console().is_terminal(Stream::kErr)) console().print(Stream::kErr, about_long_log(bytes) + " ...\n");
}

WorkingAt::WorkingAt(Workplace& place) : before_(std::exchange(place_of_this_thread(), &place)) {}

WorkingAt::~WorkingAt() { place_of_this_thread() = before_; }

}  // namespace perankh::cli
