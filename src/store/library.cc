#include "store/library.h"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "store/schema.h"

namespace perankh::store {

namespace {

// DuckDB writes a full row group at once, and everything else first into its log, then into the file, and again
// whenever it grows. With row groups of 10,240 rows even the smaller tables fill them in a commit of 64 saves, and one
// more save rewrites little (docs/PERFORMANCE.md).
constexpr std::size_t kRowGroup = 10240;

// Of so many imports one merges what the others have left.
constexpr std::int64_t kTidyRuns = 8;

Database::Options options_for(const std::filesystem::path& path, const LibraryOptions& options) {
  Database::Options wanted{.read_only = options.access != Access::kWrite,
                           .confined = options.confined || options.access == Access::kSandboxed,
                           .questions_only = options.access == Access::kSandboxed};
  auto& settings = wanted.settings;
  // Writing is stage 2's one thread; DuckDB's own would only wait for each other while stage 1 needs the cores.
  if (options.access == Access::kWrite && !options.threads) settings.emplace_back("threads", "1");
  if (options.threads) settings.emplace_back("threads", fmt::format("{}", *options.threads));
  if (options.memory) settings.emplace_back("memory_limit", fmt::format("{}B", *options.memory));
  if (options.access == Access::kWrite) {
    // Only what does not fill a row group goes through the log. A checkpoint in the middle of an import visits all row
    // groups and writes those that are about to grow again, so it comes once in some hundred saves; without any, a long
    // run would take ever more memory.
    settings.emplace_back("checkpoint_threshold", "200MB");
    settings.emplace_back("default_block_size", "32768");  // of new files
    wanted.row_group = kRowGroup;
    if (!options.memory) settings.emplace_back("memory_limit", "130MB");
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

Result<void> tidy_rarely(Library& library) {
  std::int64_t this_run = 1;
  if (library.has_schema()) {
    auto runs = library.connection().query_value("SELECT coalesce(max(run_id), 0) FROM data.import_run");
    if (!runs) return std::unexpected(std::move(runs.error()));
    this_run += std::get<std::int64_t>(*runs);
  }
  return this_run % kTidyRuns == 0 ? Result<void>() : library.connection().execute("SET max_vacuum_tasks = 0");
}

// An empty database under another name, then the right one: a program that is killed, or a disk that is full while
// DuckDB writes the first bytes, leaves no file that can never be opened again.
Result<void> make_file(const std::filesystem::path& path, const LibraryOptions& options) {
  const std::filesystem::path unfinished = path.string() + ".new";
  std::error_code error;
  std::filesystem::remove(unfinished, error);  // of a program that was killed here
  if (auto made = Database::open(unfinished, options_for(unfinished, options)); !made) {
    std::filesystem::remove(unfinished, error);
    made.error().file = path.string();
    return std::unexpected(std::move(made.error()));
  }
  std::filesystem::rename(unfinished, path, error);
  if (!error) return {};
  return fail("store/read-only", fmt::format("the library {} cannot be made: {}", path.string(), error.message()));
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
    if (auto made = make_file(path, options); !made) return std::unexpected(std::move(made.error()));
  }
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
  if (*version == 0) {
    library.has_schema_ = false;
    intern_schema_names(*library.symbols_);
    library.stored_symbols_ = library.symbols_->size();
    if (options.access != Access::kWrite) {
      ready = fail("store/not-a-library",
                   "the file holds no library of Per-Ankh yet; import some saves into it, or name another "
                   "with --db");
    } else if (!options.to_import) {
      ready = library.finish_opening();
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
  if (ready && options.to_import) ready = tidy_rarely(library);
  if (!ready) return std::unexpected(std::move(ready.error()));
  library.stored_symbols_ = library.symbols_->size();
  return library;
}

Result<void> Library::finish_opening() {
  if (has_schema_) return {};
  auto made = create_schema(*connection_, *symbols_, stored_symbols_);
  has_schema_ = made.has_value();
  return made;
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
