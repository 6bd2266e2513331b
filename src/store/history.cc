#include "store/history.h"

#include <array>
#include <utility>
#include <variant>

#include "store/recorded_path.h"

namespace perankh::store {

Result<std::vector<std::string>> failed_files(Library& library) {
  // Before schema version 4 two names that are not UTF-8 could be one text, so whatever came of that text later counts.
  auto rows = library.connection().query(
      "SELECT path, path_bytes FROM data.import_file QUALIFY status = 'failed' "
      "AND row_number() OVER (PARTITION BY path, path_bytes ORDER BY run_id DESC, position DESC) = 1 "
      "AND (path_bytes IS NOT NULL OR row_number() OVER (PARTITION BY path ORDER BY run_id DESC, position DESC) = 1) "
      "ORDER BY run_id, position");
  if (!rows) return std::unexpected(std::move(rows.error()));
  std::vector<std::string> paths;
  for (const auto* row = rows->next(); row != nullptr; row = rows->next()) {
    paths.push_back(path_of((*row)[0], (*row)[1]));
  }
  return paths;
}

Result<std::vector<SourceOfSave>> saves_parsed_before(Library& library, std::int64_t parser_version) {
  const std::array<Value, 1> parameters{parser_version};
  auto rows = library.connection().query(
      "SELECT match_id, file_path, file_path_bytes FROM data.match WHERE parser_version < ? ORDER BY match_id",
      parameters);
  if (!rows) return std::unexpected(std::move(rows.error()));
  std::vector<SourceOfSave> saves;
  for (const auto* row = rows->next(); row != nullptr; row = rows->next()) {
    saves.push_back({.match_id = std::get<std::int64_t>((*row)[0]), .path = path_of((*row)[1], (*row)[2])});
  }
  return saves;
}

}  // namespace perankh::store
