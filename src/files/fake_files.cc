#include "files/fake_files.h"

#include <algorithm>
#include <span>
#include <utility>

namespace perankh::files {

void FakeFiles::add(const std::filesystem::path& path, std::string_view content) {
  if (contents_.insert_or_assign(path, std::string(content)).second) order_.push_back(path);
}

void FakeFiles::add_failing(const std::filesystem::path& path, Error error) {
  if (contents_.insert_or_assign(path, std::unexpected(std::move(error))).second) order_.push_back(path);
}

FoundSaves FakeFiles::all() const {
  FoundSaves found;
  for (const std::filesystem::path& path : order_) {
    const Result<std::string>& content = contents_.at(path);
    found.files.push_back({.path = path, .size = content ? content->size() : 0});
  }
  return found;
}

Result<void> FakeFiles::read(const std::filesystem::path& path, Buffer& into) const {
  ++reads_;
  if (before_read_) before_read_(path);
  const auto it = contents_.find(path);
  if (it == contents_.end()) return fail("files/not-found", "This file is not there (any more). Check the path.");
  if (!it->second) return std::unexpected(it->second.error());
  std::ranges::copy(std::as_bytes(std::span(*it->second)), into.prepare(it->second->size()).begin());
  return {};
}

}  // namespace perankh::files
