#include "bench/whole/saves.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/hash.h"
#include "bench/require.h"
#include "bench/whole/machine.h"
#include "bench/whole/process.h"

namespace perankh::bench {

namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::stringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return content.str();
}

void write(const std::string& savegen, const fs::path& folder, std::uint64_t count, unsigned seed) {
  fs::remove_all(folder);
  run({savegen, folder.string(), "--size", "standard", "--count", std::to_string(count), "--seed", std::to_string(seed),
       "--jobs", std::to_string(cores()), "--quiet"});
}

Paths saves_in(const fs::path& folder) {
  Paths saves;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".zip") saves.push_back(entry.path());
  }
  std::ranges::sort(saves);
  return saves;
}

}  // namespace

Truth& Truth::operator+=(const Truth& other) {
  saves += other.saves;
  zip_bytes += other.zip_bytes;
  xml_bytes += other.xml_bytes;
  for (const auto& [relation, count] : other.rows) rows[relation] += count;
  return *this;
}

Truth truth_of(const fs::path& save) {
  fs::path beside = save;
  const auto truth = nlohmann::json::parse(content_of(beside.replace_extension(".truth.json")));
  Truth result{.saves = 1, .zip_bytes = fs::file_size(save), .xml_bytes = truth["xml_bytes"]};
  for (const auto& [name, relation] : truth["relations"].items()) result.rows[name] = relation["rows"];
  return result;
}

Truth truth_of(const Paths& saves) {
  Truth all;
  for (const fs::path& save : saves) all += truth_of(save);
  return all;
}

SaveFolders::SaveFolders(fs::path savegen, fs::path root) : savegen_(std::move(savegen)), root_(std::move(root)) {
  fs::create_directories(root_);
  const fs::path probe = root_ / "probe";
  write(savegen_.string(), probe, 1, 1);
  for (const fs::path& save : saves_in(probe)) {
    const std::string zip = content_of(save);
    version_ += ContentHash::of(std::as_bytes(std::span(zip))).hex();
  }
  fs::remove_all(probe);
}

Paths SaveFolders::make(std::uint64_t count, unsigned seed) const {
  const fs::path folder = root_ / fmt::format("{}-seed-{}", count, seed);
  const fs::path stamp = folder / "version";
  if (content_of(stamp) != version_) {
    fmt::print(stderr, "bench: making {} saves in {}\n", count, folder.string());
    write(savegen_.string(), folder, count, seed);
    std::ofstream(stamp) << version_;
  }
  Paths saves = saves_in(folder);
  require(saves.size() == count, fmt::format("there are {} saves in {}", saves.size(), folder.string()));
  return saves;
}

Paths some_of(const Paths& saves, std::uint64_t count) {
  Paths some;
  for (std::uint64_t at = 0; at < count; ++at) some.push_back(saves[at * saves.size() / count]);
  return some;
}

void warm_up(const Paths& saves) {
  for (const fs::path& save : saves) static_cast<void>(content_of(save));
}

}  // namespace perankh::bench
