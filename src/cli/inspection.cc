#include "cli/inspection.h"

#include <string_view>
#include <utility>

#include "files/buffer.h"
#include "files/file_source.h"
#include "model/parse.h"
#include "zip/extractor.h"

namespace perankh::cli {

namespace {

Result<Inspection> read(const std::filesystem::path& path) {
  files::Buffer file;
  if (auto done = files::RealFiles().read(path, file); !done) return std::unexpected(std::move(done.error()));
  Inspection inspection{.path = path, .file_bytes = file.size(), .symbols = std::make_unique<SymbolTable>()};

  files::Buffer inflated;
  std::string_view xml = file.text();
  if (!zip::is_xml(file.bytes())) {
    auto extracted = zip::Extractor().extract(file.bytes(), inflated);
    if (!extracted) return std::unexpected(std::move(extracted.error()));
    xml = extracted->xml;
    inspection.entry = std::move(extracted->entry_name);
  }
  inspection.xml_bytes = xml.size();

  SymbolCache symbols(*inspection.symbols);
  auto game = model::parse_game(xml, symbols);
  if (!game) return std::unexpected(std::move(game.error()));
  inspection.game = std::move(*game);
  return inspection;
}

}  // namespace

Result<Inspection> inspect(const std::filesystem::path& path) {
  Result<Inspection> inspection = read(path);
  if (!inspection) inspection.error().file = path.string();
  return inspection;
}

}  // namespace perankh::cli
