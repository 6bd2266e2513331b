#include "api/held_files.h"

namespace perankh::api {

void Hold::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
}

void Hold::open() {
  const std::lock_guard lock(mutex_);
  closed_ = false;
  allowed_ = 0;
  changed_.notify_all();
}

void Hold::let_through(std::uint64_t count) {
  const std::lock_guard lock(mutex_);
  allowed_ += count;
  changed_.notify_all();
}

bool Hold::is_closed() const {
  const std::lock_guard lock(mutex_);
  return closed_;
}

bool Hold::wait(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait(lock, stop, [this] { return !closed_ || allowed_ > 0; })) return false;
  if (closed_) --allowed_;
  return !stop.stop_requested();
}

Result<void> HeldFiles::read(const std::filesystem::path& path, files::Buffer& into) const {
  if (!hold_.wait(stop_)) return fail("pipeline/cancelled", "Not done, because the import was stopped.");
  return files_.read(path, into);
}

}  // namespace perankh::api
