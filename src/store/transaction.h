// All or nothing.
#pragma once

#include "base/error.h"
#include "store/database.h"

namespace perankh::store {

/// Runs `work` in a transaction of its own: committed when it succeeds, rolled back when it does not.
template <class Work>
[[nodiscard]] Result<void> in_transaction(Connection& connection, Work work) {
  if (auto begun = connection.execute("BEGIN TRANSACTION"); !begun) return begun;
  Result<void> done = work();
  if (done) done = connection.execute("COMMIT");
  // A failed statement or commit may have ended the transaction itself; then there is nothing left to roll back.
  if (!done) static_cast<void>(connection.execute("ROLLBACK"));
  return done;
}

}  // namespace perankh::store
