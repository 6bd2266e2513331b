// One save, read without a library.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/error.h"
#include "base/symbol.h"
#include "model/game_data.h"

namespace perankh::cli {

struct Inspection {
  std::filesystem::path path;
  std::uint64_t file_bytes = 0;
  std::uint64_t xml_bytes = 0;
  std::string entry;  ///< name inside the zip; empty for plain XML
  std::unique_ptr<SymbolTable> symbols;
  std::unique_ptr<model::GameData> game;  ///< never null

  [[nodiscard]] std::string name(Symbol symbol) const { return std::string(symbols->text(symbol)); }
  [[nodiscard]] std::string text(model::Text text) const { return std::string(game->text(text)); }
};

/// Errors: those of files::FileSource, zip::Extractor and model::parse_game, with the file's path.
[[nodiscard]] Result<Inspection> inspect(const std::filesystem::path& path);

}  // namespace perankh::cli
