#include "api/api.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "api/answers.h"
#include "api/table_text.h"
#include "query/games.h"
#include "query/library_facts.h"
#include "query/save_tables.h"
#include "store/settings.h"

namespace perankh::api {

namespace {

using enum Operation;

// How long the end of the server waits for listeners to be told of it.
constexpr std::chrono::milliseconds kGoodbye{1'000};
// How often a stream with nothing to say looks whether its client has gone.
constexpr std::chrono::milliseconds kBetweenLooks(250);

Answer json_answer(const Json& json, int status = 200) { return {.status = status, .body = to_text(json)}; }

template <class T>
Result<Answer> answer_of(const Result<T>& result, int status = 200) {
  if (!result) return std::unexpected(result.error());
  return json_answer(to_json(*result), status);
}

std::string as_text(files::FileTime time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(
                         std::chrono::time_point_cast<std::chrono::system_clock::duration>(time))));
}

// Counts of saves, as in schema SavesFound.
struct SavesFound {
  std::uint64_t found = 0;
  std::uint64_t known = 0;
  std::uint64_t new_bytes = 0;

  void add(const SavesFound& other) {
    found += other.found;
    known += other.known;
    new_bytes += other.new_bytes;
  }
  [[nodiscard]] Json json(double speed) const {
    return {{"found", found},
            {"known", known},
            {"new", found - known},
            {"new_bytes", new_bytes},
            {"estimated_seconds", static_cast<double>(new_bytes) / speed}};
  }
};

SavesFound count(const FolderContent& content, const query::KnownFiles& known) {
  SavesFound counts{.found = content.saves.size()};
  for (const files::SaveFile& save : content.saves) {
    if (known.has(save)) {
      ++counts.known;
    } else {
      counts.new_bytes += save.size;
    }
  }
  return counts;
}

Json to_json(const SaveFolder& folder, const FolderContent& content, const SavesFound& counts, double speed) {
  return {{"folder_id", folder.folder_id},
          {"path", folder.path.string()},
          {"origin", folder.usual ? "usual" : "named"},
          {"saves", counts.json(speed)},
          {"error", content.error ? problem_json(*content.error) : Json()}};
}

// What the library says of files, as far as lists of them need it.
struct FileKnowledge {
  query::KnownFiles known;
  double speed = 1;
};

Result<FileKnowledge> file_knowledge(LibraryKeeper& keeper) {
  auto reading = keeper.read();
  if (!reading) return std::unexpected(std::move(reading.error()));
  auto known = query::KnownFiles::read(reading->connection());
  if (!known) return std::unexpected(std::move(known.error()));
  const auto speed = query::import_speed(reading->connection());
  if (!speed) return std::unexpected(speed.error());
  return FileKnowledge{.known = std::move(*known), .speed = *speed};
}

// What an import of folders and single files is called.
std::string title_of(const std::vector<SaveFolder>& folders, std::size_t files) {
  if (folders.size() == 1 && files == 0) return folders.front().path.string();
  std::string title;
  if (!folders.empty()) title = fmt::format("{} folder{}", folders.size(), folders.size() == 1 ? "" : "s");
  if (files > 0) {
    title += fmt::format("{}{} file{}", title.empty() ? "" : " and ", files, files == 1 ? "" : "s");
  }
  return title;
}

// All saves of these folders, and these files.
files::FoundSaves find_all(const std::vector<SaveFolder>& folders, const std::vector<std::string>& paths) {
  files::FoundSaves found = files::find_saves(paths);
  for (const SaveFolder& folder : folders) {
    FolderContent content = content_of(folder);
    std::ranges::move(content.saves, std::back_inserter(found.files));
    if (!content.error) continue;
    if (content.error->file.empty()) content.error->file = folder.path.string();
    found.problems.push_back(std::move(*content.error));
  }
  return found;
}

}  // namespace

Answer answer_with(const Error& error) {
  Answer answer = json_answer(problem_json(error), status_of(error));
  if (answer.status == 503 || answer.status == 429) answer.headers.emplace_back("Retry-After", "1");
  return answer;
}

Api::Api(std::unique_ptr<LibraryKeeper> keeper, int port, Options options)
    : keeper_(std::move(keeper)),
      access_(port),
      page_(options.page),
      folders_(options.usual_folders, std::move(options.home)),
      heartbeat_(options.heartbeat),
      imports_(*keeper_, events_),
      commands_(*keeper_, imports_, std::move(options.run_command)),
      first_questions_(*keeper_) {}

