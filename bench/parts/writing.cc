// From typed rows into DuckDB: stage 2 alone, on one thread, with a save that is decoded already.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <array>

#include "base/timer.h"
#include "bench/parts/parts.h"
#include "bench/require.h"
#include "bench/sample.h"
#include "bench/temporary_library.h"
#include "store/save_writer.h"

namespace perankh::bench {

namespace {

using model::GameData;
using model::Subject;

double seconds(Duration time) { return std::chrono::duration<double>(time).count(); }

// A library, the sample decoded with its names, and a writer that appends it again and again.
class Writing {
 public:
  Writing()
      : library_(value_of(store::Library::open(folder_.file("library.duckdb")))),
        writer_(value_of(store::SaveWriter::make(library_))),
        game_(decode_checked(standard_sample(), library_.symbols())) {}

  [[nodiscard]] const GameData& game() const { return *game_; }
  [[nodiscard]] std::uint64_t rows(std::string_view table) { return rows_of(library_, table); }
  [[nodiscard]] std::uint64_t saves() const { return saves_; }

  Duration append(const GameData& game) {
    auto save = as_parsed(game, ++saves_);
    Duration time{};
    {
      const ScopedTimer timer(time);
      require(!value_of(writer_->append(save)).duplicate, "a save was taken for a duplicate");
    }
    return time;
  }

  Duration commit() {
    Duration time{};
    {
      const ScopedTimer timer(time);
      value_of(writer_->commit());
    }
    return time;
  }

 private:
  TemporaryFolder folder_;
  store::Library library_;
  std::unique_ptr<store::SaveWriter> writer_;
  std::unique_ptr<GameData> game_;
  std::uint64_t saves_ = 0;
};

// Appending and committing `group` saves; the time is that of the group.
void write_group(benchmark::State& state, std::size_t group) {
  Writing writing;
  Duration appended{};
  Duration committed{};
  for ([[maybe_unused]] auto _ : state) {
    Duration append{};
    for (std::size_t save = 0; save < group; ++save) append += writing.append(writing.game());
    const Duration commit = writing.commit();
    state.SetIterationTime(seconds(append + commit));
    appended += append;
    committed += commit;
  }
  const GameData& game = writing.game();
  require(writing.rows("match") == writing.saves(), "saves are missing in the library");
  require(writing.rows(model::Tile::layout().table()) == writing.saves() * game.tiles.size(), "tiles are missing");
  require(writing.rows("series") == writing.saves() * game.series.size(), "histories are missing");
  const auto saves = static_cast<double>(writing.saves());
  state.counters["append_ms_per_save"] = seconds(appended) * 1000 / saves;
  state.counters["commit_ms_per_save"] = seconds(committed) * 1000 / saves;
  state.counters["ms_per_save"] = seconds(appended + committed) * 1000 / saves;
}

struct TablePart {
  std::string_view table;
  void (*keep)(const GameData& from, GameData& into);
  std::size_t (*rows)(const GameData& game);
};

template <auto Member>
constexpr TablePart part(std::string_view table) {
  return {table, [](const GameData& from, GameData& into) { into.*Member = from.*Member; },
          [](const GameData& game) { return (game.*Member).size(); }};
}

template <Subject Owner>
constexpr TablePart values_part(std::string_view table) {
  return {table, [](const GameData& from, GameData& into) { into.values_of(Owner) = from.values_of(Owner); },
          [](const GameData& game) { return game.values_of(Owner).size(); }};
}

void keep_series(const GameData& from, GameData& into) {
  into.series = from.series;
  into.series_values = from.series_values;
  into.series_turns = from.series_turns;
}

// "match" stands for a save with nothing in it: what each of the others pays as well.
const std::array kTableParts = {
    TablePart{"match", [](const GameData&, GameData&) {}, [](const GameData&) { return std::size_t{1}; }},
    part<&GameData::players>(model::Player::layout().table()),
    part<&GameData::goals>(model::Goal::layout().table()),
    part<&GameData::memories>(model::Memory::layout().table()),
    part<&GameData::logs>(model::LogEntry::layout().table()),
    part<&GameData::characters>(model::Character::layout().table()),
    part<&GameData::relationships>(model::Relationship::layout().table()),
    part<&GameData::cities>(model::City::layout().table()),
    part<&GameData::builds>(model::Build::layout().table()),
    part<&GameData::tiles>(model::Tile::layout().table()),
    part<&GameData::sights>(model::TileSight::layout().table()),
    part<&GameData::tile_changes>(model::TileChange::layout().table()),
    part<&GameData::units>(model::Unit::layout().table()),
    part<&GameData::tribes>(model::Tribe::layout().table()),
    part<&GameData::details>(model::Detail::layout().table()),
    values_part<Subject::kGame>("game_value"),
    values_part<Subject::kPlayer>("player_value"),
    values_part<Subject::kCharacter>("character_value"),
    values_part<Subject::kCity>("city_value"),
    values_part<Subject::kTile>("tile_value"),
    values_part<Subject::kUnit>("unit_value"),
    TablePart{"series", keep_series, [](const GameData& game) { return game.series.size(); }},
};

// Appending saves that hold nothing but the rows of one table, and committing them in groups of 16: time per save.
void write_table(benchmark::State& state, const TablePart& table) {
  constexpr std::size_t kGroup = 16;
  Writing writing;
  GameData only;
  only.texts = writing.game().texts;
  table.keep(writing.game(), only);
  for ([[maybe_unused]] auto _ : state) {
    Duration time{};
    for (std::size_t save = 0; save < kGroup; ++save) time += writing.append(only);
    time += writing.commit();
    state.SetIterationTime(seconds(time) / kGroup);
  }
  require(writing.rows(table.table) == writing.saves() * table.rows(only),
          fmt::format("rows are missing in table {}", table.table));
  state.counters["rows"] = static_cast<double>(table.rows(only));
}

}  // namespace

void register_writing() {
  for (const auto& [group, iterations] : {std::pair{1U, 16}, {16U, 2}, {64U, 1}}) {
    benchmark::RegisterBenchmark(fmt::format("write/group of {}", group).c_str(),
                                 [group](benchmark::State& state) { write_group(state, group); })
        ->Iterations(iterations)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  }
  for (const TablePart& table : kTableParts) {
    benchmark::RegisterBenchmark(fmt::format("write/{}", table.table).c_str(),
                                 [&table](benchmark::State& state) { write_table(state, table); })
        ->Iterations(2)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  }
}

}  // namespace perankh::bench
