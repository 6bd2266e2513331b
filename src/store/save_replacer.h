// The library as the sink of a reparse: saves take the place of what was read of the same files before.
//
// A save is known by the hash of its file: one whose file has changed stays as it is (library/source-changed). A group
// shares a transaction, so a save is the old one or the new one, whatever happens. Runs and their files are not
// recorded: nothing is imported.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "store/save_writer.h"

namespace perankh::store {

class SaveReplacer final : public pipeline::SaveSink {
 public:
  /// `library` must be open for writing and outlive the sink.
  [[nodiscard]] static Result<std::unique_ptr<SaveReplacer>> make(Library& library) {
    auto writer = SaveWriter::make(library);
    if (!writer) return std::unexpected(std::move(writer.error()));
    return std::unique_ptr<SaveReplacer>(new SaveReplacer(std::move(*writer)));
  }

  /// Nothing: what is known is to be read all the same.
  [[nodiscard]] std::optional<pipeline::KnownSave> find(const ContentHash&) const override { return std::nullopt; }
  [[nodiscard]] Result<pipeline::Appended> append(pipeline::ParsedSave& save) override {
    return writer_->replace(save);
  }
  [[nodiscard]] Result<void> record(const pipeline::FileOutcome&) override { return {}; }
  [[nodiscard]] std::uint64_t group_bytes() const override { return writer_->group_bytes(); }
  [[nodiscard]] std::uint64_t group_saves() const override { return writer_->group_saves(); }
  [[nodiscard]] Result<void> commit() override { return writer_->commit(); }
  void rollback() override { writer_->rollback(); }
  [[nodiscard]] bool is_fatal(const Error& error) const override { return writer_->is_fatal(error); }
  [[nodiscard]] Result<void> finish(const pipeline::ImportReport&) override { return {}; }

 private:
  explicit SaveReplacer(std::unique_ptr<SaveWriter> writer) : writer_(std::move(writer)) {}

  std::unique_ptr<SaveWriter> writer_;
};

}  // namespace perankh::store
