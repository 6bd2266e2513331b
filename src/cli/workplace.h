// Where a command works: its library, its files, its console, and who may stop it.
//
// Usually that is this process. While `per-ankh serve` holds the library, a command is handed over to that process and
// works there, with the same code, on the library that is open already: the same words come out, on the terminal it was
// typed in.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>

#include "base/error.h"
#include "base/timer.h"
#include "cli/console.h"
#include "files/find_saves.h"
#include "pipeline/import_batch.h"
#include "store/library.h"

namespace perankh::cli {

/// Files on their way into a library.
struct ImportTask {
  std::filesystem::path library;
  const files::FoundSaves& found;
  pipeline::ImportOptions options;
  std::function<Result<std::unique_ptr<pipeline::SaveSink>>(store::Library&)> make_sink;
  std::function<void(std::uintmax_t)> on_long_log = {};  ///< see store::LibraryOptions; not in the server
  std::function<void()> on_close = {};                   ///< all is committed, the library is being tidied up

  // What came of it, beside the report.
  bool opened = false;  ///< the library
  Duration open = {};
  Duration close = {};
};

class Workplace {
 public:
  virtual ~Workplace() = default;

  [[nodiscard]] virtual Console& console() = 0;

  /// The library that `--db` names when it is not given.
  [[nodiscard]] virtual std::filesystem::path default_library() const = 0;

  /// Opens a library, or gives the one that is open. Errors: those of store::Library::open.
  [[nodiscard]] virtual Result<std::shared_ptr<store::Library>> open(const std::filesystem::path& path,
                                                                     const store::LibraryOptions& options) = 0;

  /// As files::find_saves(), from the folder in which the command was typed.
  [[nodiscard]] virtual files::FoundSaves find_saves(std::span<const std::string> arguments) = 0;

  /// Imports; an error when it could not even begin.
  [[nodiscard]] virtual Result<pipeline::ImportReport> import(ImportTask& task) = 0;

  /// While the result lives, Ctrl-C asks to stop by way of the token instead of ending the command.
  struct Interruptible {
    std::shared_ptr<Interrupts> interrupts;  ///< null in the server
    std::stop_token token;
  };
  [[nodiscard]] virtual Interruptible interruptible() = 0;
};

/// Of the command that runs on this thread; this process unless a WorkingAt says otherwise.
[[nodiscard]] Workplace& workplace();

/// For people who wait: what store::LibraryOptions::on_long_log tells of, without a full stop.
[[nodiscard]] std::string about_long_log(std::uintmax_t bytes);
/// Says so on stderr when that is a terminal.
void tell_of_long_log(std::uintmax_t bytes);

/// While it lives, commands on this thread work there.
class WorkingAt {
 public:
  explicit WorkingAt(Workplace& place);
  ~WorkingAt();
  WorkingAt(const WorkingAt&) = delete;
  WorkingAt& operator=(const WorkingAt&) = delete;

 private:
  Workplace* before_;
};

}  // namespace perankh::cli
