#include "bench/whole/part_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>

#include "bench/require.h"

namespace perankh::bench {

namespace {

using Json = nlohmann::json;

struct Part {
  std::string name;
  std::vector<Json> runs;

  [[nodiscard]] Samples samples(const char* field, double factor = 1) const {
    Samples samples;
    for (const Json& run : runs) samples.push_back(run[field].get<double>() * factor);
    return samples;
  }
};

// "write/tile/iterations:2/manual_time" is written "write/tile" by who registered it.
std::string plain_name(std::string name) {
  for (const std::string_view tail : {"/manual_time", "/real_time", "/repeats:", "/iterations:"}) {
    name.erase(std::min(name.find(tail), name.size()));
  }
  return name;
}

std::vector<Part> parts_in(const std::filesystem::path& file) {
  std::ifstream stream(file);
  require(stream.good(), fmt::format("{} cannot be read", file.string()));
  std::vector<Part> parts;
  Json report = Json::parse(stream);
  for (Json& run : report["benchmarks"]) {
    if (run["run_type"] != "iteration") continue;
    require(run["time_unit"] == "ms", "a part is not measured in milliseconds");
    const std::string name = plain_name(run["name"]);
    if (parts.empty() || parts.back().name != name) parts.push_back({name, {}});
    parts.back().runs.push_back(std::move(run));
  }
  return parts;
}

Row time_row(const Part& part, std::string what) {
  return {.what = std::move(what), .unit = Unit::kMilliseconds, .samples = part.samples("real_time")};
}

// One thread that waits for nothing: processor time is the time, and does not grow when others want the core, too.
Row cpu_row(const Part& part) {
  constexpr double kParseTarget = 15;
  Row row{.what = part.name, .unit = Unit::kMilliseconds, .samples = part.samples("cpu_time")};
  if (part.name == "inflate+decode") row.target = kParseTarget;
  return row;
}

void add_memory(const Part& part, std::vector<Row>& rows) {
  constexpr double kMegabyte = 1e6;
  rows.push_back({.what = "memory held by a decoded save",
                  .unit = Unit::kMegabytes,
                  .samples = part.samples("held_mb", kMegabyte),
                  .target = 6 * kMegabyte});
  rows.push_back({.what = "the same as malloc gave it",
                  .unit = Unit::kMegabytes,
                  .samples = part.samples("malloc_mb", kMegabyte)});
  rows.push_back(
      {.what = "most while decoding", .unit = Unit::kMegabytes, .samples = part.samples("peak_mb", kMegabyte)});
  rows.push_back({.what = "allocations to decode it", .unit = Unit::kCount, .samples = part.samples("allocations")});
}

void add_group(const Part& part, std::vector<Row>& rows) {
  const std::string group = part.name.substr(part.name.find('/') + 1);
  rows.push_back({.what = fmt::format("append, per save, {}", group),
                  .unit = Unit::kMilliseconds,
                  .samples = part.samples("append_ms_per_save")});
  rows.push_back({.what = fmt::format("commit, per save, {}", group),
                  .unit = Unit::kMilliseconds,
                  .samples = part.samples("commit_ms_per_save")});
}

}  // namespace

std::vector<Section> read_part_results(const std::filesystem::path& file) {
  Section reading{.title = "Parts: reading one save, one core, processor time", .rows = {}};
  Section writing{.title = "Parts: writing saves, groups", .rows = {}};
  Section tables{.title = "Parts: writing the rows of one table, per save, groups of 16", .rows = {}};
  Section library{.title = "Parts: opening and closing a library", .rows = {}};
  for (const Part& part : parts_in(file)) {
    if (part.name == "memory") {
      add_memory(part, reading.rows);
    } else if (part.name.starts_with("write/group")) {
      add_group(part, writing.rows);
    } else if (part.name.starts_with("write/")) {
      tables.rows.push_back(
          time_row(part, fmt::format("{} ({})", part.name.substr(6), rows_text(part.runs[0]["rows"]))));
    } else if (part.name.starts_with("library/")) {
      library.rows.push_back(time_row(part, part.name.substr(8)));
    } else {
      reading.rows.push_back(cpu_row(part));
    }
  }
  std::ranges::stable_sort(tables.rows, std::ranges::greater(), [](const Row& row) { return median(row.samples); });
  require(!reading.rows.empty(), fmt::format("there are no results in {}", file.string()));
  std::vector<Section> sections;
  for (Section* section : {&reading, &writing, &tables, &library}) {
    if (!section->rows.empty()) sections.push_back(std::move(*section));
  }
  return sections;
}

}  // namespace perankh::bench