Api::~Api() { end(); }

void Api::end() {
  events_.close(kGoodbye);
  imports_.end();
  commands_.end();
  first_questions_.end();
}

Answer Api::answer(const Call& call, const Body& file) {
  auto answer = attempt(call, file);
  return answer ? std::move(*answer) : answer_with(answer.error());
}

Result<Answer> Api::attempt(const Call& call, const Body& file) {
  switch (call.operation()) {
    case kHealth:
      return json_answer({{"status", "ok"}, {"version", PER_ANKH_VERSION}});
    case kOpenSession:
      return open_session(std::get<SessionRequest>(call.body));
    case kGetSession:
      return get_session();
    case kEvents:
      return events();
    case kListFolders:
      return list_folders();
    case kNameFolder:
      return name_folder(std::get<FolderRequest>(call.body));
    case kListFolderSaves:
      return list_folder_saves(call);
    case kListGames:
      return list_games();
    case kGetGame:
      return get_game(call);
    case kRemoveGame:
      return remove_game(call);
    case kRemoveSave:
      return remove_save(call);
    case kGetSaveTable:
      return get_save_table(call);
    case kUndoRemoval:
      return answer_of(imports_.undo_removal(call.id));
    case kGetOwner:
      return get_owner();
    case kSetOwner:
      return set_owner(std::get<OwnerRequest>(call.body));
    case kRunCommand: {
      auto command = commands_.start(std::get<CommandRequest>(call.body));
      if (!command) return std::unexpected(std::move(command.error()));
      const std::string id = to_text({{"command_id", (*command)->command_id}}) + '\n';
      return Answer{.type = "application/x-ndjson",
                    .next_piece = [command = *command, first = id]() mutable -> std::optional<std::string> {
                      return first.empty() ? command->next(kBetweenLooks) : std::exchange(first, {});
                    },
                    .gone = [command = *command] { command->stop.request_stop(); }};
    }
    case kStopCommand:
      if (auto stopped = commands_.stop(call.id); !stopped) return std::unexpected(std::move(stopped.error()));
      return Answer{.status = 204, .type = ""};
    default:
      return attempt_import(call, file);
  }
}

Result<Answer> Api::attempt_import(const Call& call, const Body& file) {
  switch (call.operation()) {
    case kListImports: {
      Json imports = Json::array();
      for (const ImportFacts& facts : imports_.all()) imports.push_back(to_json(facts));
      return json_answer({{"imports", std::move(imports)}});
    }
    case kStartImport:
      return start_import(std::get<ImportRequest>(call.body));
    case kGetImport:
      return answer_of(imports_.find(call.id));
    case kUploadFile: {
      auto added = imports_.upload(call.id, call.name, file);
      if (!added) return std::unexpected(std::move(added.error()));
      return json_answer({{"position", added->position}, {"name", added->name}, {"size", added->size}}, 201);
    }
    case kStartUploadedImport:
      return answer_of(imports_.start(call.id), 202);
    case kPauseImport:
      return answer_of(imports_.pause(call.id));
    case kResumeImport:
      return answer_of(imports_.resume(call.id));
    case kStepImport:
      return answer_of(imports_.step(call.id, std::get<StepRequest>(call.body).files));
    case kCancelImport:
      return answer_of(imports_.cancel(call.id));
    case kRetryImport: {
      const auto& request = std::get<RetryRequest>(call.body);
      return answer_of(imports_.retry(call.id, request.positions, request.paused), 202);
    }
    case kUndoImport:
      return answer_of(imports_.undo(call.id));
    case kListOutcomes:
      return answer_of(imports_.outcomes(call.id, call.query));
    case kImportReport:
      return report(call);
    default:
      return fail("api/internal", "Per-Ankh does not know what to do with this.");
  }
}

Result<Answer> Api::open_session(const SessionRequest& request) {
  auto token = access_.token_for(request.key);
  if (!token) return std::unexpected(std::move(token.error()));
  return json_answer({{"token", *token}});
}

