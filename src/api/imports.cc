#include "api/imports.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <ranges>
#include <utility>

#include "api/answers.h"
#include "api/import_job.h"
#include "query/library_facts.h"
#include "store/save_writer.h"

namespace perankh::api {

namespace {

std::unexpected<Error> no_such_import() { return fail("api/no-such-import", "The server knows no such import."); }

bool holds(std::string_view text, std::string_view part) {
  const auto found = std::ranges::search(text, part, [](char one, char other) {
    return std::tolower(static_cast<unsigned char>(one)) == std::tolower(static_cast<unsigned char>(other));
  });
  return part.empty() || !found.empty();
}

pipeline::ImportReport nothing_done(const files::FoundSaves& found) {
  pipeline::ImportReport report;
  for (const Error& problem : found.problems) report.files.push_back({.file = {.path = problem.file}});
  for (const files::SaveFile& file : found.files) report.files.push_back({.file = file});
  report.cancelled = report.files.size();
  return report;
}

std::string counted_files(std::size_t count) { return fmt::format("{} file{}", count, count == 1 ? "" : "s"); }

}  // namespace

Imports::Imports(LibraryKeeper& keeper, Events& events) : keeper_(keeper), events_(events) {
  Uploads::clean(keeper.path().string() + ".uploads");
  tell_library();
  worker_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

Imports::~Imports() { end(); }

void Imports::end() {
  worker_.request_stop();
  const std::lock_guard lock(mutex_);
  ending_ = true;
  for (const Job& job : jobs_) {
    if (!job->facts.is_over()) cancel(*job);
  }
}

// --- what is asked for
// -------------------------------------------------------------------------------------------------

Imports::Job Imports::add_job(Origin origin, std::string title, bool paused) {
  auto job = std::make_shared<ImportJob>(++last_id_, origin, std::move(title), paused);
  jobs_.push_back(job);
  return job;
}

void Imports::enqueue(const Job& job) {
  job->facts.state = ImportState::kQueued;
  queue_.push_back(job);
  if (ending_) return cancel(*job);
  tell_queue();
  changed_.notify_all();
}

ImportFacts Imports::add(Origin origin, std::string title, Find find, bool paused) {
  const std::lock_guard lock(mutex_);
  const Job job = add_job(origin, std::move(title), paused);
  job->find = std::move(find);
  enqueue(job);
  return job->facts;
}

ImportFacts Imports::receive(bool paused) {
  const std::lock_guard lock(mutex_);
  const Job job = add_job(Origin::kUploads, counted_files(0), paused);
  job->facts.state = ImportState::kReceiving;
  job->uploads = std::make_shared<Uploads>(std::filesystem::path(keeper_.path().string() + ".uploads") /
                                           fmt::format("{}", job->facts.import_id));
  tell(*job);
  return job->facts;
}

Result<Uploads::Added> Imports::upload(std::int64_t import_id, const std::string& name, const Body& body) {
  std::unique_lock lock(mutex_);
  auto job = job_of(import_id);
  if (!job) return std::unexpected(std::move(job.error()));
  if ((*job)->facts.state != ImportState::kReceiving) {
    return fail("api/not-receiving", "This import takes no more files.");
  }
  ++(*job)->uploading;
  const std::shared_ptr<Uploads> uploads = (*job)->uploads;
  lock.unlock();
  auto added = uploads->add(name, body);
  lock.lock();
  --(*job)->uploading;
  if (added && (*job)->facts.state == ImportState::kReceiving) {
    (*job)->facts.progress.total += 1;
    (*job)->facts.title = counted_files((*job)->facts.progress.total);
    if ((*job)->is_worth_telling()) tell(**job);
  }
  changed_.notify_all();
  return added;
}

Result<ImportFacts> Imports::start(std::int64_t import_id) {
  std::unique_lock lock(mutex_);
  auto job = job_of(import_id);
  if (!job) return std::unexpected(std::move(job.error()));
  if ((*job)->facts.state != ImportState::kReceiving)
    return fail("api/not-receiving", "This import waits for no files.");
  if ((*job)->uploading > 0) return fail("api/not-receiving", "A file of this import is still on its way.");
  (*job)->facts.progress.total = 0;  // until they are found, as with any other
  enqueue(*job);
  return (*job)->facts;
}

Result<ImportFacts> Imports::pause(std::int64_t import_id) {
  const std::lock_guard lock(mutex_);
  auto job = job_under_way(import_id);
  if (!job) return std::unexpected(std::move(job.error()));
  (*job)->pause();
  tell(**job);
  return (*job)->facts;
}

Result<ImportFacts> Imports::resume(std::int64_t import_id) {
  const std::lock_guard lock(mutex_);
  auto job = job_under_way(import_id);
  if (!job) return std::unexpected(std::move(job.error()));
  (*job)->resume();
  tell(**job);
  return (*job)->facts;
}

Result<ImportFacts> Imports::step(std::int64_t import_id, std::uint64_t files) {
  const std::lock_guard lock(mutex_);
  auto job = job_under_way(import_id);
  if (!job) return std::unexpected(std::move(job.error()));
  if (!(*job)->hold.is_closed()) return fail("api/not-paused", "This import is not paused.");
  (*job)->hold.let_through(files);
  return (*job)->facts;
}

Result<ImportFacts> Imports::cancel(std::int64_t import_id) {
  const std::lock_guard lock(mutex_);
  auto job = job_under_way(import_id);
  if (!job) return std::unexpected(std::move(job.error()));
  cancel(**job);
  return (*job)->facts;
}

void Imports::cancel(ImportJob& job) {
  job.stop.request_stop();
  const auto place = std::ranges::find_if(queue_, [&](const Job& queued) { return queued.get() == &job; });
  if (place != queue_.end() || job.facts.state == ImportState::kReceiving) {
    if (place != queue_.end()) queue_.erase(place);
    job.end({});
    job.uploads.reset();
    tell(job);
    tell_queue();
  } else {
    job.facts.state = ImportState::kCancelling;
    tell(job);
  }
  changed_.notify_all();
}

Result<ImportFacts> Imports::retry(std::int64_t import_id, const std::optional<std::vector<std::uint64_t>>& positions,
                                   bool paused) {
  const std::lock_guard lock(mutex_);
  auto job = job_of(import_id);
  if (!job) return std::unexpected(std::move(job.error()));
  if (!(*job)->facts.is_over()) return fail("api/import-running", "This import is not over yet.");
  const std::vector<Outcome>& outcomes = (*job)->outcomes;
  std::vector<std::string> paths;
  if (positions) {
    for (const std::uint64_t position : *positions) {
      if (position >= outcomes.size()) return fail("api/not-found", "This import has no file at that position.");
      if (!outcomes[position].may_be_retried()) return fail("api/nothing-to-retry", "This file did not fail.");
      if (outcomes[position].uploaded) return fail("api/choose-again", "This file came from the browser.");
      paths.push_back(outcomes[position].path);
    }
  } else {
    for (const Outcome& outcome : outcomes) {
      if (outcome.may_be_retried() && !outcome.uploaded) paths.push_back(outcome.path);
    }
  }
  if (paths.empty()) return fail("api/nothing-to-retry", "Nothing here can be tried again.");
  const Job again = add_job(Origin::kRetry, fmt::format("{} once more", counted_files(paths.size())), paused);
  again->find = [paths = std::move(paths)] { return files::find_saves(paths); };
  enqueue(again);
  return again->facts;
}

Result<ImportFacts> Imports::find(std::int64_t import_id) const {
  const std::lock_guard lock(mutex_);
  auto job = job_of(import_id);
  if (!job) return std::unexpected(std::move(job.error()));
  return (*job)->facts;
}

std::vector<ImportFacts> Imports::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<ImportFacts> facts;
  for (const auto& job : std::views::reverse(jobs_)) facts.push_back(job->facts);
  return facts;
}

Result<OutcomePage> Imports::outcomes(std::int64_t import_id, const OutcomeQuery& query) const {
  const std::lock_guard lock(mutex_);
  auto job = job_of(import_id);
  if (!job) return std::unexpected(std::move(job.error()));
  OutcomePage page{.import_id = import_id, .offset = query.offset, .outcomes = {}};
  for (std::uint64_t position = 0; position < (*job)->outcomes.size(); ++position) {
    const Outcome& outcome = (*job)->outcomes[position];
    if (query.status && outcome.status != *query.status) continue;
    if (!holds(outcome.path, query.search)) continue;
    if (page.total >= query.offset && page.outcomes.size() < query.limit) page.outcomes.emplace_back(position, outcome);
    ++page.total;
  }
  return page;
}

Result<Imports::Job> Imports::job_of(std::int64_t import_id) const {
  const auto found = std::ranges::find_if(jobs_, [&](const Job& job) { return job->facts.import_id == import_id; });
  if (found == jobs_.end()) return no_such_import();
  return *found;
}

Result<Imports::Job> Imports::job_under_way(std::int64_t import_id) const {
  auto job = job_of(import_id);
  if (job && (*job)->facts.is_over()) return fail("api/import-over", "This import is over.");
  return job;
}

// --- removing
// ----------------------------------------------------------------------------------------------------------

Result<Removal> Imports::remove_with(LibraryKeeper::Writing& writing, std::string title,
                                     const std::vector<std::int64_t>& saves) {
  auto removed = writing.bin.remove(saves);
  if (!removed) return std::unexpected(std::move(removed.error()));
  keeper_.note_change();
  const std::lock_guard lock(mutex_);
  removals_.push_back({.removal_id = removed->id, .title = std::move(title), .saves = removed->saves.size()});
  return removals_.back();
}

Result<Removal> Imports::remove(std::string title, const std::vector<std::int64_t>& saves) {
  auto writing = keeper_.write_now();
  if (!writing) return std::unexpected(std::move(writing.error()));
  auto removal = remove_with(*writing, std::move(title), saves);
  writing->open.unlock();  // telling opens it once more
  if (removal) tell_library();
  return removal;
}

Result<Removal> Imports::undo(std::int64_t import_id) {
  auto facts = find(import_id);
  if (!facts) return std::unexpected(std::move(facts.error()));
  if (!facts->is_over()) return fail("api/import-running", "This import is not over yet.");
  auto writing = keeper_.write_now();
  if (!writing) return std::unexpected(std::move(writing.error()));
  const std::unexpected<Error> nothing = fail("api/nothing-to-undo", "This import has nothing (more) to undo.");
  if (facts->undo != Undo::kPossible) return nothing;
  auto saves = query::saves_of_run(writing->library.connection(), *facts->run_id);
  if (!saves) return std::unexpected(std::move(saves.error()));
  if (saves->empty()) return nothing;
  auto removal = remove_with(*writing, fmt::format("the import of {}", facts->title), *saves);
  if (!removal) return removal;
  {
    const std::lock_guard lock(mutex_);
    if (auto job = job_of(import_id)) {
      (*job)->facts.undo = Undo::kDone;
      (*job)->removal_id = removal->removal_id;
      tell(**job);
    }
  }
  writing->open.unlock();  // telling opens it once more
  tell_library();
  return removal;
}

Result<Removal> Imports::undo_removal(std::int64_t removal_id) {
  auto writing = keeper_.write_now();
  if (!writing) return std::unexpected(std::move(writing.error()));
  auto restored = writing->bin.restore(removal_id);
  auto removal = note_restored(removal_id, restored);
  if (!removal) return removal;
  keeper_.note_change();
  writing->open.unlock();  // telling opens it once more
  tell_library();
  return removal;
}

Result<Removal> Imports::note_restored(std::int64_t removal_id, const Result<store::Removed>& restored) {
  const std::lock_guard lock(mutex_);
  const auto known = std::ranges::find(removals_, removal_id, &Removal::removal_id);
  if (known == removals_.end()) return fail("api/not-found", "The server knows no such removal.");
  if (!restored) return std::unexpected(restored.error());
  known->undone = true;
  for (const Job& job : jobs_) {
    if (job->removal_id != removal_id) continue;
    job->facts.undo = Undo::kPossible;
    job->removal_id = std::nullopt;
    tell(*job);
  }
  return *known;
}

// --- telling
// -----------------------------------------------------------------------------------------------------------

void Imports::tell(const ImportJob& job) {
  events_.tell("import", to_json(job.facts), [this] { return state(); });
}

void Imports::tell_outcomes(ImportJob& job) {
  Json outcomes = Json::array();
  for (const std::uint64_t position : job.take_decided()) outcomes.push_back(to_json(position, job.outcomes[position]));
  if (outcomes.empty()) return;
  events_.tell("outcomes", {{"import_id", job.facts.import_id}, {"outcomes", std::move(outcomes)}},
               [this] { return state(); });
}

void Imports::tell_queue() {
  for (std::size_t at = 0; at < queue_.size(); ++at) {
    const auto position = static_cast<std::int64_t>(at + 1);
    if (queue_[at]->facts.queue_position == position) continue;
    queue_[at]->facts.queue_position = position;
    tell(*queue_[at]);
  }
}

void Imports::tell_library() {
  const std::lock_guard order(library_mutex_);  // what was read first is told first
  auto library = library_json(keeper_);
  if (!library) return;
  const std::lock_guard lock(mutex_);
  library_ = std::move(*library);
  events_.tell("library", library_, [this] { return state(); });
}

Json Imports::state() const {
  Json imports = Json::array();
  for (const auto& job : std::views::reverse(jobs_)) imports.push_back(to_json(job->facts));
  return {{"imports", std::move(imports)}, {"library", library_}};
}

std::shared_ptr<EventQueue> Imports::listen() {
  const std::lock_guard lock(mutex_);
  return events_.listen([this] { return state(); });
}

// --- running --------------------------------------------------------------------------------------------------------

void Imports::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [this] { return !queue_.empty(); })) {
    const Job job = queue_.front();
    queue_.erase(queue_.begin());
    job->begin();
    tell(*job);
    tell_queue();
    if (job->by_command) {
      job->its_turn = true;
      changed_.notify_all();
      changed_.wait(lock, [&] { return job->over; });
    } else {
      lock.unlock();
      run(*job);
      lock.lock();
    }
  }
}

