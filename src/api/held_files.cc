#include "api/held_files.h"

#include <algorithm>
#include <utility>

namespace perankh::api {

void Hold::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
}

void Hold::open() {
  const std::lock_guard lock(mutex_);
  closed_ = false;
  changed_.notify_all();
}

void Hold::let_through(std::uint64_t count) {
  const std::lock_guard lock(mutex_);
  passed_ += count;
  changed_.notify_all();
}

bool Hold::is_closed() const {
  const std::lock_guard lock(mutex_);
  return closed_;
}

bool Hold::wait(std::uint64_t position, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (position < passed_) return true;
  if (!changed_.wait(lock, stop, [&] { return !closed_ || position < passed_; })) return false;
  if (stop.stop_requested()) return false;
  passed_ = std::max(passed_, position + 1);
  return true;
}

HeldFiles::HeldFiles(const files::FileSource& files, std::span<const files::SaveFile> found, Hold& hold,
                     std::stop_token stop)
    : files_(files), hold_(hold), stop_(std::move(stop)) {
  for (const files::SaveFile& file : found) positions_.emplace(file.path.string(), positions_.size());
}

Result<void> HeldFiles::read(const std::filesystem::path& path, files::Buffer& into) const {
  const auto position = positions_.find(path.string());
  if (!hold_.wait(position == positions_.end() ? 0 : position->second, stop_)) {
    return fail("pipeline/cancelled", "Not done, because the import was stopped.");
  }
  return files_.read(path, into);
}

}  // namespace perankh::api
