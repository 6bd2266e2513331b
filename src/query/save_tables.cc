#include "query/save_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "query/tables/rooms.h"

namespace perankh::query {

namespace {

std::vector<SaveTable> all_tables() {
  std::vector<SaveTable> all;
  for (const auto room :
       {settings_tables, overview_tables, timeline_tables, history_tables, military_tables, law_and_tech_tables,
        character_tables, family_and_religion_tables, city_tables, event_tables, map_tables}) {
    std::ranges::copy(room(), std::back_inserter(all));
  }
  return all;
}

void fill_in(std::string& sql, std::string_view placeholder, std::int64_t value) {
  const std::string number = fmt::format("{}", value);
  for (std::size_t at = sql.find(placeholder); at != std::string::npos; at = sql.find(placeholder, at)) {
    sql.replace(at, placeholder.size(), number);
  }
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of('\n');
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of('\n') - first + 1);
}

}  // namespace

const std::vector<SaveTable>& save_tables() {
  static const std::vector<SaveTable> kTables = all_tables();
  return kTables;
}

const SaveTable* find_save_table(std::string_view name) {
  const auto found = std::ranges::find(save_tables(), name, &SaveTable::name);
  return found == save_tables().end() ? nullptr : &*found;
}

std::string sql_of(const SaveTable& table, std::int64_t match_id, std::optional<std::int64_t> tile_id) {
  std::string sql(trimmed(table.sql));
  fill_in(sql, "$match_id", match_id);
  if (tile_id) fill_in(sql, "$tile_id", *tile_id);
  return sql;
}

Result<store::QueryResult> read_save_table(store::Connection& connection, const SaveTable& table, std::int64_t match_id,
                                           std::optional<std::int64_t> tile_id) {
  // Numbers in the text and not parameters: DuckDB then leaves out other saves' row groups in every part of the query,
  // and what is asked is what is shown.
  return connection.query(sql_of(table, match_id, tile_id));
}

}  // namespace perankh::query
