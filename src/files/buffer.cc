#include "files/buffer.h"

#include "base/large_pages.h"

namespace perankh::files {

std::span<std::byte> Buffer::prepare(std::size_t size) {
  if (!memory_ || size > capacity_) {
    trim(0);  // the old memory first: both at once would be the peak of the program
    const std::size_t capacity = size + size / 8;  // saves of one game grow from turn to turn
    memory_ = std::make_unique_for_overwrite<std::byte[]>(capacity + 1);
    capacity_ = capacity;
    prefer_large_pages(memory_.get(), capacity_);
  }
  size_ = size;
  memory_[size_] = std::byte{0};
  return {memory_.get(), size_};
}

void Buffer::truncate(std::size_t size) {
  if (size >= size_) return;
  size_ = size;
  memory_[size_] = std::byte{0};
}

void Buffer::trim(std::size_t keep) {
  truncate(0);
  if (capacity_ <= keep && keep != 0) return;
  memory_.reset();
  capacity_ = 0;
}

std::string_view Buffer::text() const {
  if (!memory_) return "";
  return {reinterpret_cast<const char*>(memory_.get()), size_};
}

}  // namespace perankh::files
