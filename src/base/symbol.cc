#include "base/symbol.h"

#define XXH_INLINE_ALL  // names are short: a call would cost as much as the hash
#include <xxhash.h>

namespace perankh {

namespace {
constexpr std::size_t kFirstCapacity = 1U << 14;  // a library of a few hundred games knows about 5,000 names
}

Symbol SymbolTable::intern(std::string_view text) {
  if (text.empty()) return {};
  if (const Symbol known = find(text); known.has_value()) return known;
  const std::unique_lock lock(mutex_);
  if (const auto it = ids_.find(text); it != ids_.end()) return Symbol(it->second);  // another thread was faster
  const std::string& kept = texts_.emplace_back(text);
  const auto id = static_cast<std::uint32_t>(texts_.size());
  ids_.emplace(kept, id);
  return Symbol(id);
}

Symbol SymbolTable::find(std::string_view text) const {
  const std::shared_lock lock(mutex_);
  const auto it = ids_.find(text);
  return it == ids_.end() ? Symbol() : Symbol(it->second);
}

std::string_view SymbolTable::text(Symbol symbol) const {
  if (!symbol.has_value()) return {};
  const std::shared_lock lock(mutex_);
  return texts_.at(symbol.id() - 1);
}

std::size_t SymbolTable::size() const {
  const std::shared_lock lock(mutex_);
  return texts_.size();
}

SymbolCache::SymbolCache(SymbolTable& table) : table_(table), entries_(kFirstCapacity), mask_(kFirstCapacity - 1) {}

std::uint64_t SymbolCache::hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

Symbol SymbolCache::intern_new(std::string_view text, std::uint64_t hash) {
  ++misses_;
  const Symbol symbol = table_.intern(text);
  if (2 * (used_ + 1) > entries_.size()) {
    std::vector<Entry> old(entries_.size() * 2);
    old.swap(entries_);
    mask_ = entries_.size() - 1;
    for (const Entry& entry : old) {
      if (entry.id != 0) place(entry);
    }
  }
  place({.hash = hash, .text = table_.text(symbol), .id = symbol.id()});
  ++used_;
  return symbol;
}

void SymbolCache::place(const Entry& entry) {
  std::size_t slot = entry.hash & mask_;
  while (entries_[slot].id != 0) slot = (slot + 1) & mask_;
  entries_[slot] = entry;
}

}  // namespace perankh