void Imports::run(ImportJob& job) {
  const files::FoundSaves found = job.uploads ? job.uploads->found() : job.find();
  const files::RealFiles real_files;
  CommandImport import{.title = {},
                       .found = found,
                       .files = job.uploads ? static_cast<const files::FileSource&>(*job.uploads) : real_files,
                       .options = {},
                       .make_sink = [](store::Library& library) -> Result<std::unique_ptr<pipeline::SaveSink>> {
                         return store::SaveWriter::make(library);
                       }};
  static_cast<void>(import_into_library(job, import));
  const std::lock_guard lock(mutex_);
  job.uploads.reset();
}

pipeline::ImportReport Imports::import_into_library(ImportJob& job, CommandImport& import) {
  {
    const std::lock_guard lock(mutex_);
    job.set_files(import.found);
    tell(job);
  }
  pipeline::ImportReport report;
  const auto start = Clock::now();
  auto writing = keeper_.wait_to_write(job.stop.get_token());
  import.open = Clock::now() - start;
  if (writing) {
    report = import_with(job, import, *writing);
    const bool broken = report.fatal.has_value();
    writing = std::unexpected(Error{});  // its locks are free before the library is closed
    if (broken) keeper_.reopen();
  } else {
    report.fatal = std::move(writing.error());
  }
  finish(job, report);
  return report;
}

