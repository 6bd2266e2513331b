// The one library that the server holds open: many may read it, one writes.
//
// Threads: any.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <stop_token>
#include <utility>

#include "base/error.h"
#include "store/bin.h"
#include "store/library.h"

namespace perankh::api {

class LibraryKeeper {
 public:
  /// A question: sees what is committed when it begins, and cannot write. While it lives the file stays open.
  struct Reading {
    std::shared_lock<std::shared_mutex> open;
    store::Library library;

    store::Connection& connection() { return library.connection(); }
  };

  /// Whose turn it is to write. Threads: any.
  class Turn {
   public:
    explicit Turn(LibraryKeeper& keeper) : keeper_(&keeper) {}
    Turn(Turn&& other) noexcept : keeper_(std::exchange(other.keeper_, nullptr)) {}
    Turn& operator=(Turn&& other) noexcept {
      std::swap(keeper_, other.keeper_);
      return *this;
    }
    ~Turn() {
      if (keeper_ != nullptr) keeper_->end_turn();
    }

   private:
    LibraryKeeper* keeper_;
  };

  /// The only one who writes, as long as it lives.
  struct Writing {
    Turn turn;
    std::shared_lock<std::shared_mutex> open;
    store::Library& library;
    store::Bin& bin;
  };

  /// Opens the library, and makes it when there is none. `on_long_log`: see store::LibraryOptions. Errors: those of
  /// store::Library::open.
  [[nodiscard]] static Result<std::unique_ptr<LibraryKeeper>> open(
      const std::filesystem::path& path, const std::function<void(std::uintmax_t)>& on_long_log = {});

  [[nodiscard]] Result<Reading> read();

  /// Waits for its turn (pipeline/cancelled when it is stopped before); or api/import-running at once when somebody
  /// writes.
  [[nodiscard]] Result<Writing> wait_to_write(const std::stop_token& stop);
  [[nodiscard]] Result<Writing> write_now();

  /// Closes the library and opens it anew. After a failed commit DuckDB must not go on with what it has in memory; when
  /// the library cannot be opened, whoever wants it next tries again. REQUIRES: the caller neither reads nor writes.
  void reopen();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// Another number after each change of what is in the library.
  [[nodiscard]] std::int64_t revision() const { return revision_; }
  void note_change() { ++revision_; }

 private:
  struct Opened {
    store::Library library;
    store::Bin bin;

    Opened(store::Library&& opened, std::int64_t last_removal)
        : library(std::move(opened)), bin(library, last_removal) {}
  };

  explicit LibraryKeeper(std::filesystem::path path) : path_(std::move(path)) {}
  Result<std::shared_lock<std::shared_mutex>> hold_open();
  Result<void> open_if_closed(const std::function<void(std::uintmax_t)>& on_long_log = {});
  Result<Writing> write(Turn turn);
  void end_turn();

  const std::filesystem::path path_;
  std::atomic<std::int64_t> revision_ = 1;
  std::mutex turn_mutex_;
  std::condition_variable_any turn_ended_;
  bool somebody_writes_ = false;    // guarded by turn_mutex_
  std::shared_mutex open_;          // shared: whoever uses opened_; alone: whoever opens and closes
  std::unique_ptr<Opened> opened_;  // null after it could not be opened again
  std::int64_t last_removal_ = 0;
};

}  // namespace perankh::api
