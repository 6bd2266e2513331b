// How a command finds the server that holds its library: a file beside the library (LIBRARY.server), readable by its
// user only, with the port and the token for commands.
//
// A file whose server is gone, or that is not the user's own, counts as none. What only POSIX has is in door_posix.cc.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/error.h"

namespace perankh::api {

struct Door {
  int port = 0;
  std::string token;
};

/// The file is there as long as this lives.
class DoorSign {
 public:
  /// REQUIRES: the caller holds the library open. Errors: api/no-door-sign.
  [[nodiscard]] static Result<DoorSign> put_up(const std::filesystem::path& library, const Door& door);

  DoorSign(DoorSign&& other) noexcept : file_(std::exchange(other.file_, {})) {}
  DoorSign& operator=(DoorSign&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
  }
  ~DoorSign();

 private:
  explicit DoorSign(std::filesystem::path file) : file_(std::move(file)) {}

  std::filesystem::path file_;
};

/// The door of the server that holds this library, if there is one that answers.
[[nodiscard]] std::optional<Door> find_door(const std::filesystem::path& library);

}  // namespace perankh::api
