#pragma once

// Makes saves: one in memory, or a folder of them on several threads.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "model.h"

namespace perankh::savegen {

struct GenerateOptions {
  Size size = Size::kStandard;
  Format format = Format::k2025;
  std::uint64_t seed = 1;
  int count = 1;
  bool same_game = false;
  bool plain_xml = false;
  int jobs = 1;
};

struct GeneratedSave {
  std::string name;  // without extension, as the game names its files
  std::string xml;
  std::string truth;  // JSON
  SaveTime time;
};

// Save number `index` of a run. Depends on the options' size, format, seed, count and same_game only.
GeneratedSave generate_save(const GenerateOptions& options, int index);

struct WriteResult {
  std::string error;  // empty: all is written
  int written = 0;
  std::uint64_t xml_bytes = 0;
  std::uint64_t file_bytes = 0;
};

// Writes every save and its truth into `folder`, which is created. `on_saved` is called in any order, one at a time.
WriteResult write_saves(const GenerateOptions& options, const std::filesystem::path& folder,
                        const std::function<void(const std::string& file)>& on_saved);

}  // namespace perankh::savegen
