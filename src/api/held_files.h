// The files of an import that can be paused: who wants to read one waits while it is.
//
// This is all that a pause takes: stage 1 stands still at the door of the next file, what is under way is finished and
// committed, and the window and the writer know nothing of it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <span>
#include <stop_token>
#include <string>
#include <unordered_map>

#include "files/file_source.h"
#include "files/save_file.h"

namespace perankh::api {

/// Holds up who comes for a file while it is closed. Files pass in the order of their positions, whichever thread comes
/// first: outcomes are told in that order, so letting two through must lead to the outcomes of the next two.
/// Threads: any.
class Hold {
 public:
  void close();
  void open();
  /// Lets the next `count` files through and stays closed. REQUIRES: closed.
  void let_through(std::uint64_t count);
  [[nodiscard]] bool is_closed() const;

  /// Returns true when the file at `position` may be read, false once `stop` is requested. What was let through before
  /// may be read again even then: a group that the library refuses is written once more, one by one.
  [[nodiscard]] bool wait(std::uint64_t position, const std::stop_token& stop);

 private:
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  bool closed_ = false;
  std::uint64_t passed_ = 0;  // every file before this position may be read at any time
};

class HeldFiles final : public files::FileSource {
 public:
  /// `found`: what is going to be read, in order. `files` and `hold` must outlive this.
  HeldFiles(const files::FileSource& files, std::span<const files::SaveFile> found, Hold& hold, std::stop_token stop);

  [[nodiscard]] Result<void> read(const std::filesystem::path& path, files::Buffer& into) const override;

 private:
  const files::FileSource& files_;
  std::unordered_map<std::string, std::uint64_t> positions_;  // by path
  Hold& hold_;
  std::stop_token stop_;
};

}  // namespace perankh::api
