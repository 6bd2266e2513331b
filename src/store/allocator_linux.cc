#include <fmt/format.h>
#include <malloc.h>
#include <sys/types.h>

#include <cstddef>
#include <string>

#include "base/large_pages.h"
#include "store/allocator.h"

// libduckdb for Linux holds a jemalloc of its own under these names (jemalloc.net, mallctl and extent_hooks_t). Weak:
// one without it works as well, only slower.
extern "C" {
[[gnu::weak]] int duckdb_je_mallctl(const char* name, void* old_value, std::size_t* old_size, void* new_value,
                                    std::size_t new_size);

struct ExtentHooks;
using ExtentAlloc = void*(ExtentHooks*, void* address, std::size_t size, std::size_t alignment, bool* zero,
                          bool* commit, unsigned arena);
struct ExtentHooks {
  ExtentAlloc* alloc;
  void* others[8];
};
}

namespace perankh::store {

namespace {

// DuckDB says one second. A question or a commit takes and frees the same few megabytes again and again, and each page
// given back costs a call now and a fault later. With more than a few seconds a long import takes more memory.
constexpr ssize_t kKeepMs = 3'000;

template <class T>
bool set(const std::string& name, T value) {
  return duckdb_je_mallctl(name.c_str(), nullptr, nullptr, &value, sizeof(T)) == 0;
}

template <class T>
T get(const std::string& name, T otherwise) {
  T value = otherwise;
  std::size_t size = sizeof(T);
  return duckdb_je_mallctl(name.c_str(), &value, &size, nullptr, 0) == 0 ? value : otherwise;
}

// As they were before any arena had ours; null when there are none.
ExtentHooks* usual_hooks() {
  static auto* const kUsual = static_cast<ExtentHooks*>(get<void*>("arena.0.extent_hooks", nullptr));
  return kUsual;
}

void* allocate(ExtentHooks* /*ours*/, void* address, std::size_t size, std::size_t alignment, bool* zero, bool* commit,
               unsigned arena) {
  void* const memory = usual_hooks()->alloc(usual_hooks(), address, size, alignment, zero, commit, arena);
  if (memory != nullptr) prefer_large_pages(memory, size);
  return memory;
}

// jemalloc takes memory from the system in pieces of some megabytes, through a table of functions for each arena.
void use_large_pages() {
  if (usual_hooks() == nullptr) return;
  static ExtentHooks hooks = *usual_hooks();
  hooks.alloc = allocate;
  const auto arenas = get<unsigned>("opt.narenas", 1);
  for (unsigned arena = 0; arena < arenas; ++arena) {
    set(fmt::format("arena.{}.extent_hooks", arena), static_cast<void*>(&hooks));
  }
}

// What DuckDB does not take from its own allocator it takes from the C library's: plans, and most of what planning
// needs. By itself that gives back whatever lies free at the end of a thread's memory, after every question.
void keep_in_c_library() {
#ifdef __GLIBC__
  mallopt(M_TRIM_THRESHOLD, 16 << 20);
  mallopt(M_TOP_PAD, 1 << 20);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);  // which would no longer adjust itself
#endif
}

bool tune() {
  keep_in_c_library();
  if (duckdb_je_mallctl == nullptr) return false;
  set("arenas.dirty_decay_ms", kKeepMs);  // of arenas to come
  set("arenas.muzzy_decay_ms", ssize_t{0});
  set("arena.0.dirty_decay_ms", kKeepMs);  // the one that is there from the start
  set("arena.0.muzzy_decay_ms", ssize_t{0});
  use_large_pages();
  return true;
}

}  // namespace

void tune_allocator() {
  static const bool kTuned = tune();
  static_cast<void>(kTuned);
}

}  // namespace perankh::store
