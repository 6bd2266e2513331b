#include "api/library_keeper.h"

#include <utility>

namespace perankh::api {

namespace {

// For questions beside an import. DuckDB takes it only when it needs it.
constexpr std::uint64_t kMemory = std::uint64_t{512} << 20;

}  // namespace

Result<std::unique_ptr<LibraryKeeper>> LibraryKeeper::open(const std::filesystem::path& path,
                                                           const std::function<void(std::uintmax_t)>& on_long_log) {
  std::unique_ptr<LibraryKeeper> keeper(new LibraryKeeper(path));
  if (auto opened = keeper->open_if_closed(on_long_log); !opened) return std::unexpected(std::move(opened.error()));
  return keeper;
}

Result<void> LibraryKeeper::open_if_closed(const std::function<void(std::uintmax_t)>& on_long_log) {
  const std::unique_lock lock(open_);
  if (opened_) return {};
  auto library = store::Library::open(path_, {.memory = kMemory, .confined = true, .on_long_log = on_long_log});
  if (!library) return std::unexpected(std::move(library.error()));
  opened_ = std::make_unique<Opened>(std::move(*library), last_removal_);
  return {};
}

Result<std::shared_lock<std::shared_mutex>> LibraryKeeper::hold_open() {
  std::shared_lock lock(open_);
  if (!opened_) {
    lock.unlock();
    if (auto opened = open_if_closed(); !opened) return std::unexpected(std::move(opened.error()));
    lock.lock();
  }
  if (!opened_) return fail("store/failed", "the library was closed in between");
  return lock;
}

Result<LibraryKeeper::Reading> LibraryKeeper::read() {
  auto lock = hold_open();
  if (!lock) return std::unexpected(std::move(lock.error()));
  auto library = opened_->library.share_for_reading();
  if (!library) return std::unexpected(std::move(library.error()));
  return Reading{.open = std::move(*lock), .library = std::move(*library)};
}

Result<LibraryKeeper::Writing> LibraryKeeper::write(Turn turn) {
  auto lock = hold_open();
  if (!lock) return std::unexpected(std::move(lock.error()));
  return Writing{.turn = std::move(turn), .open = std::move(*lock), .library = opened_->library, .bin = opened_->bin};
}

Result<LibraryKeeper::Writing> LibraryKeeper::wait_to_write(const std::stop_token& stop) {
  {
    std::unique_lock lock(turn_mutex_);
    if (!turn_ended_.wait(lock, stop, [this] { return !somebody_writes_; })) {
      return fail("pipeline/cancelled", "Not done, because it was stopped.");
    }
    somebody_writes_ = true;
  }
  return write(Turn(*this));
}

Result<LibraryKeeper::Writing> LibraryKeeper::write_now() {
  {
    const std::lock_guard lock(turn_mutex_);
    if (somebody_writes_) return fail("api/import-running", "An import is running.");
    somebody_writes_ = true;
  }
  return write(Turn(*this));
}

void LibraryKeeper::end_turn() {
  const std::lock_guard lock(turn_mutex_);
  somebody_writes_ = false;
  turn_ended_.notify_one();
}

void LibraryKeeper::reopen() {
  {
    const std::unique_lock lock(open_);
    if (opened_) last_removal_ = opened_->bin.last_id();
    opened_.reset();
  }
  static_cast<void>(open_if_closed());  // who comes next says why not
}

}  // namespace perankh::api
