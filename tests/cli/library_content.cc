#include "library_content.h"

#include <fmt/format.h>

#include <array>
#include <set>
#include <stdexcept>
#include <utility>
#include <variant>

#include "store/schema.h"

namespace perankh::cli_test {

namespace {

using store::Value;

store::QueryResult rows_of(store::Library& library, const std::string& sql, const std::vector<Value>& parameters = {}) {
  auto rows = library.connection().query(sql, parameters);
  if (!rows) throw std::runtime_error(sql + ": " + rows.error().message);
  return std::move(*rows);
}

std::string text(const Value& value) {
  return std::holds_alternative<std::string>(value) ? std::get<std::string>(value) : std::string();
}

// Relation: its columns that are the save's own. Only relations that have a match_id.
std::map<std::string, std::vector<std::string>> columns_by_relation(store::Library& library) {
  static const std::set<std::string> kOfTheImport = {"match_id", "run_id", "processed_date"};
  auto rows =
      rows_of(library,
              "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal "
              "AND table_name NOT LIKE 'import_%' AND table_name IN (SELECT table_name FROM duckdb_columns() "
              "WHERE schema_name = 'main' AND column_name = 'match_id') ORDER BY table_name, column_index");
  std::map<std::string, std::vector<std::string>> relations;
  for (const auto* row = rows.next(); row != nullptr; row = rows.next()) {
    if (!kOfTheImport.contains(text((*row)[1]))) relations[text((*row)[0])].push_back(text((*row)[1]));
  }
  return relations;
}

std::string row_of(const std::vector<std::string>& columns) {
  std::string list;
  for (const std::string& column : columns) list += fmt::format("{}r.\"{}\"", list.empty() ? "" : ", ", column);
  return "ROW(" + list + ")";
}

}  // namespace

Content content_of(store::Library& library) {
  Content content;
  for (const auto& [relation, columns] : columns_by_relation(library)) {
    auto rows = rows_of(library, fmt::format("SELECT m.file_hash, count(*) || ' rows, sum ' || sum(hash({})) "
                                             "FROM main.\"{}\" r JOIN data.match m USING (match_id) GROUP BY 1",
                                             row_of(columns), relation));
    auto& saves = content[relation];
    for (const auto* row = rows.next(); row != nullptr; row = rows.next()) saves[text((*row)[0])] = text((*row)[1]);
  }
  return content;
}

Content only(const Content& content, const std::vector<std::string>& file_hashes) {
  Content part;
  for (const auto& [relation, saves] : content) {
    auto& kept = part[relation];
    for (const std::string& hash : file_hashes) {
      if (const auto found = saves.find(hash); found != saves.end()) kept.insert(*found);
    }
  }
  return part;
}

std::string difference(const Content& expected, const Content& found) {
  std::string text;
  const auto note = [&text](const std::string& relation, const std::string& save, const std::string& what) {
    text += fmt::format("{} of save {}: {}\n", relation, save, what);
  };
  for (const auto& [relation, saves] : expected) {
    const auto there = found.find(relation);
    if (there == found.end()) {
      note(relation, "any", "the relation is gone");
      continue;
    }
    for (const auto& [save, value] : saves) {
      const auto same = there->second.find(save);
      if (same == there->second.end()) {
        note(relation, save, value + " expected, nothing found");
      } else if (same->second != value) {
        note(relation, save, value + " expected, found " + same->second);
      }
    }
    for (const auto& [save, value] : there->second) {
      if (!saves.contains(save)) note(relation, save, "nothing expected, found " + value);
    }
  }
  return text;
}

std::string rows_without_a_save(store::Library& library) {
  std::string text;
  for (const store::Table& table : store::save_tables()) {
    auto rows = rows_of(library, fmt::format("SELECT count(*) FROM data.\"{}\" WHERE match_id NOT IN "
                                             "(SELECT match_id FROM data.match)",
                                             table.name));
    const auto count = std::get<std::int64_t>((*rows.next())[0]);
    if (count > 0) text += fmt::format("{}: {}\n", table.name, count);
  }
  return text;
}

}  // namespace perankh::cli_test
