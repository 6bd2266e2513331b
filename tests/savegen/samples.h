#pragma once

#include <gtest/gtest.h>

#include <array>
#include <pugixml.hpp>

#include "generate.h"

namespace perankh::savegen::testing {

inline constexpr std::array kFormats = {Format::k2022, Format::k2024, Format::k2025, Format::k2026};

inline GeneratedSave make_sample(Size size, Format format, std::uint64_t seed) {
  GenerateOptions options;
  options.size = size;
  options.format = format;
  options.seed = seed;
  return generate_save(options, 0);
}

inline void parse(const std::string& xml, pugi::xml_document& document) {
  const pugi::xml_parse_result result = document.load_buffer(xml.data(), xml.size());
  ASSERT_TRUE(result) << result.description() << " at byte " << result.offset;
}

}  // namespace perankh::savegen::testing