pipeline::ImportReport Imports::import_with(ImportJob& job, CommandImport& import, LibraryKeeper::Writing& writing) {
  pipeline::ImportReport report;
  {
    auto sink = import.make_sink(writing.library);
    if (!sink) {
      report.fatal = std::move(sink.error());
      return report;
    }
    if (const auto* const writer = dynamic_cast<const store::SaveWriter*>(sink->get())) {
      const std::lock_guard lock(mutex_);
      job.facts.run_id = writer->run();
    }
    const HeldFiles files(import.files, import.found.files, job.hold, job.stop.get_token());
    report = import_batch(import.found, files, writing.library.symbols(), **sink, watched(job, import.options));
  }
  const ScopedTimer timer(import.close);
  {
    const std::lock_guard lock(mutex_);
    job.facts.progress.stage = Stage::kClosing;
    tell_outcomes(job);
    tell(job);
  }
  if (import.on_close) import.on_close();
  // What is committed is safe without it: in the log beside the file, which the next opening reads.
  auto closed = writing.library.checkpoint();
  if (closed || report.fatal) return report;
  if (closed.error().code == "store/gone") {
    report.fatal = std::move(closed.error());
  } else {
    report.warnings.push_back("The library was not tidied up at the end: " + describe(closed.error()));
  }
  return report;
}

