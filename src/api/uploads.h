// Files that come from the browser: kept beside the library until they are imported, and then gone.
//
// They have no path on this computer that anybody would know. An import sees them under `upload:NAME`, and that is what
// the library records.
//
// Threads: add() any, read() any once no more are added.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/error.h"
#include "files/file_source.h"
#include "files/find_saves.h"

namespace perankh::api {

/// A body of a request: hands its bytes over piece by piece until there are none or `take` says false. False when the
/// body did not come to its end.
using Body = std::function<bool(const std::function<bool(std::string_view piece)>& take)>;

class Uploads final : public files::FileSource {
 public:
  static constexpr std::string_view kPrefix = "upload:";
  static constexpr std::uint64_t kMaxBytes = files::RealFiles::kMaxBytes;

  /// `folder` is made when the first file comes, for nobody but the user, and is gone with this object.
  explicit Uploads(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~Uploads() override;
  Uploads(const Uploads&) = delete;
  Uploads& operator=(const Uploads&) = delete;

  struct Added {
    std::uint64_t position = 0;
    std::string name;
    std::uint64_t size = 0;
  };

  /// Keeps a file. Errors: api/bad-request when it did not come whole; store/no-space; api/internal.
  [[nodiscard]] Result<Added> add(const std::string& name, const Body& body);

  /// What was added. REQUIRES: no more is added.
  [[nodiscard]] const files::FoundSaves& found() const { return found_; }

  /// By `upload:NAME`. Errors: those of files::RealFiles.
  [[nodiscard]] Result<void> read(const std::filesystem::path& path, files::Buffer& into) const override;

  /// Removes what a server that was killed has left behind.
  static void clean(const std::filesystem::path& folder);

 private:
  Result<std::uint64_t> write(const std::filesystem::path& file, const Body& body) const;

  const std::filesystem::path folder_;
  std::mutex mutex_;
  std::uint64_t begun_ = 0;
  files::FoundSaves found_;
  std::unordered_map<std::string, std::filesystem::path> places_;  // by path as recorded
};

}  // namespace perankh::api
