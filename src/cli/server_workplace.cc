#include "cli/server_workplace.h"

#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "api/imports.h"
#include "api/library_keeper.h"
#include "cli/command_line.h"
#include "cli/units.h"
#include "cli/workplace.h"
#include "files/file_source.h"

namespace perankh::cli {

namespace {

namespace fs = std::filesystem;

// Ends a command that has to be sent again with more.
struct Needs {
  int what;
};

class TheirConsole final : public Console {
 public:
  TheirConsole(const api::CommandRequest& request, const api::CommandPlace& place) : request_(request), place_(place) {}

  void print(Stream stream, std::string_view text) override { place_.print(stream == Stream::kErr, text); }
  void flush(Stream) override {}

  [[nodiscard]] bool is_terminal(Stream stream) const override {
    return stream == Stream::kOut ? request_.out_is_terminal : request_.err_is_terminal;
  }
  [[nodiscard]] std::size_t width(Stream stream) const override {
    return stream == Stream::kOut ? request_.out_columns : request_.err_columns;
  }
  [[nodiscard]] bool wants_colour(Stream stream) const override {
    return stream == Stream::kOut ? request_.out_colours : request_.err_colours;
  }

  [[nodiscard]] std::string input() override {
    if (!request_.input) throw Needs{api::kNeedsInput};
    return *request_.input;
  }
  [[nodiscard]] bool can_ask() const override { return request_.can_ask; }
  [[nodiscard]] std::string ask(std::string_view question) override {
    if (request_.answer) return *request_.answer;
    print(Stream::kErr, question);
    throw Needs{api::kNeedsAnswer};
  }

 private:
  const api::CommandRequest& request_;
  const api::CommandPlace& place_;
};

// The same files under two names: as they were typed, for people, and from the root on, since this process is in
// another folder.
class TypedPaths {
 public:
  explicit TypedPaths(fs::path folder) : folder_(std::move(folder)) {}

  [[nodiscard]] fs::path whole(const fs::path& typed) const { return typed.is_absolute() ? typed : folder_ / typed; }

  /// What `whole` was made of, given that it was.
  [[nodiscard]] fs::path typed(const fs::path& whole, bool was_relative) const {
    const std::string prefix = (folder_ / "").string();
    const std::string text = whole.string();
    return was_relative && text.starts_with(prefix) ? fs::path(text.substr(prefix.size())) : whole;
  }

 private:
  fs::path folder_;
};

class ServerWorkplace final : public Workplace {
 public:
  ServerWorkplace(const api::CommandRequest& request, const api::CommandPlace& place)
      : request_(request), place_(place), console_(request, place), paths_(request.folder) {}

  [[nodiscard]] Console& console() override { return console_; }
  [[nodiscard]] fs::path default_library() const override { return request_.library; }

  [[nodiscard]] Result<std::shared_ptr<store::Library>> open(const fs::path&,
                                                             const store::LibraryOptions& options) override {
    if (options.access == store::Access::kWrite) return open_to_write();
    auto reading = place_.keeper.read();
    if (!reading) return std::unexpected(std::move(reading.error()));
    const auto owner = std::make_shared<api::LibraryKeeper::Reading>(std::move(*reading));
    return std::shared_ptr<store::Library>(owner, &owner->library);
  }

  // One argument at a time, since what was typed whole stays whole. A file that two of them name counts once.
  [[nodiscard]] files::FoundSaves find_saves(std::span<const std::string> arguments) override {
    std::vector<std::string> whole;
    bool all_relative = true;
    for (const std::string& argument : arguments) {
      whole.push_back(paths_.whole(argument).string());
      all_relative &= !fs::path(argument).is_absolute();
    }
    files::FoundSaves found = files::find_saves(whole);
    const auto relative = [&](const fs::path& path) {
      if (all_relative) return true;
      for (std::size_t at = 0; at < arguments.size(); ++at) {
        if (path.string().starts_with(whole[at])) return !fs::path(arguments[at]).is_absolute();
      }
      return false;
    };
    for (files::SaveFile& file : found.files) file.path = paths_.typed(file.path, relative(file.path));
    for (Error& problem : found.problems) problem.file = paths_.typed(problem.file, relative(problem.file)).string();
    return found;
  }

  [[nodiscard]] Result<pipeline::ImportReport> import(ImportTask& task) override {
    files::FoundSaves whole = task.found;
    std::unordered_map<std::string, std::string> typed;
    for (files::SaveFile& file : whole.files) {
      const std::string before = file.path.string();
      file.path = paths_.whole(file.path);
      typed.emplace(file.path.string(), before);
    }
    api::Imports::CommandImport import{
        .title = fmt::format("{} from the command line", format_count(whole.files.size(), "file")),
        .found = whole,
        .files = files_,
        .options = task.options,
        .make_sink = task.make_sink,
        .on_close = task.on_close};
    import.options.stop = place_.stop;
    import.options.on_progress = [&](pipeline::BatchProgress progress) {
      const auto found = typed.find(progress.current_file);
      if (found != typed.end()) progress.current_file = found->second;
      task.options.on_progress(progress);
    };
    pipeline::ImportReport report = place_.imports.run_command(import);
    task.open = import.open;
    task.close = import.close;
    if (report.files.empty() && report.fatal) return std::unexpected(std::move(*report.fatal));
    task.opened = true;
    for (pipeline::FileOutcome& outcome : report.files) {
      const auto found = typed.find(outcome.file.path.string());
      if (found == typed.end()) continue;
      outcome.file.path = found->second;
      if (!outcome.error.file.empty()) outcome.error.file = found->second;
    }
    return report;
  }

  [[nodiscard]] Interruptible interruptible() override { return {.interrupts = nullptr, .token = place_.stop}; }

 private:
  // The library, and then: everybody is told that it may have changed.
  struct Writer {
    explicit Writer(const api::CommandPlace& its_place, api::LibraryKeeper::Writing its_writing)
        : place(its_place), writing(std::move(its_writing)) {}
    ~Writer() {
      place.keeper.note_change();
      writing.open.unlock();  // telling opens it once more
      place.imports.tell_library();
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    const api::CommandPlace& place;
    api::LibraryKeeper::Writing writing;
  };

  [[nodiscard]] Result<std::shared_ptr<store::Library>> open_to_write() {
    auto writing = place_.keeper.wait_to_write(place_.stop);
    if (!writing) return std::unexpected(std::move(writing.error()));
    const auto owner = std::make_shared<Writer>(place_, std::move(*writing));
    return std::shared_ptr<store::Library>(owner, &owner->writing.library);
  }

  const api::CommandRequest& request_;
  const api::CommandPlace& place_;
  TheirConsole console_;
  TypedPaths paths_;
  files::RealFiles files_;
};

}  // namespace

int run_handed_over(const api::CommandRequest& request, const api::CommandPlace& place) {
  ServerWorkplace workplace(request, place);
  const WorkingAt here(workplace);
  try {
    return static_cast<int>(run_arguments(request.arguments));
  } catch (const Needs& needs) {
    return needs.what;
  }
}

}  // namespace perankh::cli
