#include "model/results.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/numbers.h"

namespace perankh::model {

namespace {

Text text_or_none(GameData& game, std::string_view text) { return text.empty() ? Text() : game.keep(text); }

/// Game values of one field, in file order.
template <class Visit>
void for_each(const GameData& game, Symbol field, Visit visit) {
  for (const KeyedValue& row : game.values_of(Subject::kGame)) {
    if (row.field == field) visit(row);
  }
}

Text joined_keys(GameData& game, SymbolCache& symbols, std::string_view field) {
  std::string joined;
  for_each(game, symbols.intern(field), [&](const KeyedValue& row) {
    if (!row.key.has_value()) return;
    if (!joined.empty()) joined += '+';
    joined += symbols.table().text(row.key);
  });
  return text_or_none(game, joined);
}

/// "Version: 1.0.79513+A=hash+B=-123456": the build, then mods (a hash or not), then a checksum.
void read_version(GameData& game) {
  constexpr std::string_view kLabel = "Version: ";
  std::string_view rest = game.text(game.save.version);
  if (rest.starts_with(kLabel)) rest.remove_prefix(kLabel.size());
  const std::string build(rest.substr(0, rest.find_first_of("+=")));
  std::string mods;
  for (std::size_t plus = rest.find('+'); plus != std::string_view::npos; plus = rest.find('+')) {
    rest.remove_prefix(plus + 1);
    const std::string_view mod = rest.substr(0, rest.find_first_of("+="));
    if (!mods.empty()) mods += '+';
    mods += mod;
  }
  game.save.build = text_or_none(game, build);
  game.save.enabled_mods = text_or_none(game, mods);
}

void place_players(GameData& game, SymbolCache& symbols) {
  std::unordered_map<std::int32_t, const KeyedValue*> teams;
  std::unordered_map<std::int32_t, const KeyedValue*> difficulties;
  for_each(game, symbols.intern("Team"), [&](const KeyedValue& row) { teams[row.index.raw()] = &row; });
  for_each(game, symbols.intern("Difficulty"), [&](const KeyedValue& row) { difficulties[row.index.raw()] = &row; });
  for (Player& player : game.players) {
    const auto team = teams.find(player.id.raw());
    if (team != teams.end() && team->second->value.has_value()) player.team = TeamId(team->second->value.raw());
    const auto difficulty = difficulties.find(player.id.raw());
    if (difficulty != difficulties.end()) player.difficulty = difficulty->second->name;
    player.is_human = !game.text(player.online_id).empty() || player.ai_controlled_to_turn == Int(0);
  }
}

/// A team wins; the player who did is its first human, else its first player.
PlayerId player_of_team(const GameData& game, Int team) {
  PlayerId found;
  for (const Player& player : game.players) {
    if (!player.team.has_value() || player.team.raw() != team.raw()) continue;
    if (player.is_human) return player.id;
    if (!found.has_value()) found = player.id;
  }
  return found;
}

/// Some builds list a city's tiles in the city instead.
void find_tile_cities(GameData& game, SymbolCache& symbols) {
  const Symbol territory = symbols.intern("CityTerritory");
  struct Claim {
    std::int32_t tile;
    std::int32_t city;
  };
  std::vector<Claim> claims;
  for (const KeyedValue& row : game.values_of(Subject::kCity)) {
    if (row.field == territory && row.value.has_value()) claims.push_back({row.value.raw(), row.owner.raw()});
  }
  if (claims.empty()) return;
  std::ranges::stable_sort(claims, {}, &Claim::tile);
  for (Tile& tile : game.tiles) {
    if (tile.owner_city.has_value()) continue;
    const auto claimed = std::ranges::equal_range(claims, tile.id.raw(), {}, &Claim::tile);
    if (claimed.empty()) continue;
    if (tile.known_to.has_value()) {  // that the tile belongs to a city was not known
      TileSight known = TileSight::as_it_is(tile);
      known.teams = std::exchange(tile.known_to, Int());
      game.sights.push_back(known);
    }
    tile.owner_city = CityId(claimed.back().city);  // where two cities claim it: the later one
  }
}

/// Values stand in the order of their characters, too.
void find_archetypes(GameData& game, SymbolCache& symbols) {
  const Symbol traits = symbols.intern("TraitTurn");
  const Symbol traits_without_turn = symbols.intern("Trait");
  auto value = game.values_of(Subject::kCharacter).begin();
  const auto end = game.values_of(Subject::kCharacter).end();
  for (Character& person : game.characters) {
    for (; value != end && value->owner == Int(person.id.raw()); ++value) {
      const bool is_trait = value->field == traits || value->field == traits_without_turn;
      if (is_trait && symbols.table().text(value->key).ends_with("_ARCHETYPE")) person.archetype = value->key;
    }
  }
}

void find_winner(GameData& game, SymbolCache& symbols) {
  if (game.save.winner.has_value()) return;  // the old shape named the player
  bool found = false;
  for_each(game, symbols.intern("TeamVictories"), [&](const KeyedValue& row) {
    if (found || !row.value.has_value()) return;
    found = true;
    game.save.winner = player_of_team(game, row.value);
    game.save.winner_victory = row.name;
  });
  if (found || !game.game.winner_team.has_value() || !game.game.winner_victory.has_value()) return;
  game.save.winner = player_of_team(game, game.game.winner_team);
  // A number is a place in the game's own list of victories, which we do not have: better nothing than a guess.
  if (!parse_int(symbols.table().text(game.game.winner_victory))) {
    game.save.winner_victory = game.game.winner_victory;
  }
}

template <class Row>
bool ids_are_unique(const std::vector<Row>& rows) {
  // The game writes ids in ascending order, so more than one look is almost never needed.
  if (std::ranges::adjacent_find(rows, std::ranges::greater_equal(), &Row::id) == rows.end()) return true;
  // Sorted rather than hashed: ids can be chosen so that all fall together.
  std::vector<std::int32_t> ids;
  ids.reserve(rows.size());
  for (const Row& row : rows) ids.push_back(row.id.raw());
  std::ranges::sort(ids);
  return std::ranges::adjacent_find(ids) == ids.end();
}

/// Marks the rows from `first` to `next` that belong to `owner`.
template <class Row, class Owner>
void mark(std::vector<bool>& dropped, const std::vector<Row>& rows, std::size_t first, std::size_t next,
          Owner is_owned) {
  dropped.resize(rows.size());
  for (std::size_t at = first; at < next; ++at) {
    if (is_owned(rows[at])) dropped[at] = true;
  }
}

template <class Row>
void erase_marked(std::vector<Row>& rows, const std::vector<bool>& dropped) {
  std::erase_if(rows, [&, at = std::size_t{0}](const Row&) mutable { return at < dropped.size() && dropped[at++]; });
}

/// Keeps the last of every character, and only what stands under it.
void keep_last_characters(GameData& game, const SymbolTable& symbols) {
  std::vector<KeyedValue>& values = game.values_of(Subject::kCharacter);
  std::vector<std::pair<std::int32_t, std::size_t>> places;  // id and position, in this order
  for (std::size_t at = 0; at < game.characters.size(); ++at) places.emplace_back(game.characters[at].id.raw(), at);
  std::ranges::sort(places);
  std::vector<bool> is_last(places.size());
  for (std::size_t at = 0; at < places.size(); ++at) {
    is_last[places[at].second] = at + 1 == places.size() || places[at + 1].first != places[at].first;
  }

  std::vector<bool> people(game.characters.size());
  std::vector<bool> dropped_values;
  std::vector<bool> dropped_relationships;
  std::vector<bool> dropped_details;
  for (std::size_t at = 0; at + 1 < game.characters.size(); ++at) {
    const Character& person = game.characters[at];
    const Character& next = game.characters[at + 1];
    const std::int32_t id = person.id.raw();
    if (is_last[at]) continue;
    people[at] = true;
    mark(dropped_values, values, person.first_value, next.first_value,
         [id](const KeyedValue& row) { return row.owner.raw() == id; });
    mark(dropped_relationships, game.relationships, person.first_relationship, next.first_relationship,
         [id](const Relationship& row) { return row.character.raw() == id; });
    mark(dropped_details, game.details, person.first_detail, next.first_detail,
         [&](const Detail& row) { return row.owner.raw() == id && symbols.text(row.part).starts_with("Character/"); });
  }
  erase_marked(game.characters, people);
  erase_marked(values, dropped_values);
  erase_marked(game.relationships, dropped_relationships);
  erase_marked(game.details, dropped_details);
}

}  // namespace

Int days_of(std::string_view save_date) {
  constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                        "May",       "June",     "July",     "August",
                                                        "September", "October",  "November", "December"};
  const std::size_t first = save_date.find(' ');
  const std::size_t second = save_date.find(' ', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return {};
  const std::string_view month_name = save_date.substr(first + 1, second - first - 1);
  const auto day = parse_number<unsigned>(save_date.substr(0, first));
  const auto year = parse_int(save_date.substr(second + 1));
  const auto* const month = std::ranges::find(kMonths, month_name);
  if (!day || !year || month == kMonths.end() || *year < 1970 || *year > 9999) return {};
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1),
                                         std::chrono::day(*day)};
  if (!date.ok()) return {};
  return static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count());
}

