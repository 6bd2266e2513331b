#include <sys/mman.h>

#include <cstdint>

#include "base/large_pages.h"

namespace perankh {

void prefer_large_pages(void* memory, std::size_t size) {
  constexpr std::uintptr_t kLarge = std::uintptr_t{2} << 20;
  const auto first = reinterpret_cast<std::uintptr_t>(memory);
  const std::uintptr_t begin = (first + kLarge - 1) / kLarge * kLarge;
  const std::uintptr_t end = (first + size) / kLarge * kLarge;
  if (begin >= end) return;
  static_cast<void>(madvise(static_cast<std::byte*>(memory) + (begin - first), end - begin, MADV_HUGEPAGE));
}

}  // namespace perankh
