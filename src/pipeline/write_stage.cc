#include "pipeline/write_stage.h"

#include <fmt/format.h>

#include <new>
#include <string_view>
#include <utility>
#include <variant>

namespace perankh::pipeline {

namespace {

constexpr std::string_view kLibraryErrors = "store/";

Error out_of_memory() {
  return {
      .code = "store/out-of-memory",
      .message = "There was not enough memory to write this. Close other programs, or import with --commit-every 1."};
}

// A sink that runs out of memory is a sink in no known state.
template <class Work>
auto guarded(Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return std::unexpected(out_of_memory());
  }
}

}  // namespace

Writer::Writer(SaveSink& sink, SaveReader& reader, std::span<const FileOutcome> files, GroupLimits limits,
               Announcer& announcer)
    : sink_(sink), reader_(reader), files_(files), limits_(limits), announcer_(announcer) {}

Writer::~Writer() {
  if (!group_.empty()) sink_.rollback();
}

void Writer::add(Prepared prepared) {
  if (group_.empty()) group_start_ = announcer_.now();
  Pending pending = pending_for(prepared);
  const Result<void> written = write(std::move(prepared), pending);
  group_.push_back(std::move(pending));
  if (!written) {
    redo_group();
  } else if (group_is_full() || group_is_older_than(limits_.busy_age)) {
    close_group();
  }
  announcer_.tell_if_due();
}

void Writer::idle() {
  if (group_is_older_than(limits_.idle_age)) close_group();
  announcer_.tell_if_due();
}

void Writer::close_group() {
  if (group_.empty() || stopped_) return;
  if (!commit()) return redo_group();
  for (Pending& pending : std::exchange(group_, {})) announcer_.decided(pending.index, std::move(pending.outcome));
  announcer_.tell_now();
}

Writer::Pending Writer::pending_for(const Prepared& prepared) const {
  return {
      .index = prepared.index,
      .outcome = {.file = files_[prepared.index].file, .status = FileStatus::kFailed, .file_hash = prepared.file_hash}};
}

// Puts what stage 1 made of a file into the open group. An error is one of the library: the group is lost.
Result<void> Writer::write(Prepared prepared, Pending& pending) {
  announcer_.report().times += prepared.times;
  const ScopedTimer timer(announcer_.report().times.insert);
  if (auto* const save = std::get_if<ParsedSave>(&prepared.content)) return write_save(*save, pending);
  pending.read_again = false;
  if (auto* const known = std::get_if<KnownSave>(&prepared.content)) {
    pending.outcome.status = FileStatus::kDuplicate;
    pending.outcome.match_id = known->match_id;
    pending.outcome.duplicate_of = std::move(known->path);
  } else {
    pending.outcome.error = std::move(std::get<Error>(prepared.content));
  }
  return record(pending.outcome);
}

Result<void> Writer::write_save(ParsedSave& save, Pending& pending) {
  FileOutcome& outcome = pending.outcome;
  Result<Appended> appended = guarded([&] { return sink_.append(save); });
  if (appended) {
    outcome.status = appended->duplicate ? FileStatus::kDuplicate : FileStatus::kImported;
    outcome.match_id = appended->match_id;
    outcome.duplicate_of = std::move(appended->duplicate_of);
    return appended->duplicate ? record(outcome) : Result<void>();
  }
  if (appended.error().code.starts_with(kLibraryErrors)) return std::unexpected(std::move(appended.error()));
  pending.read_again = false;
  outcome.error = std::move(appended.error());
  outcome.error.file = save.file.path.string();
  outcome.error.entry = save.entry;
  return record(outcome);
}

Result<void> Writer::record(const FileOutcome& outcome) {
  return guarded([&] { return sink_.record(outcome); });
}

Result<void> Writer::commit() {
  const ScopedTimer timer(announcer_.report().times.commit);
  return guarded([&] { return sink_.commit(); });
}

void Writer::redo_group() {
  sink_.rollback();
  for (Pending& pending : std::exchange(group_, {})) {
    if (!stopped_) redo(std::move(pending));
  }
}

// One file of a failed group in a transaction of its own.
void Writer::redo(Pending pending) {
  Result<void> kept = write_again(pending);
  if (kept) kept = commit();
  if (!kept) {
    sink_.rollback();
    if (sink_.is_fatal(kept.error())) return stop(std::move(kept.error()));
    if (pending.read_again) {  // so it is the library that refuses it
      pending.outcome = {.file = std::move(pending.outcome.file),
                         .status = FileStatus::kFailed,
                         .file_hash = pending.outcome.file_hash,
                         .error = std::move(kept.error())};
      pending.outcome.error.file = pending.outcome.file.path.string();
    }
    remember(pending.outcome);
    if (stopped_) return;
  }
  announcer_.decided(pending.index, std::move(pending.outcome));
  announcer_.tell_now();
}

Result<void> Writer::write_again(Pending& pending) {
  if (!pending.read_again) return record(pending.outcome);
  // Nobody waits for memory here: the group that failed has given back more than one save takes.
  Prepared prepared = reader_.prepare(pending.index, pending.outcome.file, [](std::uint64_t) { return true; });
  pending = pending_for(prepared);
  return write(std::move(prepared), pending);
}

// A file that the library refused even alone: at least that is to be remembered, if the library will.
void Writer::remember(const FileOutcome& outcome) {
  Result<void> kept = record(outcome);
  if (kept) kept = commit();
  if (kept) return;
  sink_.rollback();
  if (sink_.is_fatal(kept.error())) return stop(std::move(kept.error()));
  announcer_.report().warnings.push_back(fmt::format("The library does not remember what became of {}: {}",
                                                     outcome.file.path.string(), kept.error().message));
}

void Writer::stop(Error error) {
  announcer_.report().fatal = std::move(error);
  stopped_ = true;
}

bool Writer::group_is_full() const {
  return sink_.group_saves() >= limits_.saves || group_.size() >= limits_.outcomes ||
         sink_.group_bytes() >= limits_.bytes;
}

bool Writer::group_is_older_than(Duration age) const {
  return !group_.empty() && announcer_.now() - group_start_ >= age;
}

}  // namespace perankh::pipeline
