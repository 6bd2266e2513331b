#include <sys/stat.h>

#include "store/file_identity.h"

namespace perankh::store {

std::optional<FileIdentity> identity_of(const std::filesystem::path& file) {
  struct stat status = {};
  if (stat(file.c_str(), &status) != 0) return std::nullopt;
  return FileIdentity{.device = status.st_dev, .number = status.st_ino};
}

}  // namespace perankh::store
