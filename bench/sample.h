// The save that the parts are measured with: made in memory by savegen, the same bytes on every machine.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/symbol.h"
#include "model/game_data.h"
#include "pipeline/save_sink.h"

namespace perankh::bench {

struct Sample {
  std::string xml;
  std::string zip;
  std::map<std::string, std::uint64_t, std::less<>> rows;  ///< of each relation, as the generator counted them

  [[nodiscard]] std::span<const std::byte> zip_bytes() const { return std::as_bytes(std::span(zip)); }
  [[nodiscard]] std::span<const std::byte> xml_bytes() const { return std::as_bytes(std::span(xml)); }
};

/// `--size standard --seed 1`. Made at the first call, which is not thread-safe.
[[nodiscard]] const Sample& standard_sample();

/// Decodes, and requires that as many rows came out as the generator says went in.
[[nodiscard]] std::unique_ptr<model::GameData> decode_checked(const Sample& sample, SymbolTable& symbols);

/// `game` as stage 1 hands it over. Each `number` is another save to the library.
[[nodiscard]] pipeline::ParsedSave as_parsed(const model::GameData& game, std::uint64_t number);

}  // namespace perankh::bench
