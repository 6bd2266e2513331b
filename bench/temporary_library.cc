#include "bench/temporary_library.h"

#include <fmt/format.h>
#include <unistd.h>

#include <system_error>
#include <variant>

#include "bench/require.h"

namespace perankh::bench {

TemporaryFolder::TemporaryFolder() {
  static int number = 0;
  path_ = std::filesystem::temp_directory_path() / fmt::format("per_ankh_bench_{}_{}", ::getpid(), ++number);
  std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::uint64_t count(store::Library& library, const std::string& sql) {
  const auto value = value_of(library.connection().query_value(sql));
  const auto* const number = std::get_if<std::int64_t>(&value);
  require(number != nullptr && *number >= 0, fmt::format("no number came from: {}", sql));
  return static_cast<std::uint64_t>(*number);
}

std::uint64_t rows_of(store::Library& library, std::string_view table) {
  return count(library, fmt::format("SELECT count(*) FROM data.\"{}\"", table));
}

}  // namespace perankh::bench