void work_out_results(GameData& game, SymbolCache& symbols) {
  read_version(game);
  game.save.saved_on = days_of(game.text(game.save.save_date));
  game.save.enabled_dlc = joined_keys(game, symbols, "GameContent");
  game.save.victory_conditions = joined_keys(game, symbols, "VictoryEnabled");
  const std::int32_t width = game.save.map_width.value_or(0);
  if (width > 0 && !game.tiles.empty()) game.save.map_height = static_cast<std::int32_t>(game.tiles.size()) / width;
  find_tile_cities(game, symbols);
  find_archetypes(game, symbols);
  place_players(game, symbols);
  find_winner(game, symbols);
}

Result<void> settle_repeated_ids(GameData& game, const SymbolTable& symbols) {
  const auto repeated = [](std::string_view what) {
    return fail("save/duplicate-id", fmt::format("two {} of the save have the same ID", what));
  };
  if (!ids_are_unique(game.players)) return repeated("players");
  if (!ids_are_unique(game.cities)) return repeated("cities");
  if (!ids_are_unique(game.tiles)) return repeated("tiles");
  if (!ids_are_unique(game.units)) return repeated("units");
  if (!ids_are_unique(game.characters)) keep_last_characters(game, symbols);
  return {};
}

}  // namespace perankh::model
