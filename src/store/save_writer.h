// The library as the sink of an import: stage 2's hands.
//
// Rows of a save go from its structs into DuckDB's vectors, table by table; a group of saves shares one transaction.
// New names are written in the commit that first uses them, so a group that is rolled back leaves none without a name
// and none that is not needed.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/hash.h"
#include "model/game_data.h"
#include "pipeline/save_sink.h"
#include "store/library.h"
#include "store/table_writer.h"

namespace perankh::store {

class SaveWriter final : public pipeline::SaveSink {
 public:
  /// `library` must be open for writing and outlive the writer.
  [[nodiscard]] static Result<std::unique_ptr<SaveWriter>> make(Library& library);

  [[nodiscard]] std::optional<pipeline::KnownSave> find(const ContentHash& hash) const override;
  [[nodiscard]] Result<pipeline::Appended> append(pipeline::ParsedSave& save) override;
  [[nodiscard]] Result<void> record(const pipeline::FileOutcome& outcome) override;

  /// Puts a save in the place of the rows the library has of the same file: the same match_id, run and collection, what
  /// was read of it anew. In the open group, as append(). library/source-changed when it has none of these bytes.
  [[nodiscard]] Result<pipeline::Appended> replace(pipeline::ParsedSave& save);

  [[nodiscard]] std::uint64_t group_bytes() const override { return group_bytes_; }
  [[nodiscard]] std::uint64_t group_saves() const override { return group_saves_; }
  [[nodiscard]] Result<void> commit() override;
  void rollback() override;
  [[nodiscard]] bool is_fatal(const Error& error) const override;
  [[nodiscard]] Result<void> finish(const pipeline::ImportReport& report) override;

  /// The number of this import in import_runs.
  [[nodiscard]] std::int64_t run() const { return run_; }

 private:
  using KnownSaves = std::unordered_map<ContentHash, pipeline::KnownSave>;

  explicit SaveWriter(Library& library);
  Result<void> load_known();
  Result<void> begin_transaction();
  Result<void> begin_group();  // with the run as its first row
  // A disk that is full ends the run with that very error: DuckDB 1.4 can fail to take back rows it could not write to
  // the file, and from then on all it says is that it failed before.
  Error kept(const Error& error);
  TableWriter& writer(std::string_view table);
  Result<void> append_match(std::int64_t match_id, const pipeline::ParsedSave& save);
  Result<void> append_game(std::int64_t match_id, const model::GameData& game);
  Result<void> append_features(std::int64_t match_id, const model::GameData& game);
  Result<void> append_values(std::int64_t match_id, const model::GameData& game);
  Result<void> append_series(std::int64_t match_id, const model::GameData& game);
  Result<void> append_coverage(std::int64_t match_id, const model::GameData& game);
  template <class Row>
  Result<void> append_rows(std::int64_t match_id, const model::Layout& layout, const std::vector<Row>& rows,
                           const model::GameData& game);
  Result<void> append_import_file(const pipeline::FileOutcome& outcome);

  Library& library_;
  Connection& connection_;
  std::vector<std::pair<std::string_view, TableWriter>> writers_;

  mutable std::shared_mutex known_mutex_;
  KnownSaves known_;  // committed; guarded by known_mutex_

  // The open group. On the writer's thread only, as everything below.
  bool open_ = false;
  std::optional<Error> broken_;  // a commit failed: nothing more can be written
  KnownSaves pending_;
  std::uint64_t group_bytes_ = 0;
  std::uint64_t group_saves_ = 0;
  std::int64_t next_match_ = 1;
  std::int64_t committed_match_ = 1;  // next_match_ as it was when the group was opened
  std::int32_t next_position_ = 0;
  std::int32_t committed_position_ = 0;

  std::int64_t run_ = 1;
  bool run_stored_ = false;
  std::chrono::system_clock::time_point started_ = std::chrono::system_clock::now();

  struct PathSymbols {
    Symbol path;
    Symbol place;
  };
  std::array<std::vector<PathSymbols>, model::kConcepts> path_symbols_;
};

}  // namespace perankh::store
