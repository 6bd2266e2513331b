#include "api/call.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "api/problem.h"

namespace perankh::api {

namespace {

using enum Operation;

constexpr std::uint64_t kMaxList = 100'000;
constexpr std::size_t kMaxDepth = 8;

const std::vector<Route>& table() {
  static const std::vector<Route> kTable = {
      {.operation = kHealth, .name = "health", .method = "GET", .path = "/api/health", .role = Role::kAnybody},
      {.operation = kOpenSession,
       .name = "openSession",
       .method = "POST",
       .path = "/api/session",
       .role = Role::kAnybody,
       .body = BodyKind::kJson},
      {.operation = kGetSession, .name = "getSession", .method = "GET", .path = "/api/session"},
      {.operation = kEvents, .name = "events", .method = "GET", .path = "/api/events"},
      {.operation = kListFolders, .name = "listFolders", .method = "GET", .path = "/api/folders"},
      {.operation = kNameFolder,
       .name = "nameFolder",
       .method = "POST",
       .path = "/api/folders",
       .body = BodyKind::kJson},
      {.operation = kListFolderSaves,
       .name = "listFolderSaves",
       .method = "GET",
       .path = "/api/folders/{folder_id}/saves",
       .parameters = {"offset", "limit"}},
      {.operation = kListImports, .name = "listImports", .method = "GET", .path = "/api/imports"},
      {.operation = kStartImport,
       .name = "startImport",
       .method = "POST",
       .path = "/api/imports",
       .body = BodyKind::kJson},
      {.operation = kGetImport, .name = "getImport", .method = "GET", .path = "/api/imports/{import_id}"},
      {.operation = kUploadFile,
       .name = "uploadFile",
       .method = "POST",
       .path = "/api/imports/{import_id}/files",
       .body = BodyKind::kFile,
       .parameters = {"name"}},
      {.operation = kStartUploadedImport,
       .name = "startUploadedImport",
       .method = "POST",
       .path = "/api/imports/{import_id}/start"},
      {.operation = kPauseImport, .name = "pauseImport", .method = "POST", .path = "/api/imports/{import_id}/pause"},
      {.operation = kResumeImport, .name = "resumeImport", .method = "POST", .path = "/api/imports/{import_id}/resume"},
      {.operation = kStepImport,
       .name = "stepImport",
       .method = "POST",
       .path = "/api/imports/{import_id}/step",
       .body = BodyKind::kJson},
      {.operation = kCancelImport, .name = "cancelImport", .method = "POST", .path = "/api/imports/{import_id}/cancel"},
      {.operation = kRetryImport,
       .name = "retryImport",
       .method = "POST",
       .path = "/api/imports/{import_id}/retry",
       .body = BodyKind::kJson},
      {.operation = kUndoImport, .name = "undoImport", .method = "POST", .path = "/api/imports/{import_id}/undo"},
      {.operation = kListOutcomes,
       .name = "listOutcomes",
       .method = "GET",
       .path = "/api/imports/{import_id}/outcomes",
       .parameters = {"status", "search", "offset", "limit"}},
      {.operation = kImportReport, .name = "importReport", .method = "GET", .path = "/api/imports/{import_id}/report"},
      {.operation = kListGames, .name = "listGames", .method = "GET", .path = "/api/games"},
      {.operation = kGetGame, .name = "getGame", .method = "GET", .path = "/api/games/{game_key}"},
      {.operation = kRemoveGame, .name = "removeGame", .method = "DELETE", .path = "/api/games/{game_key}"},
      {.operation = kRemoveSave, .name = "removeSave", .method = "DELETE", .path = "/api/saves/{match_id}"},
      {.operation = kGetSaveTable,
       .name = "getSaveTable",
       .method = "GET",
       .path = "/api/saves/{match_id}/tables/{table}",
       .parameters = {"tile_id"}},
      {.operation = kUndoRemoval, .name = "undoRemoval", .method = "POST", .path = "/api/removals/{removal_id}/undo"},
      {.operation = kGetOwner, .name = "getOwner", .method = "GET", .path = "/api/owner"},
      {.operation = kSetOwner, .name = "setOwner", .method = "PUT", .path = "/api/owner", .body = BodyKind::kJson},
      {.operation = kRunCommand,
       .name = "runCommand",
       .method = "POST",
       .path = "/api/commands",
       .role = Role::kCommand,
       .body = BodyKind::kJson},
      {.operation = kStopCommand,
       .name = "stopCommand",
       .method = "POST",
       .path = "/api/commands/{command_id}/stop",
       .role = Role::kCommand},
  };
  return kTable;
}

// --- addresses
// ---------------------------------------------------------------------------------------------------------

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const std::size_t end = std::min(path.find('/'), path.size());
    parts.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return parts;
}

bool is_value(std::string_view part) { return part.starts_with('{'); }

bool fits(const Route& route, const std::vector<std::string>& path) {
  return std::ranges::equal(parts_of(route.path), path, [](std::string_view part, const std::string& given) {
    return is_value(part) || part == given;
  });
}

std::unexpected<Error> bad_parameter(std::string_view name) {
  return fail("api/bad-parameter", fmt::format("The parameter {} is not what it should be.", name));
}

Result<void> take_path_values(Call& call, const std::vector<std::string>& path) {
  const auto parts = parts_of(call.route->path);
  for (std::size_t at = 0; at < parts.size(); ++at) {
    if (!is_value(parts[at])) continue;
    if (parts[at] == "{game_key}") {
      if (path[at].empty() || path[at].size() > 256) return bad_parameter("game_key");
      call.key = path[at];
      continue;
    }
    if (parts[at] == "{table}") {
      call.name = path[at];
      continue;
    }
    const auto number = read_number(path[at]);
    if (!number || *number == 0)
      return fail("api/not-found", "There is no such thing: the number in the address is none.");
    call.id = *number;
  }
  return {};
}

Result<void> take_parameter(Call& call, const std::string& name, const std::string& value) {
  const auto number = read_number(value);
  if (name == "offset") {
    if (!number) return bad_parameter(name);
    call.query.offset = static_cast<std::uint64_t>(*number);
  } else if (name == "limit") {
    if (!number || *number < 1 || *number > 1000) return bad_parameter(name);
    call.query.limit = static_cast<std::uint64_t>(*number);
  } else if (name == "status") {
    call.query.status = outcome_status(value);
    if (!call.query.status) return bad_parameter(name);
  } else if (name == "tile_id") {
    if (!number) return bad_parameter(name);
    call.tile_id = number;
  } else if (name == "search") {
    if (value.size() > 200) return bad_parameter(name);
    call.query.search = value;
  } else {
    if (value.empty() || value.size() > 1024) return bad_parameter(name);
    call.name = value;
  }
  return {};
}

Result<void> take_query(Call& call, const Target& target) {
  for (const auto& [name, value] : target.query) {
    if (std::ranges::find(call.route->parameters, name) == call.route->parameters.end()) {
      return fail("api/bad-parameter", "There is no such parameter.");
    }
    if (auto taken = take_parameter(call, name, value); !taken) return taken;
  }
  if (call.operation() == kUploadFile && call.name.empty()) return bad_parameter("name");
  return {};
}

// --- bodies
// ------------------------------------------------------------------------------------------------------------

std::unexpected<Error> bad_json(std::string_view what) {
  return fail("api/bad-json", fmt::format("The body is not what it should be: {}.", what));
}

Result<Json> parsed(std::string_view text) {
  bool too_deep = false;
  // Stops going down: nothing below is kept.
  const auto keep = [&](int depth, Json::parse_event_t, const Json&) {
    too_deep |= static_cast<std::size_t>(depth) > kMaxDepth;
    return !too_deep;
  };
  Json json = Json::parse(text.begin(), text.end(), keep, /*allow_exceptions=*/false);
  if (too_deep || json.is_discarded()) return bad_json("it is no JSON");
  if (!json.is_object()) return bad_json("it is no object");
  return json;
}

// Reads the members of an object one by one, and remembers the first thing that was wrong.
class Members {
 public:
  explicit Members(const Json& json) : json_(json) {
    if (!json.is_object()) wrong_ = "it is no object";
  }

