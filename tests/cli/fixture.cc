#include "fixture.h"

#include <fmt/format.h>
#include <libdeflate.h>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace perankh::cli_test {

std::string library_of_version(int version) {
  std::ifstream file(std::filesystem::path(PER_ANKH_FIXTURES) / fmt::format("version{}.duckdb.gz", version),
                     std::ios::binary);
  const std::string packed{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (packed.size() < sizeof(std::uint32_t)) throw std::runtime_error("there is no such fixture");
  std::uint32_t size = 0;  // the last four bytes say how long the content is
  std::memcpy(&size, packed.data() + packed.size() - sizeof size, sizeof size);
  std::string content(size, '\0');
  libdeflate_decompressor* const decompressor = libdeflate_alloc_decompressor();
  const auto result =
      libdeflate_gzip_decompress(decompressor, packed.data(), packed.size(), content.data(), content.size(), nullptr);
  libdeflate_free_decompressor(decompressor);
  if (result != LIBDEFLATE_SUCCESS) throw std::runtime_error("the fixture is damaged");
  return content;
}

}  // namespace perankh::cli_test
