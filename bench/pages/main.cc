// build/release/bench/pages LIBRARY MATCH_ID RUNS [RELATION...]: asks what a game's page asks, `SELECT * FROM relation
// WHERE match_id = N`, in one process with the library open for reading. Without names: every relation that has saves.
//
// Prints JSON: the time of opening, and for each relation its rows and the time of each run, the first one cold. Row by
// row all values are taken out, as whoever shows them must.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/timer.h"
#include "bench/require.h"
#include "store/library.h"

namespace {

using namespace perankh;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

std::vector<std::string> all_relations(store::Library& library) {
  auto result =
      bench::value_of(library.connection().query("SELECT DISTINCT table_name FROM duckdb_columns() WHERE schema_name = "
                                                 "'main' AND column_name = 'match_id' AND NOT "
                                                 "internal ORDER BY table_name"));
  std::vector<std::string> names;
  for (const auto* row = result.next(); row != nullptr; row = result.next()) {
    names.push_back(std::get<std::string>(row->front()));
  }
  return names;
}

std::size_t ask(store::Library& library, const std::string& relation, std::int64_t match_id) {
  const store::Value id = match_id;
  auto result = bench::value_of(
      library.connection().query(fmt::format("SELECT * FROM \"{}\" WHERE match_id = ?", relation), std::span(&id, 1)));
  std::size_t rows = 0;
  for (const auto* row = result.next(); row != nullptr; row = result.next()) ++rows;
  return rows;
}

nlohmann::json measure(store::Library& library, const std::string& relation, std::int64_t match_id, int runs) {
  nlohmann::json times = nlohmann::json::array();
  std::size_t rows = 0;
  for (int run = 0; run < runs; ++run) {
    const auto start = Clock::now();
    rows = ask(library, relation, match_id);
    times.push_back(milliseconds_since(start));
  }
  return {{"relation", relation}, {"rows", rows}, {"ms", std::move(times)}};
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  bench::require(arguments.size() >= 3, "usage: pages LIBRARY MATCH_ID RUNS [RELATION...]");
  const std::int64_t match_id = std::stoll(arguments[1]);
  const int runs = std::stoi(arguments[2]);
  const auto start = Clock::now();
  store::Library library = bench::value_of(store::Library::open(arguments[0], {.access = store::Access::kRead}));
  nlohmann::json answer = {{"open_ms", milliseconds_since(start)}, {"relations", nlohmann::json::array()}};
  std::vector<std::string> names(arguments.begin() + 3, arguments.end());
  if (names.empty()) names = all_relations(library);
  for (const std::string& name : names) answer["relations"].push_back(measure(library, name, match_id, runs));
  fmt::print("{}\n", answer.dump());
  return 0;
}