Result<Answer> Api::get_session() {
  auto library = library_json(*keeper_);
  if (!library) return std::unexpected(std::move(library.error()));
  return json_answer(
      {{"version", PER_ANKH_VERSION}, {"duckdb_version", store::duckdb_version()}, {"library", std::move(*library)}});
}

Result<Answer> Api::events() {
  auto queue = imports_.listen();
  if (!queue) return fail("api/too-many-streams", "Too many pages listen to this server.");
  return Answer{
      .type = "text/event-stream",
      .next_piece = [queue, heartbeat = heartbeat_, last = Clock::now()]() mutable -> std::optional<std::string> {
        auto events = queue->next(kBetweenLooks);
        if (events && events->empty() && Clock::now() - last >= heartbeat) events = ": still here\n\n";
        if (events && !events->empty()) last = Clock::now();
        return events;
      },
      .gone = [queue] { queue->leave(); }};
}

Result<Answer> Api::list_folders() {
  const auto knowledge = file_knowledge(*keeper_);
  if (!knowledge) return std::unexpected(knowledge.error());
  SavesFound total;
  Json folders = Json::array();
  for (const SaveFolder& folder : folders_.all()) {
    const FolderContent content = content_of(folder);
    const SavesFound counts = count(content, knowledge->known);
    total.add(counts);
    folders.push_back(to_json(folder, content, counts, knowledge->speed));
  }
  return json_answer({{"folders", std::move(folders)}, {"total", total.json(knowledge->speed)}});
}

Result<Answer> Api::name_folder(const FolderRequest& request) {
  const auto folder = folders_.name(request.path);
  if (!folder) return std::unexpected(folder.error());
  const auto knowledge = file_knowledge(*keeper_);
  if (!knowledge) return std::unexpected(knowledge.error());
  const FolderContent content = content_of(*folder);
  return json_answer(to_json(*folder, content, count(content, knowledge->known), knowledge->speed));
}

Result<Answer> Api::list_folder_saves(const Call& call) {
  const auto folder = folders_.find(call.id);
  if (!folder) return std::unexpected(folder.error());
  const auto knowledge = file_knowledge(*keeper_);
  if (!knowledge) return std::unexpected(knowledge.error());
  const FolderContent content = content_of(*folder);
  Json saves = Json::array();
  const std::uint64_t first = std::min<std::uint64_t>(call.query.offset, content.saves.size());
  const std::uint64_t last = std::min<std::uint64_t>(first + call.query.limit, content.saves.size());
  for (std::uint64_t at = first; at < last; ++at) {
    const files::SaveFile& save = content.saves[at];
    saves.push_back({{"name", save.path.lexically_relative(folder->path).generic_string()},
                     {"size", save.size},
                     {"modified", as_text(save.modified)},
                     {"known", knowledge->known.has(save)}});
  }
  return json_answer({{"folder_id", folder->folder_id},
                      {"total", content.saves.size()},
                      {"offset", call.query.offset},
                      {"saves", std::move(saves)}});
}

Result<Answer> Api::start_import(const ImportRequest& request) {
  if (request.uploads) return json_answer(to_json(imports_.receive(request.paused)), 202);
  std::vector<SaveFolder> folders;
  for (const std::int64_t folder_id : request.folders) {
    auto folder = folders_.find(folder_id);
    if (!folder) return std::unexpected(std::move(folder.error()));
    folders.push_back(std::move(*folder));
  }
  std::vector<std::string> paths;
  for (const auto& [folder_id, name] : request.files) {
    auto path = folders_.save_in(folder_id, name);
    if (!path) return std::unexpected(std::move(path.error()));
    paths.push_back(path->string());
  }
  std::string title = title_of(folders, paths.size());
  const auto find = [folders = std::move(folders), paths = std::move(paths)] { return find_all(folders, paths); };
  return json_answer(to_json(imports_.add(Origin::kFolders, std::move(title), find, request.paused)), 202);
}

Result<Answer> Api::report(const Call& call) {
  const auto facts = imports_.find(call.id);
  if (!facts) return std::unexpected(facts.error());
  const auto failures = imports_.outcomes(call.id, {.status = OutcomeStatus::kFailed, .limit = 1'000'000});
  if (!failures) return std::unexpected(failures.error());
  return Answer{.type = "text/plain; charset=utf-8", .body = report_text(*facts, *failures)};
}