  void text(std::string_view name, std::string& into, std::size_t max) {
    take(name, [&](const Json& value) { return take_text(value, into, max); });
  }
  void text_or_null(std::string_view name, std::optional<std::string>& into, std::size_t max) {
    take(name, [&](const Json& value) { return value.is_null() || take_text(value, into.emplace(), max); });
  }
  void any_text(std::string_view name, std::optional<std::string>& into) {
    take(name, [&](const Json& value) {
      if (value.is_string()) into = value.get<std::string>();
      return value.is_string();
    });
  }
  void flag(std::string_view name, bool& into) {
    take(name, [&](const Json& value) {
      if (value.is_boolean()) into = value.get<bool>();
      return value.is_boolean();
    });
  }
  template <class Number>
  void number(std::string_view name, Number& into, std::int64_t min, std::int64_t max) {
    take(name, [&](const Json& value) { return take_number(value, into, min, max); });
  }
  /// `each` says whether an element is right.
  template <class Each>
  void list(std::string_view name, std::uint64_t max, Each each) {
    take(name, [&](const Json& value) {
      return value.is_array() && value.size() <= max && std::ranges::all_of(value, each);
    });
  }

  void need(std::string_view name) {
    if (wrong_.empty() && !json_.contains(name)) wrong_ = fmt::format("{} is missing", name);
  }

