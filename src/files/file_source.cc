#include "files/file_source.h"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <span>
#include <system_error>

namespace perankh::files {

namespace {

namespace fs = std::filesystem;

std::unexpected<Error> unreadable(const std::error_code& why) {
  if (why == std::errc::no_such_file_or_directory) {
    return fail("files/not-found", "This file is not there (any more). Check the path.");
  }
  return fail("files/unreadable", fmt::format("This file cannot be read: {}. Check its permissions.", why.message()));
}

// The size of `path`, if it is something to be read whole.
Result<std::uint64_t> readable_size(const fs::path& path, std::uint64_t max_bytes) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return unreadable(error ? error : std::make_error_code(std::errc::no_such_file_or_directory));
  }
  if (!fs::is_regular_file(status)) return fail("files/not-a-file", "This is not a file. Name a save, or its folder.");
  const std::uintmax_t size = fs::file_size(path, error);
  if (error) return unreadable(error);
  if (size == 0) return fail("files/empty", "This file is empty. The game or a copy of it may have been interrupted.");
  if (size > max_bytes) {
    return fail("files/too-large",
                fmt::format("This file has {} bytes, and no save has more than {}. Is it a save?", size, max_bytes));
  }
  return size;
}

// Reads until `room` is full or the file ends. Nothing when the system reports an error.
Result<std::size_t> read_up_to(std::ifstream& stream, std::span<std::byte> room) {
  stream.read(reinterpret_cast<char*>(room.data()), static_cast<std::streamsize>(room.size()));
  if (stream.bad()) return fail("files/unreadable", "This file cannot be read to its end. Is the disk all right?");
  return static_cast<std::size_t>(stream.gcount());
}

}  // namespace

Result<void> RealFiles::read(const fs::path& path, Buffer& into) const {
  const Result<std::uint64_t> size = readable_size(path, max_bytes_);
  if (!size) return std::unexpected(size.error());

  std::ifstream stream;
  stream.rdbuf()->pubsetbuf(nullptr, 0);  // straight into our buffer
  errno = 0;
  stream.open(path, std::ios::binary);
  if (!stream) return unreadable(std::error_code(errno, std::generic_category()));

  // One byte more than there should be, to notice a file that grows meanwhile.
  const auto expected = static_cast<std::size_t>(*size);
  const Result<std::size_t> got = read_up_to(stream, into.prepare(expected + 1));
  if (!got) return std::unexpected(got.error());
  if (*got != expected) {
    return fail("files/changed", "This file changed while it was read. Import it again when the game has written it.");
  }
  into.truncate(expected);
  return {};
}

}  // namespace perankh::files
