// What the server does for each operation of the API, without HTTP: a call comes in, an answer goes out.
//
// Threads: any.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/access.h"
#include "api/call.h"
#include "api/commands.h"
#include "api/events.h"
#include "api/first_questions.h"
#include "api/imports.h"
#include "api/library_keeper.h"
#include "api/page.h"
#include "api/problem.h"
#include "api/save_folders.h"

namespace perankh::api {

struct Answer {
  int status = 200;
  std::string type = "application/json";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};

  /// Instead of a body: hands over pieces as they come, an empty one now and then when there is none, so that a client
  /// who has gone is noticed, and nothing at the end. `gone` when nobody reads any more.
  std::function<std::optional<std::string>()> next_piece = {};
  std::function<void()> gone = {};
};

[[nodiscard]] Answer answer_with(const Error& error);

class Api {
 public:
  struct Options {
    std::vector<std::filesystem::path> usual_folders;  ///< of the game's saves
    std::filesystem::path home;
    std::filesystem::path page;                   ///< folder of the built page
    std::chrono::milliseconds heartbeat{15'000};  ///< between signs of life to listeners
    RunCommand run_command = {};                  ///< what the command line does when it is forwarded
  };

  Api(std::unique_ptr<LibraryKeeper> keeper, int port, Options options);
  ~Api();

  [[nodiscard]] Access& access() { return access_; }
  [[nodiscard]] Imports& imports() { return imports_; }
  [[nodiscard]] const Page& page() const { return page_; }

  /// What a request that is allowed and well-formed is answered with. `file`: the body of an upload.
  [[nodiscard]] Answer answer(const Call& call, const Body& file);

  /// Everybody who listens is told that it is over, imports and commands are cancelled.
  void end();

 private:
  [[nodiscard]] Result<Answer> attempt(const Call& call, const Body& file);
  [[nodiscard]] Result<Answer> attempt_import(const Call& call, const Body& file);
  [[nodiscard]] Result<Answer> open_session(const SessionRequest& request);
  [[nodiscard]] Result<Answer> get_session();
  [[nodiscard]] Result<Answer> events();
  [[nodiscard]] Result<Answer> list_folders();
  [[nodiscard]] Result<Answer> name_folder(const FolderRequest& request);
  [[nodiscard]] Result<Answer> list_folder_saves(const Call& call);
  [[nodiscard]] Result<Answer> start_import(const ImportRequest& request);
  [[nodiscard]] Result<Answer> report(const Call& call);
  [[nodiscard]] Result<Answer> list_games();
  [[nodiscard]] Result<Answer> get_game(const Call& call);
  [[nodiscard]] Result<Answer> remove_game(const Call& call);
  [[nodiscard]] Result<Answer> remove_save(const Call& call);
  [[nodiscard]] Result<Answer> get_save_table(const Call& call);
  [[nodiscard]] Result<Answer> get_owner();
  [[nodiscard]] Result<Answer> set_owner(const OwnerRequest& request);

  std::unique_ptr<LibraryKeeper> keeper_;
  Access access_;
  Page page_;
  SaveFolders folders_;
  std::chrono::milliseconds heartbeat_;
  Events events_;
  Imports imports_;
  Commands commands_;
  FirstQuestions first_questions_;
};

}  // namespace perankh::api
