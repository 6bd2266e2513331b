#include "store/bin.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <variant>

#include "store/removal.h"
#include "store/schema.h"
#include "store/transaction.h"

namespace perankh::store {

namespace {

// A list of numbers of ours, never text: nothing but digits gets into a statement here.
std::string list_of(const Removed& removed) { return fmt::format("({})", fmt::join(removed.saves, ", ")); }

std::string bin_table(const Removed& removed, std::string_view table) {
  return fmt::format("removed_{}_{}", removed.id, table);
}

}  // namespace

Result<std::int64_t> Bin::number(const std::string& sql) {
  auto value = connection_.query_value(sql);
  if (!value) return std::unexpected(std::move(value.error()));
  return std::get<std::int64_t>(*value);
}

Result<Removed> Bin::remove(std::span<const std::int64_t> saves) {
  Removed removed{.id = last_id_ + 1, .saves = {saves.begin(), saves.end()}};
  if (saves.empty()) return fail("store/no-such-save", "there is nothing to remove");
  if (auto done = in_transaction(connection_, [&] { return move_to_bin(removed); }); !done) {
    return std::unexpected(std::move(done.error()));
  }
  last_id_ = removed.id;
  kept_.push_back(removed);
  if (kept_.size() > kKept) {
    static_cast<void>(empty(kept_.front()));  // should it fail, the copies stay until the library is closed
    kept_.erase(kept_.begin());
  }
  return removed;
}

Result<Removed> Bin::restore(std::int64_t id) {
  const auto found = std::ranges::find(kept_, id, &Removed::id);
  if (found == kept_.end()) return fail("store/too-late", "what was removed then is back already, or gone for good");
  Removed removed = *found;
  if (auto done = in_transaction(connection_, [&] { return move_back(removed); }); !done) {
    return std::unexpected(std::move(done.error()));
  }
  kept_.erase(found);
  return removed;
}

Result<void> Bin::move_to_bin(const Removed& removed) {
  const std::string saves = list_of(removed);
  const auto there = number("SELECT count(*) FROM data.match WHERE match_id IN " + saves);
  if (!there) return std::unexpected(there.error());
  if (*there != static_cast<std::int64_t>(removed.saves.size())) {
    return fail("store/no-such-save", "the library does not hold this save (any more)");
  }
  Result<void> done = copy_to_bin(removed, "import_file");
  for (const Table& table : save_tables()) {
    if (done) done = copy_to_bin(removed, table.name);
  }
  return done ? remove_within_transaction(connection_, removed.saves) : done;
}

Result<void> Bin::copy_to_bin(const Removed& removed, const std::string& table) {
  return run(fmt::format("CREATE OR REPLACE TEMP TABLE {} AS SELECT * FROM data.\"{}\" WHERE match_id IN {}",
                         bin_table(removed, table), table, list_of(removed)));
}

Result<void> Bin::move_back(const Removed& removed) {
  const auto again =
      number(fmt::format("SELECT count(*) FROM data.match m JOIN {} r ON m.match_id = r.match_id OR "
                         "m.file_hash = r.file_hash OR m.xml_hash = r.xml_hash",
                         bin_table(removed, "match")));
  if (!again) return std::unexpected(again.error());
  if (*again > 0) {
    return fail("store/imported-again", "the library holds a save of these again, so they were not brought back");
  }
  Result<void> done;
  for (const Table& table : save_tables()) {
    if (done)
      done = run(fmt::format("INSERT INTO data.\"{}\" SELECT * FROM {}", table.name, bin_table(removed, table.name)));
  }
  const std::string history = bin_table(removed, "import_file");
  if (done)
    done =
        run(fmt::format("DELETE FROM data.import_file WHERE (run_id, position) IN "
                        "(SELECT (run_id, position) FROM {})",
                        history));
  if (done) done = run(fmt::format("INSERT INTO data.import_file SELECT * FROM {}", history));
  return done ? empty(removed) : done;
}

Result<void> Bin::empty(const Removed& removed) {
  Result<void> done = run("DROP TABLE IF EXISTS " + bin_table(removed, "import_file"));
  for (const Table& table : save_tables()) {
    if (done) done = run("DROP TABLE IF EXISTS " + bin_table(removed, table.name));
  }
  return done;
}

}  // namespace perankh::store
