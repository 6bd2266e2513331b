#include "store/recorded_path.h"

#include <fmt/format.h>

#include <charconv>
#include <string_view>
#include <system_error>
#include <variant>

#include "base/utf8.h"

namespace perankh::store {

namespace {

std::string to_hex(std::string_view bytes) {
  std::string hex;
  for (const char byte : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return hex;
}

std::string from_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t at = 0; at + 2 <= hex.size(); at += 2) {
    unsigned char byte = 0;
    std::from_chars(hex.data() + at, hex.data() + at + 2, byte, 16);
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

}  // namespace

RecordedPath recorded(const std::filesystem::path& path) {
  std::string whole = path.string();
  if (!whole.starts_with("upload:")) {
    std::error_code error;
    const std::filesystem::path absolute = std::filesystem::absolute(path, error);
    whole = (error ? path : absolute).lexically_normal().string();
  }
  if (is_utf8(whole)) return {.text = std::move(whole), .bytes = {}};
  return {.text = valid_utf8_of(whole), .bytes = to_hex(whole)};
}

std::string path_of(const Value& text, const Value& bytes) {
  const auto* const hex = std::get_if<std::string>(&bytes);
  return hex == nullptr ? std::get<std::string>(text) : from_hex(*hex);
}

}  // namespace perankh::store
