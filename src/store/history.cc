#include "store/history.h"

#include <array>
#include <utility>
#include <variant>

namespace perankh::store {

Result<std::vector<std::string>> failed_files(Library& library) {
  auto rows = library.connection().query(
      "SELECT path FROM data.import_file "
      "QUALIFY row_number() OVER (PARTITION BY path ORDER BY run_id DESC, position DESC) = 1 AND status = 'failed' "
      "ORDER BY run_id, position");
  if (!rows) return std::unexpected(std::move(rows.error()));
  std::vector<std::string> paths;
  for (const auto* row = rows->next(); row != nullptr; row = rows->next()) {
    paths.push_back(std::get<std::string>((*row)[0]));
  }
  return paths;
}

Result<std::vector<SourceOfSave>> saves_parsed_before(Library& library, std::int64_t parser_version) {
  const std::array<Value, 1> parameters{parser_version};
  auto rows = library.connection().query(
      "SELECT match_id, file_path FROM data.match WHERE parser_version < ? ORDER BY match_id", parameters);
  if (!rows) return std::unexpected(std::move(rows.error()));
  std::vector<SourceOfSave> saves;
  for (const auto* row = rows->next(); row != nullptr; row = rows->next()) {
    saves.push_back({.match_id = std::get<std::int64_t>((*row)[0]), .path = std::get<std::string>((*row)[1])});
  }
  return saves;
}

}  // namespace perankh::store
