// A library in memory that remembers what was done to it, and fails when told to: for tests of the pipeline.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/save_sink.h"

namespace perankh::pipeline {

class RecordingSink final : public SaveSink {
 public:
  struct Stored {
    std::int64_t match_id = 0;
    std::string path;
    std::string content;  ///< GameData::texts, which the tests' parse function fills
    ContentHash file_hash;
    ContentHash xml_hash;
    friend bool operator==(const Stored&, const Stored&) = default;
  };
  struct Recorded {
    std::string path;
    FileStatus status = FileStatus::kFailed;
    std::string code;
    friend bool operator==(const Recorded&, const Recorded&) = default;
  };

  // Set before the import; called on the writer's thread.
  std::function<std::optional<Error>(const ParsedSave& save)> fail_append = {};
  std::function<std::optional<Error>(const std::vector<Stored>& group)> fail_commit = {};
  std::function<std::optional<Error>(const FileOutcome& outcome)> fail_record = {};
  std::function<void(const ParsedSave& save)> on_append = {};
  std::string fatal_code = "store/full";
  std::optional<Error> finish_error = {};

  // What came of it. Not to be looked at while an import runs on another thread.
  std::vector<Stored> saves = {};                     ///< committed, in order
  std::vector<Recorded> records = {};                 ///< committed, in order
  std::vector<std::vector<std::string>> groups = {};  ///< paths of the saves in each commit
  int rollbacks = 0;
  int finishes = 0;

  [[nodiscard]] std::optional<KnownSave> find(const ContentHash& hash) const override {
    const std::lock_guard lock(mutex_);
    return find_in(saves, hash);
  }

  [[nodiscard]] Result<Appended> append(ParsedSave& save) override {
    if (on_append) on_append(save);
    if (fail_append) {
      if (const auto error = fail_append(save)) return std::unexpected(*error);
    }
    for (const ContentHash& hash : {save.file_hash, save.xml_hash}) {
      for (const auto* const among : {&saves, &open_saves_}) {
        if (const auto known = find_in(*among, hash)) {
          return Appended{.match_id = known->match_id, .duplicate = true, .duplicate_of = known->path};
        }
      }
    }
    open_saves_.push_back({.match_id = static_cast<std::int64_t>(saves.size() + open_saves_.size() + 1),
                           .path = save.file.path.string(),
                           .content = save.game->texts,
                           .file_hash = save.file_hash,
                           .xml_hash = save.xml_hash});
    return Appended{.match_id = open_saves_.back().match_id};
  }

  [[nodiscard]] Result<void> record(const FileOutcome& outcome) override {
    if (fail_record) {
      if (const auto error = fail_record(outcome)) return std::unexpected(*error);
    }
    open_records_.push_back(
        {.path = outcome.file.path.string(), .status = outcome.status, .code = std::string(outcome.code())});
    return {};
  }

  [[nodiscard]] std::uint64_t group_bytes() const override { return 100 * open_saves_.size(); }
  [[nodiscard]] std::uint64_t group_saves() const override { return open_saves_.size(); }

  [[nodiscard]] Result<void> commit() override {
    if (fail_commit) {
      if (const auto error = fail_commit(open_saves_)) return std::unexpected(*error);
    }
    const std::lock_guard lock(mutex_);
    groups.emplace_back();
    for (const Stored& save : open_saves_) groups.back().push_back(save.path);
    saves.insert(saves.end(), open_saves_.begin(), open_saves_.end());
    records.insert(records.end(), open_records_.begin(), open_records_.end());
    open_saves_.clear();
    open_records_.clear();
    return {};
  }

  void rollback() override {
    ++rollbacks;
    open_saves_.clear();
    open_records_.clear();
  }

  [[nodiscard]] bool is_fatal(const Error& error) const override { return error.code == fatal_code; }

  [[nodiscard]] Result<void> finish(const ImportReport&) override {
    ++finishes;
    if (finish_error) return std::unexpected(*finish_error);
    return {};
  }

 private:
  static std::optional<KnownSave> find_in(const std::vector<Stored>& among, const ContentHash& hash) {
    for (const Stored& save : among) {
      if (save.file_hash == hash || save.xml_hash == hash)
        return KnownSave{.match_id = save.match_id, .path = save.path};
    }
    return std::nullopt;
  }

  mutable std::mutex mutex_;  // saves, which workers look into while the writer commits
  std::vector<Stored> open_saves_;
  std::vector<Recorded> open_records_;
};

}  // namespace perankh::pipeline
