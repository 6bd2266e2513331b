// Makes an empty library and writes it down as C++, for new_library.h: `make_new_library OUT.cc`. Part of every build.
#include <fmt/format.h>
#include <libdeflate.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "base/symbol.h"
#include "store/database.h"
#include "store/schema.h"

namespace perankh::store {

namespace {

Result<void> make_library(const std::filesystem::path& path) {
  auto database = Database::open(path, file_layout());
  if (!database) return std::unexpected(std::move(database.error()));
  auto connection = database->connect();
  if (!connection) return std::unexpected(std::move(connection.error()));
  SymbolTable symbols;
  intern_schema_names(symbols);
  if (auto made = create_schema(*connection, symbols, symbols.size()); !made) return made;
  return connection->execute("CHECKPOINT");
}

std::vector<unsigned char> deflated(const std::string& content) {
  constexpr int kBest = 12;
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> deflater(
      libdeflate_alloc_compressor(kBest), &libdeflate_free_compressor);
  std::vector<unsigned char> bytes(libdeflate_deflate_compress_bound(deflater.get(), content.size()));
  bytes.resize(libdeflate_deflate_compress(deflater.get(), content.data(), content.size(), bytes.data(), bytes.size()));
  return bytes;
}

bool write_source(const std::filesystem::path& path, const std::string& content) {
  const std::vector<unsigned char> bytes = deflated(content);
  std::string numbers;
  for (const unsigned char byte : bytes) {
    fmt::format_to(std::back_inserter(numbers), "{},", byte);
    if (numbers.size() % 128 > 123) numbers += '\n';
  }
  std::ofstream out(path);
  out << fmt::format(R"(// Made by make_new_library; do not edit.
#include <array>

#include "store/new_library.h"

namespace perankh::store {{
static constexpr std::array<unsigned char, {}> kBytes{{
{}}};
const DeflatedLibrary kDeflatedLibrary{{.bytes = kBytes, .size = {}}};
}}  // namespace perankh::store
)",
                     bytes.size(), numbers, content.size());
  return out.flush().good();
}

int run(const std::filesystem::path& source) {
  const std::filesystem::path path = source.string() + ".duckdb";
  std::filesystem::remove(path);
  if (const auto made = make_library(path); !made) {
    fmt::print(stderr, "make_new_library: {}\n", made.error().message);
    return 1;
  }
  std::ifstream file(path, std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(file), {}};
  return !content.empty() && write_source(source, content) ? 0 : 1;
}

}  // namespace

}  // namespace perankh::store

int main(int count, char** arguments) {
  try {
    return count == 2 ? perankh::store::run(arguments[1]) : 2;
  } catch (const std::exception& exception) {
    fmt::print(stderr, "make_new_library: {}\n", exception.what());
    return 1;
  }
}
