#include "pipeline/import_batch.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "model/parse.h"
#include "pipeline/priority.h"
#include "pipeline/window.h"

namespace perankh::pipeline {

namespace {

// How long the writer sleeps at most before it looks at the clock: for the progress bar and for the age of the group.
constexpr Duration kPatience = Announcer::kInterval;

ImportReport nothing_done_yet(const files::FoundSaves& found) {
  ImportReport report;
  report.files.reserve(found.problems.size() + found.files.size());
  for (const Error& problem : found.problems) report.files.push_back({.file = {.path = problem.file}});
  for (const files::SaveFile& file : found.files) report.files.push_back({.file = file});
  return report;
}

GroupLimits group_limits(const ImportOptions& options) {
  GroupLimits limits = options.group;
  if (options.commit_every) limits.saves = std::max<std::size_t>(1, *options.commit_every);
  if (options.sequential) limits.saves = limits.outcomes = 1;
  return limits;
}

// Threads that run stage 1 on a window. They end when it has nothing more for them; going out of scope makes it so.
class Workers {
 public:
  // Having fewer threads than planned, because the system has no more, is no reason to fail.
  Workers(unsigned count, const ParseStage& stage, std::span<const files::SaveFile> files, std::size_t first_index,
          Window<Prepared>& window)
      : window_(window) {
    try {
      for (unsigned worker = 0; worker < count; ++worker) {
        auto reader = std::make_unique<SaveReader>(stage);
        threads_.emplace_back([reader = std::move(reader), files, first_index, &window] {
          yield_to_the_writer();
          while (const auto claimed = window.claim()) work_on(*claimed, *reader, files, first_index, window);
        });
      }
    } catch (const std::system_error&) {
    } catch (const std::bad_alloc&) {
    }
  }
  ~Workers() { window_.close(); }  // then the threads join
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  [[nodiscard]] bool none() const { return threads_.empty(); }

 private:
  static void work_on(std::size_t claimed, SaveReader& reader, std::span<const files::SaveFile> files,
                      std::size_t first_index, Window<Prepared>& window) {
    Prepared prepared = reader.prepare(first_index + claimed, files[claimed],
                                       [&](std::uint64_t bytes) { return window.reserve(claimed, bytes); });
    const std::uint64_t bytes = prepared.bytes();
    window.deliver(claimed, std::move(prepared), bytes);
  }

  Window<Prepared>& window_;
  std::vector<std::jthread> threads_;
};

// One import_batch() call.
class Batch {
 public:
  Batch(const files::FoundSaves& found, const files::FileSource& source, SymbolTable& symbols, SaveSink& sink,
        const ImportOptions& options)
      : found_(found),
        options_(options),
        sink_(sink),
        plan_(plan_batch(options.machine ? *options.machine : Machine::this_one(),
                         {.workers = options.jobs, .memory = options.memory}, found.files.size())),
        stage_{.files = source,
               .sink = sink,
               .symbols = symbols,
               .parse = options.parse ? options.parse : model::parse_game,
               .limits = options.limits,
               .keep_bytes = plan_.keep_bytes},
        report_(nothing_done_yet(found)),
        announcer_(report_, options.now ? options.now : Clock::now, options.on_progress, options.on_outcome),
        reader_(stage_),
        writer_(sink, reader_, report_.files, group_limits(options), announcer_) {
    report_.warnings = plan_.warnings;
  }

  ImportReport run() {
    announcer_.tell_now();
    if (options_.sequential || !run_overlapped()) run_one_by_one();
    writer_.close_group();
    finish();
    return std::move(report_);
  }

 private:
  // What comes before the files found, in the library and in the report.
  void add_problems() {
    for (std::size_t index = 0; index < found_.problems.size() && going_on(); ++index) {
      writer_.add({.index = index, .content = found_.problems[index]});
    }
    announcer_.parsed(found_.problems.size(), 0);
  }

  // Returns false when the system gives us no thread at all.
  bool run_overlapped() {
    std::vector<std::uint64_t> sizes;
    for (const files::SaveFile& file : found_.files) sizes.push_back(file.size);
    Window<Prepared> window(std::move(sizes), plan_.window);
    const std::stop_callback on_stop(options_.stop, [&] { window.close(); });
    const Workers workers(plan_.workers, stage_, found_.files, found_.problems.size(), window);
    if (workers.none()) return false;
    add_problems();  // while the workers are at the first saves
    while (going_on() && !window.finished()) {
      std::optional<Prepared> prepared = window.next(kPatience);
      if (!going_on()) break;  // the stop may be all that is wrong with it
      tell_parsed(window.delivered().items, window.delivered().file_bytes);
      if (prepared) {
        writer_.add(*std::exchange(prepared, std::nullopt));
        window.release();
      } else {
        writer_.idle();
      }
    }
    note_window(window);
    return true;
  }

  void run_one_by_one() {
    add_problems();
    std::uint64_t bytes = 0;
    for (std::size_t at = 0; at < found_.files.size() && going_on(); ++at) {
      Prepared prepared =
          reader_.prepare(found_.problems.size() + at, found_.files[at], [](std::uint64_t) { return true; });
      if (!going_on()) break;
      tell_parsed(at + 1, bytes += found_.files[at].size);
      writer_.add(std::move(prepared));
    }
  }

  void tell_parsed(std::uint64_t files, std::uint64_t bytes) {
    announcer_.parsed(found_.problems.size() + files, bytes);
  }

  bool going_on() const { return !writer_.stopped() && !options_.stop.stop_requested(); }

  void note_window(const Window<Prepared>& window) {
    report_.window_files = window.peak().items;
    report_.window_bytes = window.peak().bytes;
    if (window.two_fit()) return;
    report_.warnings.push_back(
        fmt::format("The memory budget of {} MB does not hold two saves of this size, so they were "
                    "imported one at a time. More (--memory) makes this faster.",
                    plan_.window.bytes >> 20U));
  }

  void finish() {
    report_.elapsed = announcer_.elapsed();
    const auto start = announcer_.now();
    const Result<void> finished = sink_.finish(report_);
    report_.times.commit += announcer_.now() - start;
    report_.elapsed = announcer_.elapsed();
    if (!finished && !report_.fatal) {
      if (sink_.is_fatal(finished.error())) {
        report_.fatal = finished.error();
      } else {
        report_.warnings.push_back(finished.error().message);
      }
    }
    announcer_.tell_now();
  }

  const files::FoundSaves& found_;
  const ImportOptions& options_;
  SaveSink& sink_;
  const Plan plan_;
  const ParseStage stage_;
  ImportReport report_;
  Announcer announcer_;
  SaveReader reader_;
  Writer writer_;
};

}  // namespace

ImportReport import_batch(const files::FoundSaves& found, const files::FileSource& source, SymbolTable& symbols,
                          SaveSink& sink, const ImportOptions& options) {
  return Batch(found, source, symbols, sink, options).run();
}

}  // namespace perankh::pipeline
