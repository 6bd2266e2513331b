// Saves that were taken out of a library and can still be brought back.
//
// What is removed is copied into temporary tables first, in the same transaction, so all of it can be brought back
// until the library is closed. The history of imports says meanwhile that the saves were removed, and match_ids are
// never given twice.
//
// Errors: the codes of database.h and those named below; the library is then as it was.
// Threads: that of the library's connection. No import may be under way.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "store/library.h"

namespace perankh::store {

/// A removal that can still be taken back.
struct Removed {
  std::int64_t id = 0;
  std::vector<std::int64_t> saves = {};  ///< their match_ids
};

class Bin {
 public:
  /// How many removals are kept; then the oldest goes for good.
  static constexpr std::size_t kKept = 8;

  /// `library` must be open for writing and outlive the bin. Removals are numbered from `last_id` + 1.
  explicit Bin(Library& library, std::int64_t last_id = 0) : connection_(library.connection()), last_id_(last_id) {}

  /// Removes saves, all or none. store/no-such-save when one of them is not there.
  [[nodiscard]] Result<Removed> remove(std::span<const std::int64_t> saves);

  /// Brings a removal back, all or nothing. store/too-late when it is back already or gone for good;
  /// store/imported-again when the library holds one of the saves again.
  [[nodiscard]] Result<Removed> restore(std::int64_t id);

  [[nodiscard]] std::int64_t last_id() const { return last_id_; }

 private:
  Result<void> move_to_bin(const Removed& removed);
  Result<void> copy_to_bin(const Removed& removed, const std::string& table);
  Result<void> move_back(const Removed& removed);
  Result<void> empty(const Removed& removed);
  Result<void> run(const std::string& sql) { return connection_.execute(sql); }
  Result<std::int64_t> number(const std::string& sql);

  Connection& connection_;
  std::int64_t last_id_;
  std::vector<Removed> kept_;
};

}  // namespace perankh::store
