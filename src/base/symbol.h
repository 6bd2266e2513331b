// Names of the game as small numbers.
//
// A save repeats a few thousand names hundreds of thousands of times. They are stored once, in the library's table of
// symbols, and everything else holds their 32-bit ids. Ids are dense, start at 1, and belong to one library: a
// SymbolTable is filled from the library when it is opened and lives as long as it is open.
//
// Threads: SymbolTable may be used by any number of threads. A SymbolCache belongs to one thread; it answers almost
// every question without touching the shared table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/values.h"

namespace perankh {

/// All names of one open library, in the order of their ids. Only grows.
class SymbolTable {
 public:
  SymbolTable() = default;
  SymbolTable(const SymbolTable&) = delete;
  SymbolTable& operator=(const SymbolTable&) = delete;

  /// The id of `text`, which is given one when it is new. Empty text is Symbol().
  [[nodiscard]] Symbol intern(std::string_view text);

  /// The id of `text` if it has one.
  [[nodiscard]] Symbol find(std::string_view text) const;

  /// The name behind an id of this table; valid as long as the table. Symbol() is "".
  [[nodiscard]] std::string_view text(Symbol symbol) const;

  /// Number of names so far; ids are 1..size().
  [[nodiscard]] std::size_t size() const;

 private:
  mutable std::shared_mutex mutex_;
  std::deque<std::string> texts_;                            // index = id - 1; a deque never moves its strings
  std::unordered_map<std::string_view, std::uint32_t> ids_;  // views into texts_
};

/// A thread's window on a SymbolTable.
///
/// Example: `SymbolCache names(library.symbols()); Symbol rome = names.intern("NATION_ROME");`
class SymbolCache {
 public:
  explicit SymbolCache(SymbolTable& table);

  [[nodiscard]] Symbol intern(std::string_view text) {
    if (text.empty()) return {};
    const std::uint64_t hash = hash_of(text);
    for (std::size_t slot = hash & mask_;; slot = (slot + 1) & mask_) {
      const Entry& entry = entries_[slot];
      if (entry.id == 0) return intern_new(text, hash);
      if (entry.hash == hash && entry.text == text) return Symbol(entry.id);
    }
  }

  /// How many names this cache had to ask the shared table for since the last reset: a bound on what one file adds.
  [[nodiscard]] std::size_t misses() const { return misses_; }
  void reset_misses() { misses_ = 0; }

  [[nodiscard]] SymbolTable& table() const { return table_; }

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::string_view text;
    std::uint32_t id = 0;
  };

  static std::uint64_t hash_of(std::string_view text);
  Symbol intern_new(std::string_view text, std::uint64_t hash);
  void place(const Entry& entry);

  SymbolTable& table_;
  std::vector<Entry> entries_;
  std::size_t mask_ = 0;
  std::size_t used_ = 0;
  std::size_t misses_ = 0;
};

}  // namespace perankh
