#include "bench/parts/allocations.h"

#include <malloc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace perankh::bench {

namespace {

struct Counts {
  bool on = false;
  std::size_t count = 0;
  std::int64_t live = 0;
  std::int64_t peak = 0;
};

thread_local constinit Counts counts;

void* counted(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  if (counts.on) {
    ++counts.count;
    counts.live += static_cast<std::int64_t>(::malloc_usable_size(memory));
    counts.peak = std::max(counts.peak, counts.live);
  }
  return memory;
}

void release(void* memory) {
  if (counts.on) counts.live -= static_cast<std::int64_t>(::malloc_usable_size(memory));
  std::free(memory);
}

}  // namespace

CountedAllocations::CountedAllocations() { counts = {.on = true}; }
CountedAllocations::~CountedAllocations() { counts.on = false; }
std::size_t CountedAllocations::count() const { return counts.count; }
std::size_t CountedAllocations::live_bytes() const { return static_cast<std::size_t>(counts.live); }
std::size_t CountedAllocations::peak_bytes() const { return static_cast<std::size_t>(counts.peak); }

}  // namespace perankh::bench

// The array forms call these.
void* operator new(std::size_t size) { return perankh::bench::counted(std::malloc(size)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  const auto step = static_cast<std::size_t>(alignment);
  return perankh::bench::counted(std::aligned_alloc(step, (size + step - 1) / step * step));
}
void operator delete(void* memory) noexcept { perankh::bench::release(memory); }
void operator delete(void* memory, std::size_t) noexcept { perankh::bench::release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { perankh::bench::release(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { perankh::bench::release(memory); }
