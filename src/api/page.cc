#include "api/page.h"

#include <array>
#include <fstream>
#include <iterator>
#include <span>
#include <system_error>
#include <utility>

#include "base/hash.h"

namespace perankh::api {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIndex = "index.html";

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kTypes = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".wasm", "application/wasm"},
    {".txt", "text/plain; charset=utf-8"},
    {".map", "application/json"},
}};

constexpr std::string_view kNotBuilt =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Per-Ankh</title><h1>No page yet</h1>"
    "<p>The server is there, and its API answers. Build the page with <code>make web</code> and start "
    "the server again, or name a folder that holds one: <code>per-ankh serve --page FOLDER</code>.</p></html>\n";

std::string type_of(const fs::path& path) {
  for (const auto& [ending, type] : kTypes) {
    if (path.extension() == ending) return std::string(type);
  }
  return "application/octet-stream";
}

PageFile make_file(std::string type, std::string content, bool lasting) {
  const std::string etag = '"' + ContentHash::of(std::as_bytes(std::span(content))).hex() + '"';
  return {.type = std::move(type), .content = std::move(content), .etag = etag, .lasting = lasting};
}

}  // namespace

Page::Page(const fs::path& folder) : not_built_(make_file("text/html; charset=utf-8", std::string(kNotBuilt), false)) {
  std::error_code error;
  if (folder.empty() || !fs::is_regular_file(folder / kIndex, error)) return;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (!entry->is_regular_file(error)) continue;
    std::ifstream stream(entry->path(), std::ios::binary);
    const std::string name = entry->path().lexically_relative(folder).generic_string();
    files_.emplace(name, make_file(type_of(entry->path()), {std::istreambuf_iterator<char>(stream), {}},
                                   name.starts_with("assets/")));  // Vite puts a hash into these names
  }
}

const PageFile* Page::find(const Target& target) const {
  std::string name;
  for (const std::string& part : target.path) name += (name.empty() ? "" : "/") + part;
  const bool own_address = target.path.empty() || target.path.back().find('.') == std::string::npos;
  if (!is_built()) return own_address ? &not_built_ : nullptr;
  const auto file = files_.find(own_address ? std::string(kIndex) : name);
  return file == files_.end() ? nullptr : &file->second;
}

fs::path find_page(const fs::path& program_folder) {
  if (program_folder.empty()) return {};
  // Installed; built, beside build/PRESET.
  for (const fs::path& place : {program_folder / "../share/per-ankh/page", program_folder / "../web"}) {
    std::error_code error;
    if (fs::is_regular_file(place / kIndex, error)) return fs::canonical(place, error);
  }
  return {};
}

}  // namespace perankh::api
