// A library: one DuckDB file with the saves of a player.
//
// Opening creates the file when it is not there (reading only does not), brings an older one up to date, and refuses a
// newer one. A library is never deleted or emptied to get out of trouble.
//
// Threads: symbols() may be used by any; everything else by one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "base/error.h"
#include "base/symbol.h"
#include "store/database.h"
#include "store/file_identity.h"

namespace perankh::store {

enum class Access : std::uint8_t {
  kWrite,      ///< import, remove, settings
  kRead,       ///< questions of ours
  kSandboxed,  ///< questions of somebody else's: one SELECT at a time; no other file, setting or extension is reached
};

struct LibraryOptions {
  Access access = Access::kWrite;
  bool create = true;                        ///< to write: make the library when there is none
  std::optional<unsigned> threads = {};      ///< of DuckDB; nothing: 1 to write, its own choice to read
  std::optional<std::uint64_t> memory = {};  ///< bytes DuckDB's buffers may take; nothing: 90 MB to write
  bool confined = false;                     ///< no other file, setting or extension is reached, as with kSandboxed
  bool to_import = false;                    ///< see Library::open()
  /// A killed program has left a log that takes a while to read: called before, with its bytes, on the opening thread.
  std::function<void(std::uintmax_t)> on_long_log = {};
};

class Library {
 public:
  /// Errors: store/locked, store/newer, store/damaged, store/not-a-library, store/not-found, store/read-only,
  /// store/no-space, store/older (to be read only).
  ///
  /// Each import leaves a short row group in every table, which DuckDB merges with the one before at each checkpoint.
  /// With `to_import` it does so only after every eighth import: one more save takes 0.21 s instead of 0.25, and
  /// until then 1.2 to 2.2 MB of the file instead of 0.5. Not for a confined library, whose settings are locked.
  [[nodiscard]] static Result<Library> open(const std::filesystem::path& path, const LibraryOptions& options = {});

  Library(Library&&) noexcept = default;
  Library& operator=(Library&&) noexcept = default;
  ~Library() = default;

  /// store/gone when the file was removed or replaced since it was opened: DuckDB would go on writing to what is no
  /// longer there for anybody else.
  [[nodiscard]] Result<void> check_file() const;

  /// The same open library once more, for a reader beside the writer: what is committed now, with a connection of its
  /// own. It can change nothing. Threads: any; the copy then belongs to one at a time. It keeps the file open.
  [[nodiscard]] Result<Library> share_for_reading() const;

  /// Writes what is still in DuckDB's log into the file. The destructor does the same, but cannot say when it fails.
  [[nodiscard]] Result<void> checkpoint();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] Connection& connection() { return *connection_; }
  [[nodiscard]] Result<Connection> connect() { return database_->connect(); }

  /// The library's names. Saves are parsed with it; SaveWriter writes the new ones with each commit.
  [[nodiscard]] SymbolTable& symbols() { return *symbols_; }
  /// How many of them the file holds: the first ones. The writer's to know, who says so after each commit; a shared
  /// library says 0.
  [[nodiscard]] std::size_t stored_symbols() const { return stored_symbols_; }
  void set_stored_symbols(std::size_t count) { stored_symbols_ = count; }

 private:
  Library() = default;

  std::filesystem::path path_;
  std::optional<FileIdentity> identity_;  // nothing: in memory
  std::shared_ptr<SymbolTable> symbols_;
  std::size_t stored_symbols_ = 0;
  std::shared_ptr<Database> database_;
  std::unique_ptr<Connection> connection_;  // after database_: closed before it
};

}  // namespace perankh::store
