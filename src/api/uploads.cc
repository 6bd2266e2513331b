#include "api/uploads.h"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <system_error>

namespace perankh::api {

namespace fs = std::filesystem;

Uploads::~Uploads() { clean(folder_); }

void Uploads::clean(const fs::path& folder) {
  std::error_code ignored;
  fs::remove_all(folder, ignored);
}

Result<Uploads::Added> Uploads::add(const std::string& name, const Body& body) {
  std::unique_lock lock(mutex_);
  const fs::path file = folder_ / fmt::format("{}", begun_++);
  std::error_code error;
  fs::create_directories(folder_, error);
  fs::permissions(folder_, fs::perms::owner_all, error);
  if (error) return fail("store/no-space", "There is no folder for uploads: " + error.message() + ".");
  lock.unlock();

  auto size = write(file, body);
  if (!size) {
    fs::remove(file, error);
    return std::unexpected(std::move(size.error()));
  }

  lock.lock();
  std::string path = fmt::format("{}{}", kPrefix, name);
  for (int copy = 2; places_.contains(path); ++copy) path = fmt::format("{}{} ({})", kPrefix, name, copy);
  places_.emplace(path, file);
  const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
  found_.files.push_back({.path = path, .size = *size, .modified = now});
  return Added{.position = found_.files.size() - 1, .name = path.substr(kPrefix.size()), .size = *size};
}

Result<std::uint64_t> Uploads::write(const fs::path& file, const Body& body) const {
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  std::uint64_t size = 0;
  const bool whole = body([&](std::string_view piece) {
    size += piece.size();
    stream.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    return stream.good() && size <= kMaxBytes;
  });
  stream.close();
  if (size > kMaxBytes) return fail("api/too-large", "The file has more than 256 MB.");
  if (!stream) return fail("store/no-space", "The file could not be written beside the library.");
  if (!whole) return fail("api/bad-request", "The file did not come whole.");
  return size;
}

Result<void> Uploads::read(const fs::path& path, files::Buffer& into) const {
  const auto place = places_.find(path.string());
  if (place == places_.end()) {
    return fail("files/not-found", "The upload is gone; choose the file again.");
  }
  return files::RealFiles().read(place->second, into);
}

}  // namespace perankh::api
