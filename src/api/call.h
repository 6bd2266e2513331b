// From the bytes of a request to what is asked for: which operation, with which values. Pure functions; nothing is
// done.
//
// The operations are those of web/api/openapi.json, and what that file says of parameters and bodies is checked here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "api/head.h"
#include "api/imports.h"
#include "api/request.h"
#include "base/error.h"

namespace perankh::api {

/// Named as in web/api/openapi.json.
enum class Operation : std::uint8_t {
  kHealth,
  kOpenSession,
  kGetSession,
  kEvents,
  kListFolders,
  kNameFolder,
  kListFolderSaves,
  kListImports,
  kStartImport,
  kGetImport,
  kUploadFile,
  kStartUploadedImport,
  kPauseImport,
  kResumeImport,
  kStepImport,
  kCancelImport,
  kRetryImport,
  kUndoImport,
  kListOutcomes,
  kImportReport,
  kListGames,
  kGetGame,
  kRemoveGame,
  kRemoveSave,
  kGetSaveTable,
  kUndoRemoval,
  kGetOwner,
  kSetOwner,
  kRunCommand,
  kStopCommand,
};

/// Whose token an operation takes.
enum class Role : std::uint8_t { kAnybody, kPage, kCommand };

enum class BodyKind : std::uint8_t { kNone, kJson, kFile };

struct Route {
  Operation operation;
  std::string_view name;  ///< operationId
  std::string_view method;
  std::string_view path;  ///< "/api/imports/{import_id}": a part in braces is a value
  Role role = Role::kPage;
  BodyKind body = BodyKind::kNone;
  std::vector<std::string_view> parameters = {};  ///< of the query
};

[[nodiscard]] std::span<const Route> routes();

// Bodies, one struct for each schema.
struct SessionRequest {
  std::string key;
};
struct FolderRequest {
  std::string path;
};
struct ImportRequest {
  std::vector<std::int64_t> folders = {};
  std::vector<std::pair<std::int64_t, std::string>> files = {};
  bool uploads = false;
  bool paused = false;
};
struct StepRequest {
  std::uint64_t files = 0;
};
struct RetryRequest {
  std::optional<std::vector<std::uint64_t>> positions = {};
  bool paused = false;
};
struct OwnerRequest {
  std::optional<std::string> online_id = {};
};
/// A command line that somebody typed, and the terminal in which they did.
struct CommandRequest {
  std::vector<std::string> arguments = {};
  std::string folder = {};                 ///< they were in
  std::string library = {};                ///< as they call it
  std::optional<std::string> input = {};   ///< standard input, once the command has asked for it,
  std::optional<std::string> answer = {};  ///< and what they answered, likewise
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool out_colours = false;
  bool err_colours = false;
  bool can_ask = false;
  std::uint64_t out_columns = 80;
  std::uint64_t err_columns = 80;
};

struct Call {
  const Route* route = nullptr;
  std::int64_t id = 0;    ///< the number in the path
  std::string key = {};   ///< game_key
  std::string name = {};  ///< of an upload, or of a table
  std::optional<std::int64_t> tile_id = {};
  OutcomeQuery query = {};  ///< status, search, offset, limit
  std::variant<std::monostate, SessionRequest, FolderRequest, ImportRequest, StepRequest, RetryRequest, OwnerRequest,
               CommandRequest>
      body = {};

  [[nodiscard]] Operation operation() const { return route->operation; }
};

struct NoRoute {
  Error error;
  std::string allowed = {};  ///< methods there are, for api/bad-method
};

/// Which operation, and the values in the address. Errors: api/not-found, api/bad-method, api/bad-parameter.
[[nodiscard]] std::expected<Call, NoRoute> read_address(std::string_view method, const Target& target);

/// What the head says of the body is what the route takes. Errors: api/no-length, api/too-large, api/bad-type,
/// api/bad-request.
[[nodiscard]] Result<void> check_body_head(const Route& route, const Head& head);

/// The most bytes a body of JSON may have.
inline constexpr std::uint64_t kMaxJson = 1 << 20;

/// Fills in call.body from JSON. Errors: api/bad-json.
[[nodiscard]] Result<void> read_body(Call& call, std::string_view text);

}  // namespace perankh::api