Result<Answer> Api::list_games() {
  const std::int64_t revision = keeper_->revision();
  auto reading = keeper_->read();
  if (!reading) return std::unexpected(std::move(reading.error()));
  const auto games = query::games(reading->connection());
  if (!games) return std::unexpected(games.error());
  Json list = Json::array();
  for (const query::Game& game : *games) list.push_back(to_json(game));
  return json_answer({{"revision", revision}, {"games", std::move(list)}});
}

Result<Answer> Api::get_game(const Call& call) {
  auto reading = keeper_->read();
  if (!reading) return std::unexpected(std::move(reading.error()));
  const auto game = query::game(reading->connection(), call.key);
  if (!game) return std::unexpected(game.error());
  if (!*game) return fail("api/no-such-save", "The library holds no such game.");
  return json_answer(to_json(**game));
}

Result<Answer> Api::remove_game(const Call& call) {
  std::string title;
  std::vector<std::int64_t> saves;
  {
    auto reading = keeper_->read();
    if (!reading) return std::unexpected(std::move(reading.error()));
    const auto game = query::game(reading->connection(), call.key);
    if (!game) return std::unexpected(game.error());
    if (!*game) return fail("api/no-such-save", "The library holds no such game.");
    title = (*game)->title;
    for (const query::Save& save : (*game)->saves) saves.push_back(save.match_id);
  }
  return answer_of(imports_.remove(std::move(title), saves));
}

Result<Answer> Api::remove_save(const Call& call) {
  std::optional<std::string> name;
  {
    auto reading = keeper_->read();
    if (!reading) return std::unexpected(std::move(reading.error()));
    auto found = query::name_of_save(reading->connection(), call.id);
    if (!found) return std::unexpected(std::move(found.error()));
    name = std::move(*found);
  }
  if (!name) return fail("api/no-such-save", "The library holds no such save.");
  return answer_of(imports_.remove(std::move(*name), {call.id}));
}

Result<Answer> Api::get_save_table(const Call& call) {
  const query::SaveTable* const table = query::find_save_table(call.name);
  if (table == nullptr) return fail("api/no-such-table", "There is no table of this name.");
  if (table->of_a_tile != call.tile_id.has_value()) {
    return fail("api/bad-parameter",
                table->of_a_tile ? "The parameter tile_id is missing." : "This table has no parameter tile_id.");
  }
  auto reading = keeper_->read();
  if (!reading) return std::unexpected(std::move(reading.error()));
  const auto save = query::name_of_save(reading->connection(), call.id);
  if (!save) return std::unexpected(save.error());
  if (!*save) return fail("api/no-such-save", "The library holds no such save.");
  auto rows = query::read_save_table(reading->connection(), *table, call.id, call.tile_id);
  if (!rows) return std::unexpected(std::move(rows.error()));
  const Json head = {{"match_id", call.id},
                     {"name", table->name},
                     {"sql", query::sql_of(*table, call.id, call.tile_id)},
                     {"note", table->note.empty() ? Json() : Json(table->note)}};
  return Answer{.body = table_text(head, *rows)};
}

Result<Answer> Api::get_owner() {
  auto reading = keeper_->read();
  if (!reading) return std::unexpected(std::move(reading.error()));
  const auto humans = query::humans(reading->connection());
  if (!humans) return std::unexpected(humans.error());
  const auto me = query::primary_user(reading->connection());
  if (!me) return std::unexpected(me.error());
  return json_answer(to_json(*humans, *me));
}

Result<Answer> Api::set_owner(const OwnerRequest& request) {
  if (request.online_id) {
    auto reading = keeper_->read();
    if (!reading) return std::unexpected(std::move(reading.error()));
    const auto humans = query::humans(reading->connection());
    if (!humans) return std::unexpected(humans.error());
    if (std::ranges::find(*humans, *request.online_id, &query::Human::online_id) == humans->end()) {
      return fail("api/no-such-person", "Nobody in the library's saves has this online id.");
    }
  }
  {
    auto writing = keeper_->write_now();
    if (!writing) return std::unexpected(std::move(writing.error()));
    if (auto set = store::set_primary_user(writing->library.connection(), request.online_id); !set) {
      return std::unexpected(std::move(set.error()));
    }
  }
  keeper_->note_change();
  imports_.tell_library();
  return get_owner();
}

}  // namespace perankh::api
