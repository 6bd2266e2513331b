// `per-ankh serve`: the page and its API, on this computer only.
#include <fmt/format.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "api/door.h"
#include "api/server.h"
#include "cli/browser.h"
#include "cli/command.h"
#include "cli/message.h"
#include "cli/server_workplace.h"
#include "cli/text.h"
#include "cli/workplace.h"
#include "files/folders.h"

namespace perankh::cli {

namespace {

struct ServeRequest {
  std::filesystem::path library;
  std::filesystem::path page;
  int port = 7450;
  bool open = false;
};

constexpr const char* kFooter =
    R"(It prints a link; whoever opens that may import, look and remove, nobody else. Only this computer can reach it. While it
runs, import, games, sql and the other subcommands work as usual: they go through the server. Ctrl-C ends it; what was
imported is kept.

Examples:
  per-ankh serve                         this computer's own library
  per-ankh serve --db rome.duckdb        another library
  per-ankh serve --port 0                any port that is free

Exit codes: 0 ended by Ctrl-C, 2 usage, 3 could not run: the library or the port is taken.)";

api::ServerOptions options_for(const ServeRequest& request) {
  const files::UserFolders folders = files::UserFolders::of_this_process();
  return {.port = request.port,
          .api = {.usual_folders = files::default_save_folders(folders),
                  .home = folders.home,
                  .page = request.page.empty() ? api::find_page(files::program_folder()) : request.page,
                  .run_command = run_handed_over}};
}

std::string link_with(const api::Access& access, const std::string& key) { return access.address() + "/#key=" + key; }

void tell(const ServeRequest& request, api::Server& server) {
  api::Access& access = server.api().access();
  say("Per-Ankh serves {}\n  {}\nThe link lets in whoever has it. Ctrl-C ends the server.\n",
      printable(request.library.string()), link_with(access, access.key()));
  console().flush(Stream::kOut);
  if (!server.api().page().is_built()) {
    complain("there is only the API: no page was built (make web), and --page names none");
  }
  if (request.open && !open_in_browser(link_with(access, access.make_key_for_one_use()))) {
    complain("no browser could be opened; open the link above yourself");
  }
}

void wait_for(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::unique_lock lock(mutex);
  changed.wait(lock, stop, [] { return false; });
}

ExitCode run(const ServeRequest& request) {
  const Workplace::Interruptible interruptible = workplace().interruptible();  // before any thread is started
  auto keeper = api::LibraryKeeper::open(request.library, tell_of_long_log);
  if (!keeper) return give_up(keeper.error());
  auto server = api::Server::start(std::move(*keeper), options_for(request));
  if (!server) return give_up(server.error());
  const auto sign = api::DoorSign::put_up(
      request.library, {.port = (*server)->port(), .token = (*server)->api().access().command_token()});
  if (!sign) return give_up(sign.error());
  tell(request, **server);
  wait_for(interruptible.token);
  (*server)->stop();
  return ExitCode::kOk;
}

}  // namespace

Command make_serve_command(CLI::App& program) {
  const auto request = std::make_shared<ServeRequest>();
  CLI::App* const syntax =
      program.add_subcommand("serve", "Serve the page in the browser and its API, on this computer only");
  add_library_option(*syntax, request->library);
  syntax->add_option("--port", request->port, "Port on this computer (default: 7450; 0: any that is free)")
      ->check(CLI::Range(0, 65535).description(""))
      ->type_name("N");
  syntax->add_flag("--open", request->open, "Open the page in the browser");
  syntax->add_option("--page", request->page, "Folder of a built page (default: where it is installed or built)")
      ->type_name("FOLDER");
  syntax->footer(kFooter);
  return {syntax, [request] { return run(*request); }};
}

}  // namespace perankh::cli
