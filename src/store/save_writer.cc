#include "store/save_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <mutex>
#include <system_error>

#include "base/utf8.h"
#include "model/account.h"
#include "model/parse.h"
#include "store/recorded_path.h"
#include "store/removal.h"
#include "store/schema.h"
#include "store/transaction.h"

namespace perankh::store {

namespace {

template <class TimePoint>
std::int64_t microseconds(TimePoint time) {
  return std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count();
}

Cell text_or_null(std::string_view text) { return text.empty() ? Cell() : Cell(text); }

std::int64_t signed_number(std::uint64_t number) { return static_cast<std::int64_t>(number); }

}  // namespace

SaveWriter::SaveWriter(Library& library) : library_(library), connection_(library.connection()) {
  SymbolTable& symbols = library_.symbols();
  for (const model::Layout* layout : model::all_layouts()) {
    auto& paths = path_symbols_[static_cast<std::size_t>(layout->what())];
    for (const model::Entry& entry : layout->entries()) {
      const model::PathReport line = model::describe_entry(*layout, entry);
      paths.push_back({.path = symbols.intern(line.path), .place = symbols.intern(line.where)});
    }
  }
}

Result<std::unique_ptr<SaveWriter>> SaveWriter::make(Library& library) {
  std::unique_ptr<SaveWriter> writer(new SaveWriter(library));
  if (auto loaded = writer->load_known(); !loaded) return std::unexpected(std::move(loaded.error()));
  return writer;
}

Result<void> SaveWriter::load_known() {
  auto rows = connection_.query("SELECT match_id, file_path, file_hash, xml_hash FROM data.match");
  if (!rows) return std::unexpected(std::move(rows.error()));
  for (const auto* row = rows->next(); row != nullptr; row = rows->next()) {
    const pipeline::KnownSave save{.match_id = std::get<std::int64_t>((*row)[0]),
                                   .path = std::get<std::string>((*row)[1])};
    for (const std::size_t column : {2U, 3U}) {
      known_.emplace(ContentHash::from_hex(std::get<std::string>((*row)[column])), save);
    }
    next_match_ = std::max(next_match_, save.match_id + 1);
  }
  auto removed = connection_.query_value("SELECT CAST(value AS BIGINT) FROM data.library WHERE key = 'last_match_id'");
  if (!removed) return std::unexpected(std::move(removed.error()));
  if (const auto* const last = std::get_if<std::int64_t>(&*removed)) next_match_ = std::max(next_match_, *last + 1);
  committed_match_ = next_match_;
  auto last_run = connection_.query_value("SELECT coalesce(max(run_id), 0) FROM data.import_run");
  if (!last_run) return std::unexpected(std::move(last_run.error()));
  run_ = std::get<std::int64_t>(*last_run) + 1;
  return {};
}

std::optional<pipeline::KnownSave> SaveWriter::find(const ContentHash& hash) const {
  const std::shared_lock lock(known_mutex_);
  const auto found = known_.find(hash);
  return found == known_.end() ? std::nullopt : std::optional(found->second);
}

Result<void> SaveWriter::begin_transaction() {
  if (broken_) return std::unexpected(*broken_);
  if (open_) return {};
  if (auto begun = connection_.execute("BEGIN TRANSACTION"); !begun) return begun;
  open_ = true;
  return {};
}

Result<void> SaveWriter::begin_group() {
  const bool first = !open_;
  if (auto begun = begin_transaction(); !begun) return begun;
  if (!first || run_stored_) return {};
  const std::array<Value, 3> values{run_, microseconds(started_), std::string(PER_ANKH_VERSION)};
  auto stored = connection_.query(
      "INSERT INTO data.import_run (run_id, started, program_version) VALUES (?, make_timestamp(?), ?)", values);
  if (!stored) return std::unexpected(std::move(stored.error()));
  return {};
}

TableWriter& SaveWriter::writer(std::string_view name) {
  for (auto& [known, writer] : writers_) {
    if (known == name) return writer;
  }
  const Table& wanted = table(name);
  return writers_.emplace_back(wanted.name, TableWriter(connection_, wanted)).second;
}

Error SaveWriter::kept(const Error& error) {
  if (error.code == "store/no-space" && !broken_) broken_ = error;
  return error;
}

Result<pipeline::Appended> SaveWriter::append(pipeline::ParsedSave& save) {
  for (const ContentHash& hash : {save.file_hash, save.xml_hash}) {
    auto known = find(hash);
    if (const auto pending = pending_.find(hash); !known && pending != pending_.end()) known = pending->second;
    if (known) return pipeline::Appended{.match_id = known->match_id, .duplicate = true, .duplicate_of = known->path};
  }
  if (auto begun = begin_group(); !begun) return std::unexpected(std::move(begun.error()));
  const std::int64_t match_id = next_match_++;
  if (auto done = append_match(match_id, save); !done) return std::unexpected(kept(done.error()));
  if (auto done = append_game(match_id, *save.game); !done) return std::unexpected(kept(done.error()));
  if (auto done = append_import_file({.file = save.file,
                                      .status = pipeline::FileStatus::kImported,
                                      .match_id = match_id,
                                      .file_hash = save.file_hash});
      !done) {
    return std::unexpected(kept(done.error()));
  }
  const pipeline::KnownSave known{.match_id = match_id, .path = save.file.path.string()};
  pending_.emplace(save.file_hash, known);
  pending_.emplace(save.xml_hash, known);
  group_bytes_ += save.game->bytes();
  ++group_saves_;
  return pipeline::Appended{.match_id = match_id};
}

Result<pipeline::Appended> SaveWriter::replace(pipeline::ParsedSave& save) {
  const auto known = find(save.file_hash);
  if (!known) {
    return fail("library/source-changed",
                "The file is no longer the one that was imported, so the save stays as it is. Import the file to have "
                "both.");
  }
  if (auto begun = begin_transaction(); !begun) return std::unexpected(std::move(begun.error()));
  const std::array<std::int64_t, 1> match_id{known->match_id};
  if (auto gone = delete_rows_of(connection_, match_id); !gone) return std::unexpected(kept(gone.error()));
  const std::array<Value, 3> values{microseconds(std::chrono::system_clock::now()), std::int64_t{model::kParserVersion},
                                    known->match_id};
  auto noted = connection_.query(
      "UPDATE data.match SET processed_date = make_timestamp(?), parser_version = ? WHERE match_id = ?", values);
  if (!noted) return std::unexpected(kept(noted.error()));
  if (auto done = append_game(known->match_id, *save.game); !done) return std::unexpected(kept(done.error()));
  group_bytes_ += save.game->bytes();
  ++group_saves_;
  return pipeline::Appended{.match_id = known->match_id};
}

Result<void> SaveWriter::append_match(std::int64_t match_id, const pipeline::ParsedSave& save) {
  const std::string name = valid_utf8_of(save.file.path.filename().string());
  const RecordedPath path = recorded(save.file.path);
  const std::string entry = valid_utf8_of(save.entry);
  const std::string file_hash = save.file_hash.hex();
  const std::string xml_hash = save.xml_hash.hex();
  return writer("match").append_row(
      {match_id, std::string_view(name), std::string_view(path.text), std::string_view(file_hash),
       std::string_view(xml_hash), signed_number(save.file.size), signed_number(save.xml_bytes),
       microseconds(save.file.modified), text_or_null(entry), microseconds(std::chrono::system_clock::now()),
       std::int64_t{model::kParserVersion}, std::int64_t{1}, run_, text_or_null(path.bytes)});
}

template <class Row>
Result<void> SaveWriter::append_rows(std::int64_t match_id, const model::Layout& layout, const std::vector<Row>& rows,
                                     const model::GameData& game) {
  if (rows.empty()) return {};
  return writer(layout.table())
      .append(match_id, layout.columns(), reinterpret_cast<const std::byte*>(rows.data()), rows.size(), sizeof(Row),
              game.texts);
}

Result<void> SaveWriter::append_game(std::int64_t match_id, const model::GameData& game) {
  Result<void> done;
  const auto write = [&]<class Row>(const std::vector<Row>& rows) {
    if (done) done = append_rows(match_id, Row::layout(), rows, game);
  };
  write(std::vector{game.save});
  write(std::vector{game.game});
  write(game.players);
  write(game.goals);
  write(game.memories);
  write(game.logs);
  write(game.characters);
  write(game.relationships);
  write(game.cities);
  write(game.builds);
  write(game.tiles);
  if (done) done = append_features(match_id, game);
  write(game.sights);
  write(game.tile_changes);
  write(game.units);
  write(game.tribes);
  write(game.details);
  if (done) done = append_values(match_id, game);
  if (done) done = append_series(match_id, game);
  if (done) done = append_coverage(match_id, game);
  for (const model::Note& note : game.notes) {
    if (!done) break;
    done = writer("note").append_row(
        {match_id, std::string_view(note.code), std::string_view(note.element), std::string_view(note.text)});
  }
  return done;
}

Result<void> SaveWriter::append_features(std::int64_t match_id, const model::GameData& game) {
  std::vector<model::Tile> tiles;
  std::ranges::copy_if(game.tiles, std::back_inserter(tiles), &model::Tile::has_features);
  return append_rows(match_id, model::Tile::feature_layout(), tiles, game);
}

Result<void> SaveWriter::append_values(std::int64_t match_id, const model::GameData& game) {
  std::vector<model::KeyedValue> plain;
  std::vector<model::KeyedValue> others;
  for (const auto& values : game.values) {
    for (const model::KeyedValue& value : values) (value.is_plain() ? plain : others).push_back(value);
  }
  auto done = append_rows(match_id, model::KeyedValue::plain_layout(), plain, game);
  return done ? append_rows(match_id, model::KeyedValue::layout(), others, game) : done;
}

Result<void> SaveWriter::append_series(std::int64_t match_id, const model::GameData& game) {
  TableWriter& table = writer("series");
  const auto number = [](Int value) { return value.has_value() ? Cell(std::int64_t{value.raw()}) : Cell(); };
  for (const model::Series& series : game.series) {
    const IntegerList turns =
        series.dense ? IntegerList() : IntegerList{game.series_turns.data() + series.first_sparse_turn, series.count};
    const IntegerList values{game.series_values.data() + series.first_value, series.count};
    const Cell key = series.key.has_value() ? Cell(std::int64_t{series.key.id()}) : Cell();
    if (auto row = table.append_row({match_id, number(series.owner), std::int64_t{series.field.id()}, key,
                                     number(series.first_turn), turns, values});
        !row) {
      return row;
    }
  }
  return {};
}

Result<void> SaveWriter::append_coverage(std::int64_t match_id, const model::GameData& game) {
  std::vector<std::int32_t> paths;
  std::vector<std::int32_t> places;
  std::vector<std::int32_t> elements;
  std::vector<std::int32_t> values;
  const auto add = [&](Symbol path, Symbol place, const model::PathCount& count) {
    paths.push_back(static_cast<std::int32_t>(path.id()));
    places.push_back(static_cast<std::int32_t>(place.id()));
    elements.push_back(static_cast<std::int32_t>(count.elements));
    values.push_back(static_cast<std::int32_t>(count.values));
  };
  for (std::size_t what = 0; what < model::kConcepts; ++what) {
    const auto& counts = game.account.stored[what];
    for (std::size_t entry = 0; entry < counts.size(); ++entry) {
      if (counts[entry].values == 0) continue;
      add(path_symbols_[what][entry].path, path_symbols_[what][entry].place, counts[entry]);
    }
  }
  for (const auto& [path, count] : game.account.unknown) add(library_.symbols().intern(path), Symbol(), count);
  const auto list = [](const std::vector<std::int32_t>& numbers) {
    return IntegerList{numbers.data(), numbers.size()};
  };
  return writer("coverage").append_row({match_id, list(paths), list(places), list(elements), list(values)});
}

Result<void> SaveWriter::record(const pipeline::FileOutcome& outcome) {
  if (auto begun = begin_group(); !begun) return begun;
  return append_import_file(outcome);
}

Result<void> SaveWriter::append_import_file(const pipeline::FileOutcome& outcome) {
  const RecordedPath path = recorded(outcome.file.path);
  const std::string hash = outcome.file_hash == ContentHash() ? std::string() : outcome.file_hash.hex();
  const bool imported = outcome.status == pipeline::FileStatus::kImported;
  const std::string message = imported ? std::string() : valid_utf8_of(outcome.message());
  return writer("import_file")
      .append_row({run_, std::int64_t{next_position_++}, std::string_view(path.text), signed_number(outcome.file.size),
                   text_or_null(hash), pipeline::name_of(outcome.status),
                   outcome.match_id > 0 ? Cell(outcome.match_id) : Cell(), imported ? Cell() : Cell(outcome.code()),
                   text_or_null(message), text_or_null(path.bytes)});
}

Result<void> SaveWriter::commit() {
  if (!open_) return {};
  const SymbolTable& symbols = library_.symbols();
  const std::size_t names = symbols.size();  // workers may add more meanwhile; those come with the next commit
  if (auto done = write_symbols(writer("symbol"), symbols, library_.stored_symbols(), names); !done)
    return std::unexpected(kept(done.error()));
  for (auto& [name, writer] : writers_) {
    if (auto done = writer.flush(); !done) return std::unexpected(kept(done.error()));
  }
  if (auto done = connection_.execute("COMMIT"); !done) {
    // DuckDB 1.4 takes the rows of a failed commit back, but not their texts: the next text appended to that table
    // would come out joined to them. What was committed before is whole, so this is where it has to end.
    broken_ = done.error();
    return done;
  }
  open_ = false;
  if (auto there = library_.check_file(); !there) {  // nobody will find what was committed
    broken_ = there.error();
    return there;
  }
  run_stored_ = true;
  library_.set_stored_symbols(names);
  committed_match_ = next_match_;
  committed_position_ = next_position_;
  group_bytes_ = 0;
  group_saves_ = 0;
  const std::unique_lock lock(known_mutex_);
  known_.merge(pending_);
  pending_.clear();
  return {};
}

void SaveWriter::rollback() {
  writers_.clear();  // what they still hold goes into the transaction that ends here
  if (open_) static_cast<void>(connection_.execute("ROLLBACK"));
  open_ = false;
  pending_.clear();
  group_bytes_ = 0;
  group_saves_ = 0;
  next_match_ = committed_match_;
  next_position_ = committed_position_;
}

bool SaveWriter::is_fatal(const Error& error) const {
  return broken_ || (error.code.starts_with("store/") && error.code != "store/failed");
}

Result<void> SaveWriter::finish(const pipeline::ImportReport& report) {
  if (!run_stored_) {
    if (auto begun = begin_group(); !begun) return begun;
    if (auto done = commit(); !done) {
      rollback();
      return done;
    }
  }
  const auto count = [](std::uint64_t number) { return Value(signed_number(number)); };
  const std::array<Value, 8> values{std::chrono::duration_cast<std::chrono::milliseconds>(report.elapsed).count(),
                                    count(report.files.size()),
                                    count(report.imported),
                                    count(report.duplicates),
                                    count(report.failed),
                                    count(report.cancelled),
                                    report.fatal ? Value(report.fatal->code) : Value(),
                                    run_};
  auto stored = connection_.query(
      "UPDATE data.import_run SET elapsed_ms = ?, total = ?, imported = ?, duplicates = ?, failed = ?, cancelled = ?, "
      "fatal_code = ? WHERE run_id = ?",
      values);
  if (!stored) return std::unexpected(std::move(stored.error()));
  return {};
}

}  // namespace perankh::store
