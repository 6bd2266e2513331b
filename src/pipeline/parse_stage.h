// Stage 1: one file, from its path to a ParsedSave. Many workers do this at the same time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <variant>

#include "base/error.h"
#include "base/symbol.h"
#include "files/buffer.h"
#include "files/file_source.h"
#include "files/save_file.h"
#include "model/game_data.h"
#include "pipeline/import_report.h"
#include "pipeline/save_sink.h"
#include "zip/extractor.h"

namespace perankh::pipeline {

/// model::parse_game, or what a test puts in its place. Called on any thread.
using ParseGame = std::function<Result<std::unique_ptr<model::GameData>>(std::string_view xml, SymbolCache& symbols)>;

/// What all workers share.
struct ParseStage {
  const files::FileSource& files;
  const SaveSink& sink;  ///< asked only what it knows
  SymbolTable& symbols;
  ParseGame parse;
  zip::Limits limits = {};
  std::size_t keep_bytes = files::Buffer::kKeep;  ///< that each buffer may keep between saves
};

/// What stage 1 makes of a file.
struct Prepared {
  std::size_t index = 0;  ///< which file of the batch
  std::variant<Error, KnownSave, ParsedSave> content;
  ContentHash file_hash = {};  ///< zero when it could not be read
  StageTimes times = {};

  /// Memory that it holds.
  [[nodiscard]] std::uint64_t bytes() const;
};

/// Asks for memory for a save before it is inflated; false when the run is over.
using Reserve = std::function<bool(std::uint64_t bytes)>;

/// One worker's hands: its buffers, its inflater and its window on the symbols, reused from save to save.
/// Threads: one at a time.
class SaveReader {
 public:
  explicit SaveReader(const ParseStage& stage);

  /// Reads, hashes, inflates, parses; stops where the library knows the save already. Whatever goes wrong, also
  /// running out of memory (pipeline/out-of-memory), is an Error about this file and no exception.
  [[nodiscard]] Prepared prepare(std::size_t index, const files::SaveFile& file, const Reserve& reserve);

 private:
  using Content = std::variant<Error, KnownSave, ParsedSave>;

  Content read_save(const files::SaveFile& file, const Reserve& reserve, Prepared& prepared);
  Result<zip::Extracted> extract(bool plain_xml, const Reserve& reserve, StageTimes& times);
  void trim();

  const ParseStage& stage_;
  files::Buffer file_;
  files::Buffer xml_;
  zip::Extractor extractor_;
  SymbolCache symbols_;
};

}  // namespace perankh::pipeline
