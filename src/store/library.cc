#include "store/library.h"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "store/new_library.h"
#include "store/schema.h"
#include "store/unfinished_commit.h"
#include "store/whole_file.h"

namespace perankh::store {

namespace {

// Of so many imports one merges what the others have left.
constexpr std::int64_t kTidyRuns = 8;

// Bytes that DuckDB takes some tenths of a second to read.
constexpr std::uintmax_t kLongLog = std::uintmax_t{8} << 20;

Database::Options options_for(const std::filesystem::path& path, const LibraryOptions& options) {
  const bool write = options.access == Access::kWrite;
  // Writing is stage 2's one thread; DuckDB's own would only wait for each other while stage 1 needs the cores.
  Database::Options wanted = write ? file_layout() : Database::Options{};
  wanted.read_only = !write;
  wanted.confined = options.confined || options.access == Access::kSandboxed;
  wanted.questions_only = options.access == Access::kSandboxed;
  auto& settings = wanted.settings;
  if (options.threads) settings.emplace_back("threads", fmt::format("{}", *options.threads));
  if (options.memory) settings.emplace_back("memory_limit", fmt::format("{}B", *options.memory));
  if (write) {
    // Only what does not fill a row group goes through the log. A checkpoint in the middle of an import visits all row
    // groups and writes those that are about to grow again, so it comes once in some hundred saves; without any, a long
    // run would take ever more memory.
    settings.emplace_back("checkpoint_threshold", "200MB");
    if (!options.memory) settings.emplace_back("memory_limit", "90MB");
  }
  // Beside the library, as for a file that DuckDB opens itself, and not in the current folder.
  if (!path.empty()) settings.emplace_back("temp_directory", path.string() + ".tmp");
  settings.emplace_back("autoinstall_known_extensions", "false");
  settings.emplace_back("autoload_known_extensions", "false");
  return wanted;
}

Result<void> load_symbols(Connection& connection, SymbolTable& symbols) {
  auto rows = connection.query("SELECT symbol_id, name FROM data.symbol ORDER BY symbol_id");
  if (!rows) return std::unexpected(std::move(rows.error()));
  for (const auto* row = rows->next(); row != nullptr; row = rows->next()) {
    const Symbol symbol = symbols.intern(std::get<std::string>((*row)[1]));
    if (symbol.id() != std::get<std::int64_t>((*row)[0])) {
      return fail("store/damaged",
                  "the library's table of names has gaps; it was left as it is: restore it from a copy");
    }
  }
  return {};
}

Result<void> tidy_rarely(Connection& connection) {
  auto runs = connection.query_value("SELECT coalesce(max(run_id), 0) FROM data.import_run");
  if (!runs) return std::unexpected(std::move(runs.error()));
  const std::int64_t this_run = std::get<std::int64_t>(*runs) + 1;
  return this_run % kTidyRuns == 0 ? Result<void>() : connection.execute("SET max_vacuum_tasks = 0");
}

// Whoever opens it: a reader would see the rows as well.
Result<void> drop_unfinished_commit(const std::filesystem::path& path, const LibraryOptions& options) {
  const std::uintmax_t log = log_left(path);
  if (log == 0) return {};
  if (log >= kLongLog && options.on_long_log) options.on_long_log(log);
  LibraryOptions to_write = options;
  to_write.access = Access::kWrite;
  to_write.confined = false;
  return drop_unfinished_commit(path, options_for(path, to_write), options.access != Access::kWrite);
}

Result<void> make_file(const std::filesystem::path& path) {
  const auto content = new_library();
  return content ? write_whole_file(path, *content) : std::unexpected(content.error());
}

}  // namespace

Result<Library> Library::open(const std::filesystem::path& path, const LibraryOptions& options) {
  std::error_code error;
  const bool exists = std::filesystem::exists(path, error);
  if (!exists && (options.access != Access::kWrite || !options.create)) {
    return fail("store/not-found",
                fmt::format("there is no library at {}; import some saves first, or name another with "
                            "--db",
                            path.string()));
  }
  if (!exists && path.has_parent_path()) {
    std::filesystem::create_directories(path.parent_path(), error);
    if (error) {
      return fail("store/read-only",
                  fmt::format("the folder {} cannot be made: {}", path.parent_path().string(), error.message()));
    }
  }
  if (!exists && !path.empty()) {
    if (auto made = make_file(path); !made) return std::unexpected(std::move(made.error()));
  }
  auto dropped = drop_unfinished_commit(path, options);
  if (!dropped) return std::unexpected(std::move(dropped.error()));
  auto database = Database::open(path, options_for(path, options));
  if (!database) return std::unexpected(std::move(database.error()));
  Library library;
  library.path_ = path;
  library.identity_ = identity_of(path);
  library.symbols_ = std::make_shared<SymbolTable>();
  library.database_ = std::make_shared<Database>(std::move(*database));
  auto connection = library.database_->connect();
  if (!connection) return std::unexpected(std::move(connection.error()));
  library.connection_ = std::make_unique<Connection>(std::move(*connection));

  auto version = stored_version(*library.connection_);
  if (!version) return std::unexpected(std::move(version.error()));
  Result<void> ready;
  if (*version == 0) {  // in memory; or what an older version has left that was stopped before it had made the tables
    if (options.access == Access::kWrite) {
      intern_schema_names(*library.symbols_);
      ready = create_schema(*library.connection_, *library.symbols_, library.symbols_->size());
    } else {
      ready = fail("store/not-a-library",
                   "the file holds no library of Per-Ankh yet; import some saves into it, or name another "
                   "with --db");
    }
  } else {
    ready = load_symbols(*library.connection_, *library.symbols_);
    if (ready && (options.access == Access::kWrite || *version > kSchemaVersion)) {
      ready = migrate(*library.connection_, *library.symbols_, *version);
    } else if (ready && *version < kSchemaVersion) {
      ready = fail("store/older",
                   "the library was written by an older version of Per-Ankh; run 'per-ankh import' "
                   "once to bring it up to date");
    }
  }
  if (ready && options.to_import) ready = tidy_rarely(*library.connection_);
  if (!ready) return std::unexpected(std::move(ready.error()));
  library.stored_symbols_ = library.symbols_->size();
  return library;
}

Result<Library> Library::share_for_reading() const {
  auto connection = database_->connect();
  if (!connection) return std::unexpected(std::move(connection.error()));
  // Whatever is asked in it, this transaction cannot write, and no statement may end it.
  if (auto begun = connection->execute("BEGIN TRANSACTION READ ONLY"); !begun) {
    return std::unexpected(std::move(begun.error()));
  }
  connection->take_questions_only();
  Library shared;
  shared.path_ = path_;
  shared.identity_ = identity_;
  shared.symbols_ = symbols_;
  shared.database_ = database_;
  shared.connection_ = std::make_unique<Connection>(std::move(*connection));
  return shared;
}

Result<void> Library::check_file() const {
  if (!identity_ || identity_of(path_) == identity_) return {};
  return fail("store/gone",
              fmt::format("the library {} was removed or replaced while it was in use; put it back, or run "
                          "again to make a new one",
                          path_.string()));
}

Result<void> Library::checkpoint() {
  if (auto there = check_file(); !there) return there;
  return connection_->execute("CHECKPOINT");
}

}  // namespace perankh::store
