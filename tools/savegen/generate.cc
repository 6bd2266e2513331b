#include "generate.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <mutex>
#include <thread>

#include "campaign.h"
#include "random.h"
#include "simulation.h"
#include "truth.h"
#include "write_save.h"

namespace perankh::savegen {
namespace {

constexpr int kFirstSavedTurn = 5;

std::uint64_t campaign_seed(const GenerateOptions& options, int index) {
  const auto campaign = static_cast<std::uint64_t>(options.same_game ? 0 : index);
  return mix_all(
      {options.seed, static_cast<std::uint64_t>(options.size), static_cast<std::uint64_t>(options.format), campaign});
}

// Saves of one campaign are spread over its turns; with more saves than turns the campaign lasts longer.
int turn_of(const GenerateOptions& options, Settings& settings, int index) {
  if (!options.same_game) {
    return settings.final_turn;
  }
  settings.final_turn = std::max(settings.final_turn, kFirstSavedTurn + options.count - 1);
  if (options.count == 1) {
    return settings.final_turn;
  }
  return kFirstSavedTurn + index * (settings.final_turn - kFirstSavedTurn) / (options.count - 1);
}

// Saves of different games made in one run differ in their minutes and seconds, so that no two share a name.
void set_apart(SaveTime& time, int index) {
  time.hour = (time.hour + index / 3600) % 24;
  time.minute = index / 60 % 60;
  time.second = index % 60;
}

std::string file_name(const Save& save) {
  const SaveTime& time = save.time;
  return fmt::format("OW-{}-Year{}-{:04}-{:02}-{:02}-{:02}-{:02}-{:02}", nation_of(save.players[0].setup).display,
                     save.turn, time.year, time.month, time.day, time.hour, time.minute, time.second);
}

bool write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return file.good();
}

// The shared state of a run: threads take the next index until all are done or one has failed.
class Run {
 public:
  Run(const GenerateOptions& options, std::filesystem::path folder,
      const std::function<void(const std::string&)>& on_saved)
      : options_(options), folder_(std::move(folder)), on_saved_(on_saved) {}

  WriteResult finish() {
    std::vector<std::jthread> threads;
    const int jobs = std::clamp(options_.jobs, 1, std::max(1, options_.count));
    for (int i = 1; i < jobs; ++i) {
      threads.emplace_back([this] { work(); });
    }
    work();
    threads.clear();
    return result_;
  }

 private:
  void work() {
    for (int index = next_++; index < options_.count && !failed_; index = next_++) {
      write_one(index);
    }
  }

  void write_one(int index) {
    GeneratedSave save = generate_save(options_, index);
    const std::string xml_name = save.name + ".xml";
    const std::string file = options_.plain_xml ? xml_name : save.name + ".zip";
    const std::string bytes = options_.plain_xml ? std::string() : make_zip(xml_name, save.xml, save.time);
    const std::string_view content = options_.plain_xml ? save.xml : bytes;
    for (const auto& [name, data] : {std::pair<std::string, std::string_view>(file, content),
                                     std::pair<std::string, std::string_view>(save.name + ".truth.json", save.truth)}) {
      if (data.empty() || !write_file(folder_ / name, data)) {
        fail(fmt::format("Cannot write {}. Is the disk full, or the folder read-only?", (folder_ / name).string()));
        return;
      }
    }
    const std::lock_guard lock(mutex_);
    ++result_.written;
    result_.xml_bytes += save.xml.size();
    result_.file_bytes += content.size();
    if (on_saved_) {
      on_saved_(file);
    }
  }

  void fail(std::string error) {
    const std::lock_guard lock(mutex_);
    failed_ = true;
    if (result_.error.empty()) {
      result_.error = std::move(error);
    }
  }

  const GenerateOptions& options_;
  const std::filesystem::path folder_;
  const std::function<void(const std::string&)>& on_saved_;
  std::atomic<int> next_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;
  WriteResult result_;  // guarded by mutex_
};

}  // namespace

GeneratedSave generate_save(const GenerateOptions& options, int index) {
  Settings settings = make_settings(options.size, options.format, campaign_seed(options, index));
  const int turn = turn_of(options, settings, index);
  const bool finished = turn >= settings.final_turn;
  Save save = simulate(settings, turn, finished);
  if (!options.same_game) {
    set_apart(save.time, index);
  }
  GeneratedSave result;
  result.name = file_name(save);
  result.xml = write_save(save);
  result.truth = make_truth(save, result.name + (options.plain_xml ? ".xml" : ".zip"), result.xml.size());
  result.time = save.time;
  return result;
}

WriteResult write_saves(const GenerateOptions& options, const std::filesystem::path& folder,
                        const std::function<void(const std::string&)>& on_saved) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) {
    WriteResult result;
    result.error = fmt::format("Cannot create the folder {}: {}.", folder.string(), code.message());
    return result;
  }
  return Run(options, folder, on_saved).finish();
}

}  // namespace perankh::savegen