  /// Whether all was right, and nothing was left over.
  [[nodiscard]] Result<void> done() const {
    if (!wrong_.empty()) return bad_json(wrong_);
    if (taken_ != json_.size()) return bad_json("it has members that nobody knows");
    return {};
  }
  [[nodiscard]] bool all_right() const { return done().has_value(); }

  static bool take_text(const Json& value, std::string& into, std::size_t max) {
    if (!value.is_string()) return false;
    into = value.get<std::string>();
    return !into.empty() && into.size() <= max;
  }
  template <class Number>
  static bool take_number(const Json& value, Number& into, std::int64_t min, std::int64_t max) {
    const bool small =
        value.is_number_unsigned() &&
        value.get<std::uint64_t>() <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!small) return false;
    const auto number = value.get<std::int64_t>();
    into = static_cast<Number>(number);
    return number >= min && number <= max;
  }

 private:
  template <class Take>
  void take(std::string_view name, Take take_value) {
    if (!wrong_.empty()) return;
    const auto found = json_.find(name);
    if (found == json_.end()) return;
    ++taken_;
    if (!take_value(*found)) wrong_ = fmt::format("{} is wrong", name);
  }

  const Json& json_;
  std::size_t taken_ = 0;
  std::string wrong_;
};

constexpr std::int64_t kAnyNumber = std::numeric_limits<std::int64_t>::max();

void read(Members& members, SessionRequest& request) {
  members.need("key");
  members.text("key", request.key, 128);
}

void read(Members& members, FolderRequest& request) {
  members.need("path");
  members.text("path", request.path, 4096);
}

void read(Members& members, ImportRequest& request) {
  members.list("folders", 1000, [&](const Json& value) {
    return Members::take_number(value, request.folders.emplace_back(), 1, kAnyNumber);
  });
  members.list("files", kMaxList, [&](const Json& value) {
    auto& [folder, name] = request.files.emplace_back();
    Members file(value);
    file.need("folder_id");
    file.need("name");
    file.number("folder_id", folder, 1, kAnyNumber);
    file.text("name", name, 4096);
    return file.all_right();
  });
  members.flag("uploads", request.uploads);
  members.flag("paused", request.paused);
}

void read(Members& members, StepRequest& request) {
  members.need("files");
  members.number("files", request.files, 1, 1'000'000);
}

void read(Members& members, RetryRequest& request) {
  members.list("positions", kMaxList, [&](const Json& value) {
    if (!request.positions) request.positions.emplace();
    return Members::take_number(value, request.positions->emplace_back(), 0, kAnyNumber);
  });
  members.flag("paused", request.paused);
}

void read(Members& members, OwnerRequest& request) {
  members.need("online_id");
  members.text_or_null("online_id", request.online_id, 256);
}

