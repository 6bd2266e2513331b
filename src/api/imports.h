// The server's imports: one runs at a time, the others wait for their turn in the order in which they came.
//
// Every change is told to Events, in the order in which it happens; see docs/api.md for the states. A page's import
// runs on the thread of this class, a command's on the command's own thread when its turn comes: so its progress is
// drawn by the code that always draws it.
//
// Threads: any.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "api/events.h"
#include "api/import_facts.h"
#include "api/library_keeper.h"
#include "api/uploads.h"
#include "base/error.h"
#include "files/file_source.h"
#include "files/find_saves.h"
#include "pipeline/import_batch.h"
#include "pipeline/save_sink.h"

namespace perankh::api {

/// What of an import may be asked for.
struct OutcomeQuery {
  std::optional<OutcomeStatus> status = {};
  std::string search = {};  ///< in the path, in any case of ASCII
  std::uint64_t offset = 0;
  std::uint64_t limit = 200;
};

/// Saves that were taken out of the library.
struct Removal {
  std::int64_t removal_id = 0;
  std::string title;
  std::uint64_t saves = 0;
  bool undone = false;
};

class ImportJob;

class Imports {
 public:
  /// Both must outlive this.
  Imports(LibraryKeeper& keeper, Events& events);
  /// As end(), and waits for what runs.
  ~Imports();
  Imports(const Imports&) = delete;
  Imports& operator=(const Imports&) = delete;

  /// Cancels everything; whatever is added afterwards is cancelled at once.
  void end();

  /// Where an import's files come from; called when its turn has come.
  using Find = std::function<files::FoundSaves()>;

  /// Imports what `find` finds. `title`: what that is, in words.
  ImportFacts add(Origin origin, std::string title, Find find, bool paused);

  /// Opens an import for uploads; start() queues it.
  ImportFacts receive(bool paused);
  [[nodiscard]] Result<Uploads::Added> upload(std::int64_t import_id, const std::string& name, const Body& body);
  [[nodiscard]] Result<ImportFacts> start(std::int64_t import_id);

  /// Errors of these: api/no-such-import, api/import-over, api/not-paused.
  [[nodiscard]] Result<ImportFacts> pause(std::int64_t import_id);
  [[nodiscard]] Result<ImportFacts> resume(std::int64_t import_id);
  [[nodiscard]] Result<ImportFacts> step(std::int64_t import_id, std::uint64_t files);
  [[nodiscard]] Result<ImportFacts> cancel(std::int64_t import_id);

  /// A new import of files that came to nothing: of all that can be read again, or of those at `positions`. Errors:
  /// api/no-such-import, api/import-running (it is not over), api/nothing-to-retry, api/choose-again, api/not-found.
  [[nodiscard]] Result<ImportFacts> retry(std::int64_t import_id,
                                          const std::optional<std::vector<std::uint64_t>>& positions, bool paused);

  /// Removes what an import has brought. Errors: api/no-such-import, api/import-running, api/nothing-to-undo.
  [[nodiscard]] Result<Removal> undo(std::int64_t import_id);

  /// Removes saves of the library, and brings them back. Errors: those of store::Bin, api/import-running.
  [[nodiscard]] Result<Removal> remove(std::string title, const std::vector<std::int64_t>& saves);
  [[nodiscard]] Result<Removal> undo_removal(std::int64_t removal_id);

  [[nodiscard]] Result<ImportFacts> find(std::int64_t import_id) const;
  [[nodiscard]] std::vector<ImportFacts> all() const;  ///< newest first
  [[nodiscard]] Result<OutcomePage> outcomes(std::int64_t import_id, const OutcomeQuery& query) const;

  /// Everybody who listens is told: what the library holds has changed.
  void tell_library();
  /// Null when there are too many listeners.
  [[nodiscard]] std::shared_ptr<EventQueue> listen();

  /// What a command's import needs beside its files.
  struct CommandImport {
    std::string title;
    const files::FoundSaves& found;
    const files::FileSource& files;
    pipeline::ImportOptions options;
    std::function<Result<std::unique_ptr<pipeline::SaveSink>>(store::Library&)> make_sink;
    std::function<void()> on_close = {};  ///< all is committed
    Duration open = {};                   ///< comes out: how long it took to get the library,
    Duration close = {};                  ///< and to tidy it up
  };

  /// Runs an import on the calling thread, when its turn comes.
  [[nodiscard]] pipeline::ImportReport run_command(CommandImport& import);

 private:
  using Job = std::shared_ptr<ImportJob>;

  void work(const std::stop_token& stop);
  void run(ImportJob& job);
  pipeline::ImportReport import_into_library(ImportJob& job, CommandImport& import);
  pipeline::ImportReport import_with(ImportJob& job, CommandImport& import, LibraryKeeper::Writing& writing);
  pipeline::ImportOptions watched(ImportJob& job, const pipeline::ImportOptions& options);
  void finish(ImportJob& job, const pipeline::ImportReport& report);

  Job add_job(Origin origin, std::string title, bool paused);
  void enqueue(const Job& job);
  [[nodiscard]] Result<Job> job_of(std::int64_t import_id) const;
  [[nodiscard]] Result<Job> job_under_way(std::int64_t import_id) const;
  void cancel(ImportJob& job);
  void tell(const ImportJob& job);
  void tell_outcomes(ImportJob& job);
  void tell_queue();
  [[nodiscard]] Json state() const;
  [[nodiscard]] Result<Removal> remove_with(LibraryKeeper::Writing& writing, std::string title,
                                            const std::vector<std::int64_t>& saves);
  [[nodiscard]] Result<Removal> note_restored(std::int64_t removal_id, const Result<store::Removed>& restored);

  LibraryKeeper& keeper_;
  Events& events_;

  mutable std::mutex mutex_;  // everything below, and what the jobs hold; events are told under it
  std::condition_variable_any changed_;
  std::vector<Job> jobs_;   // in the order of their ids
  std::vector<Job> queue_;  // the next one first
  std::int64_t last_id_ = 0;
  std::vector<Removal> removals_;
  bool ending_ = false;
  Json library_;  // as it was told last
  std::mutex library_mutex_;

  std::jthread worker_;  // last: it uses all of the above
};

}  // namespace perankh::api
