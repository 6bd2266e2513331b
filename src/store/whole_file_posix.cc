#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "store/database.h"
#include "store/whole_file.h"

namespace perankh::store {

namespace {

bool write_all(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool write_to_disk(const std::filesystem::path& path, std::string_view content) {
  constexpr mode_t kAsTheUserLikes = 0666;  // less umask
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kAsTheUserLikes);
  if (file < 0) return false;
  const bool written = write_all(file, content) && fsync(file) == 0;
  const int error = errno;
  const bool closed = close(file) == 0;
  if (!written) errno = error;
  return written && closed;
}

}  // namespace

Result<void> write_whole_file(const std::filesystem::path& path, std::string_view content) {
  const std::filesystem::path unfinished = path.string() + ".new";
  if (write_to_disk(unfinished, content) && rename(unfinished.c_str(), path.c_str()) == 0) return {};
  const std::error_code error(errno, std::generic_category());
  unlink(unfinished.c_str());
  Error translated = translate(error.message());
  translated.file = path.string();
  return std::unexpected(std::move(translated));
}

}  // namespace perankh::store