void read(Members& members, CommandRequest& request) {
  members.need("arguments");
  members.need("folder");
  members.list("arguments", kMaxList, [&](const Json& value) {
    if (value.is_string()) request.arguments.push_back(value.get<std::string>());
    return value.is_string();
  });
  members.need("library");
  members.text("folder", request.folder, 4096);
  members.text("library", request.library, 4096);
  members.any_text("input", request.input);
  members.any_text("answer", request.answer);
  members.flag("out_is_terminal", request.out_is_terminal);
  members.flag("err_is_terminal", request.err_is_terminal);
  members.flag("out_colours", request.out_colours);
  members.flag("err_colours", request.err_colours);
  members.flag("can_ask", request.can_ask);
  members.number("out_columns", request.out_columns, 1, 10'000);
  members.number("err_columns", request.err_columns, 1, 10'000);
}

template <class Request>
Result<void> read_as(Call& call, const Json& json) {
  Request request;
  Members members(json);
  read(members, request);
  auto done = members.done();
  if (done) call.body = std::move(request);
  return done;
}

Result<void> check_import(const Call& call) {
  const auto& request = std::get<ImportRequest>(call.body);
  const bool has_files = !request.folders.empty() || !request.files.empty();
  if (has_files == request.uploads) return bad_json("it takes either folders and files, or uploads");
  return {};
}

}  // namespace

std::span<const Route> routes() { return table(); }

std::expected<Call, NoRoute> read_address(std::string_view method, const Target& target) {
  std::string allowed;
  for (const Route& route : table()) {
    if (!fits(route, target.path)) continue;
    if (route.method != method) {
      allowed += fmt::format("{}{}", allowed.empty() ? "" : ", ", route.method);
      continue;
    }
    Call call{.route = &route};
    auto taken = take_path_values(call, target.path);
    if (taken) taken = take_query(call, target);
    if (!taken) return std::unexpected(NoRoute{.error = std::move(taken.error())});
    return call;
  }
  if (allowed.empty()) {
    return std::unexpected(NoRoute{.error = {.code = "api/not-found", .message = "There is nothing at this address."}});
  }
  return std::unexpected(NoRoute{
      .error = {.code = "api/bad-method", .message = "This address does not take this method."}, .allowed = allowed});
}

Result<void> check_body_head(const Route& route, const Head& head) {
  const auto length = head.content_length();
  if (route.body == BodyKind::kNone) {
    if (length.value_or(0) > 0) return fail("api/bad-request", "This request has a body and should have none.");
    return {};
  }
  if (!length) return fail("api/no-length", "A body needs a Content-Length.");
  const std::uint64_t max = route.body == BodyKind::kFile ? Uploads::kMaxBytes : kMaxJson;
  if (*length > max) return fail("api/too-large", fmt::format("The body is larger than {} MB.", max >> 20U));
  const std::string_view type = head.header("content-type").value_or("");
  const std::string_view wanted = route.body == BodyKind::kFile ? "application/octet-stream" : "application/json";
  const bool right = type == wanted || type == fmt::format("{}; charset=utf-8", wanted) ||
                     type == fmt::format("{};charset=UTF-8", wanted);
  if (!right) return fail("api/bad-type", fmt::format("The body must be {}.", wanted));
  if (head.header("content-encoding")) return fail("api/bad-type", "The body must not be compressed.");
  return {};
}

Result<void> read_body(Call& call, std::string_view text) {
  auto json = parsed(text);
  if (!json) return std::unexpected(std::move(json.error()));
  switch (call.operation()) {
    case kOpenSession:
      return read_as<SessionRequest>(call, *json);
    case kNameFolder:
      return read_as<FolderRequest>(call, *json);
    case kStartImport: {
      auto done = read_as<ImportRequest>(call, *json);
      return done ? check_import(call) : done;
    }
    case kStepImport:
      return read_as<StepRequest>(call, *json);
    case kRetryImport:
      return read_as<RetryRequest>(call, *json);
    case kSetOwner:
      return read_as<OwnerRequest>(call, *json);
    case kRunCommand:
      return read_as<CommandRequest>(call, *json);
    default:
      return bad_json("there should be none");
  }
}

}  // namespace perankh::api
