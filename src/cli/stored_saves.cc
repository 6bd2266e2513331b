#include "cli/stored_saves.h"

#include <fmt/format.h>

#include <cstddef>

#include "cli/text.h"
#include "cli/units.h"

namespace perankh::cli {

namespace {

constexpr std::size_t kShown = 20;

std::string line_of(const store::StoredSave& save) {
  const std::string turn = save.turn ? fmt::format(", turn {}", *save.turn) : std::string();
  return fmt::format("  {:>6}  {}{}  ({})\n", save.match_id,
                     save.game_name.empty() ? "a game without a name" : printable(save.game_name), turn,
                     printable(save.path));
}

}  // namespace

Json json_of(const std::vector<store::StoredSave>& saves) {
  Json list = Json::array();
  for (const store::StoredSave& save : saves) {
    list.push_back({{"match_id", save.match_id},
                    {"path", save.path},
                    {"game_name", text_or_null(save.game_name)},
                    {"game_id", text_or_null(save.game_id)},
                    {"turn", save.turn ? Json(*save.turn) : Json()}});
  }
  return list;
}

std::string lines_of(const std::vector<store::StoredSave>& saves) {
  std::string lines;
  for (std::size_t at = 0; at < saves.size() && at < kShown; ++at) lines += line_of(saves[at]);
  if (saves.size() > kShown) lines += fmt::format("  and {} more\n", format_number(saves.size() - kShown));
  return lines;
}

}  // namespace perankh::cli
