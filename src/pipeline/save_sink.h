// What stage 2 writes to. The library (src/store) is one; tests have another.
//
//   find()  any thread, any time
//   then, on the writer's thread only:
//   ( ( append() | record() )*  ( commit() | rollback() ) )*  finish()
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/error.h"
#include "base/hash.h"
#include "files/save_file.h"
#include "model/game_data.h"
#include "pipeline/import_report.h"

namespace perankh::pipeline {

/// A save that the library holds.
struct KnownSave {
  std::int64_t match_id = 0;
  std::string path;  ///< where it was imported from
};

/// A save as stage 1 hands it over.
struct ParsedSave {
  files::SaveFile file;
  ContentHash file_hash;  ///< over the file: the same file is recognised before it is inflated
  ContentHash xml_hash;   ///< over the XML: the same save in another zip, or in none
  std::string entry;      ///< name inside the zip; empty for plain XML
  std::uint64_t xml_bytes = 0;
  std::unique_ptr<model::GameData> game;  ///< never null
};

/// What append() made of a save.
struct Appended {
  std::int64_t match_id = 0;
  bool duplicate = false;         ///< nothing was added: match_id is that of the save it equals,
  std::string duplicate_of = {};  ///< and this is that save's path
};

/// A library that is written in groups: what is appended or recorded since the last commit. A group is all there or not
/// there at all, whatever happens.
///
/// Errors: those whose code starts with `store/` concern the library, and leave the open group in no known state: it
/// will be rolled back. Any other concerns the one save given, and leaves the group as it was before that call.
/// Nothing throws but std::bad_alloc, which counts as such a `store/` error.
class SaveSink {
 public:
  virtual ~SaveSink() = default;

  /// The committed save with this hash, of its file or of its XML. Saves of the open group may be unknown yet. Asked
  /// with the file's hash before it is inflated, and with the XML's before it is parsed. Threads: any.
  [[nodiscard]] virtual std::optional<KnownSave> find(const ContentHash& hash) const = 0;

  /// Adds a save to the open group, unless a save with one of its hashes is in the library or earlier in the group.
  /// Ids are given in the order of the calls. May take what is in `save` apart.
  [[nodiscard]] virtual Result<Appended> append(ParsedSave& save) = 0;

  /// Remembers, in the open group, a file that failed or is a duplicate.
  [[nodiscard]] virtual Result<void> record(const FileOutcome& outcome) = 0;

  /// What the open group holds in memory, and how many saves (not records) it has.
  [[nodiscard]] virtual std::uint64_t group_bytes() const = 0;
  [[nodiscard]] virtual std::uint64_t group_saves() const = 0;

  /// Makes the group last. After an error the group is to be rolled back.
  [[nodiscard]] virtual Result<void> commit() = 0;

  /// Forgets the group. Also right after a failed commit(), and when there is nothing to forget.
  virtual void rollback() = 0;

  /// Whether trying another save after this error is in vain: the disk is full, the file is gone.
  [[nodiscard]] virtual bool is_fatal(const Error& error) const = 0;

  /// Once, after the last group, and whatever happened: keeps the run itself.
  [[nodiscard]] virtual Result<void> finish(const ImportReport& report) = 0;
};

}  // namespace perankh::pipeline
