// The built page: its files, read into memory once, so that no request ever names a path on the disk.
//
// Threads: any.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "api/request.h"

namespace perankh::api {

struct PageFile {
  std::string type;
  std::string content;
  std::string etag;
  bool lasting = false;  ///< its name changes with its content
};

class Page {
 public:
  /// An empty path, or a folder without index.html: a page that says how to build it.
  explicit Page(const std::filesystem::path& folder);

  [[nodiscard]] bool is_built() const { return !files_.empty(); }

  /// The file at an address. Addresses without a dot in the last part are the page's own (/games/x) and give
  /// index.html. Null when there is none.
  [[nodiscard]] const PageFile* find(const Target& target) const;

  /// What a browser may do on any answer of ours.
  static constexpr std::string_view kPolicy =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
      "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
      "frame-ancestors 'none'";

 private:
  std::map<std::string, PageFile> files_;  // by address: "assets/index-1a2b.js"
  PageFile not_built_;
};

/// Where the page usually is, given the folder of the program; empty when it is in none of these places.
[[nodiscard]] std::filesystem::path find_page(const std::filesystem::path& program_folder);

}  // namespace perankh::api
