#include "api/problem.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace perankh::api {

namespace {

struct Known {
  std::string_view code;
  int status;
  std::string_view action;
};

// Codes of requests, by status, then those of the other folders. A code that is not here answers with that of its
// family ("zip/"), which stands behind them.
constexpr std::array kKnown = {
    Known{"api/bad-request", 400, "Reload the page."},
    Known{"api/bad-json", 400, "Reload the page."},
    Known{"api/bad-parameter", 400, "Reload the page."},
    Known{"api/relative-path", 400, "Type the whole path, from the first / on, or one that begins with ~/."},
    Known{"api/no-token", 401, "Open the link that 'per-ankh serve' printed."},
    Known{"api/bad-key", 401, "Open the link that 'per-ankh serve' printed."},
    Known{"api/foreign-host", 403, "Open the link that 'per-ankh serve' printed."},
    Known{"api/foreign-origin", 403, "Open the link that 'per-ankh serve' printed."},
    Known{"api/wrong-token", 403, ""},
    Known{"api/outside-folder", 403, "Name the folder in which these files really are."},
    Known{"api/not-found", 404, "Reload the page."},
    Known{"api/no-such-folder", 404, "Choose or type the folder again."},
    Known{"api/no-such-import", 404, "The server has been started anew since; import again."},
    Known{"api/no-such-save", 404, "It was removed meanwhile; reload the list."},
    Known{"api/no-such-table", 404, "Reload the page."},
    Known{"api/no-such-person", 404, "Choose one of the people in the library's saves."},
    Known{"api/bad-method", 405, "Reload the page."},
    Known{"api/too-slow", 408, "Try again."},
    Known{"api/import-over", 409, "Start another import."},
    Known{"api/import-running", 409, "Wait until the import is over, or cancel it."},
    Known{"api/not-receiving", 409, "Start another import and choose the files again."},
    Known{"api/not-paused", 409, "Pause the import first."},
    Known{"api/nothing-to-retry", 409, ""},
    Known{"api/choose-again", 409, "Choose the file again: what comes from the browser has no place to be read from."},
    Known{"api/nothing-to-undo", 409, ""},
    Known{"api/no-length", 411, "Reload the page."},
    Known{"api/too-large", 413, "A save has a few MB. Choose saves only."},
    Known{"api/bad-type", 415, "Reload the page."},
    Known{"api/too-many-streams", 429, "Close other tabs of Per-Ankh and reload this one."},
    Known{"api/too-many-headers", 431, "Reload the page."},
    Known{"api/internal", 500, "Please report it."},
    Known{"api/busy", 503, "Try again in a moment."},
    Known{"api/ending", 503, "Start 'per-ankh serve' again."},

    Known{"files/not-found", 404, "Check the path, and whether the disk is there."},
    Known{"files/not-a-folder", 400, "Type the folder the file is in."},
    Known{"files/no-saves", 404, "Choose the folder in which the game keeps its saves."},
    Known{"files/not-a-file", 400, "Choose a file that the game has saved."},
    Known{"files/unreadable", 403, "Give yourself the right to read it, then retry."},
    Known{"files/empty", 422, "Save again in the game, or copy the file again from where it came."},
    Known{"files/too-large", 413, "This is no save; leave it out."},
    Known{"files/changed", 409, "Wait until the game has finished saving, then retry."},
    Known{"zip/too-large", 422, "If the game really wrote this file, please report it."},
    Known{"zip/", 422,
          "The file is damaged or is no save. Copy it again from where it came, or save again in the game."},
    Known{"xml/", 422, "The file is damaged or cut off. Copy it again from where it came, or save again in the game."},
    Known{"save/", 422, "The file is no save of Old World, or is damaged. If the game can open it, please report it."},
    Known{"pipeline/out-of-memory", 503, "Close other programs, then retry."},
    Known{"pipeline/cancelled", 409, "Import it again."},
    Known{"pipeline/", 500, "Please report it."},
    Known{"store/locked", 503, "Close the other program that has the library open."},
    Known{"store/newer", 503, "Update Per-Ankh."},
    Known{"store/damaged", 503, "Restore the library from a copy, or use another one (--db)."},
    Known{"store/read-only", 503, "Check the permissions of the library and its folder."},
    Known{"store/no-space", 507, "Make room on the disk, then retry."},
    Known{"store/memory", 503, "Close other programs, then try again."},
    Known{"store/sql", 400, ""},
    Known{"store/cancelled", 503, "Try again."},
    Known{"store/no-such-save", 404, "It was removed meanwhile; reload the list."},
    Known{"store/restored", 409, ""},
    Known{"store/too-late", 409, "Import the files again."},
    Known{"store/imported-again", 409, "Nothing is lost: the same save was imported again meanwhile."},
    Known{"store/", 500, "Please report it."},
};

const Known* find(std::string_view code) {
  const auto* const known = std::ranges::find_if(kKnown, [&](const Known& entry) {
    return entry.code == code || (entry.code.ends_with('/') && code.starts_with(entry.code));
  });
  return known == kKnown.end() ? nullptr : known;
}

// Sentences of errors begin small where the command line puts "per-ankh: " before them.
std::string as_sentence(std::string text) {
  if (text.empty()) return text;
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  if (std::isalnum(static_cast<unsigned char>(text.back())) != 0) text += '.';
  return text;
}

}  // namespace

std::string to_text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

int status_of(const Error& error) {
  const Known* const known = find(error.code);
  return known == nullptr ? 500 : known->status;
}

std::string action_for(std::string_view code) {
  const Known* const known = find(code);
  return known == nullptr ? std::string() : std::string(known->action);
}

Json problem_json(const Error& error) {
  return {{"code", error.code}, {"message", as_sentence(describe(error))}, {"action", action_for(error.code)}};
}

}  // namespace perankh::api
