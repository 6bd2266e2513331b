// The files of an import that can be paused: who wants to read one waits while it is.
//
// This is all that a pause takes: stage 1 stands still at the door of the next file, what is under way is finished and
// committed, and the window and the writer know nothing of it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>

#include "files/file_source.h"

namespace perankh::api {

/// Holds threads up while it is closed. Threads: any.
class Hold {
 public:
  void close();
  void open();
  /// Lets this many through and stays closed. REQUIRES: closed.
  void let_through(std::uint64_t count);
  [[nodiscard]] bool is_closed() const;

  /// Returns true when the caller may go on, false once `stop` is requested.
  [[nodiscard]] bool wait(const std::stop_token& stop);

 private:
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  bool closed_ = false;
  std::uint64_t allowed_ = 0;
};

class HeldFiles final : public files::FileSource {
 public:
  /// `files` and `hold` must outlive this.
  HeldFiles(const files::FileSource& files, Hold& hold, std::stop_token stop)
      : files_(files), hold_(hold), stop_(std::move(stop)) {}

  [[nodiscard]] Result<void> read(const std::filesystem::path& path, files::Buffer& into) const override;

 private:
  const files::FileSource& files_;
  Hold& hold_;
  std::stop_token stop_;
};

}  // namespace perankh::api