pipeline::ImportOptions Imports::watched(ImportJob& job, const pipeline::ImportOptions& options) {
  pipeline::ImportOptions result = options;
  result.stop = job.stop.get_token();
  result.on_progress = [this, &job, inner = options.on_progress](const pipeline::BatchProgress& progress) {
    if (inner) inner(progress);
    const std::lock_guard lock(mutex_);
    job.note(progress);
    if (!job.is_worth_telling()) return;
    tell_outcomes(job);
    tell(job);
  };
  result.on_outcome = [this, &job, inner = options.on_outcome](const pipeline::FileOutcome& outcome) {
    if (inner) inner(outcome);
    const std::lock_guard lock(mutex_);
    job.note(outcome);
  };
  return result;
}

void Imports::finish(ImportJob& job, const pipeline::ImportReport& report) {
  keeper_.note_change();
  {
    const std::lock_guard lock(mutex_);
    job.end(report);
    tell_outcomes(job);
    tell(job);
  }
  tell_library();
}

pipeline::ImportReport Imports::run_command(CommandImport& import) {
  Job job;
  {
    std::unique_lock lock(mutex_);
    job = add_job(Origin::kCommand, import.title, false);
    job->by_command = true;
    const std::stop_callback on_stop(import.options.stop, [stop = job->stop]() mutable { stop.request_stop(); });
    enqueue(job);
    // Taken out of the queue it is over; in the queue it can be stopped from outside.
    changed_.wait(lock, job->stop.get_token(), [&] { return job->its_turn || job->facts.is_over(); });
    if (!job->its_turn) {
      if (!job->facts.is_over()) cancel(*job);
      return nothing_done(import.found);
    }
  }
  const std::stop_callback on_stop(import.options.stop, [stop = job->stop]() mutable { stop.request_stop(); });
  pipeline::ImportReport report = import_into_library(*job, import);
  const std::lock_guard lock(mutex_);
  job->over = true;
  changed_.notify_all();
  return report;
}

}  // namespace perankh::api
