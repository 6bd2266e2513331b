#include <fcntl.h>
#include <httplib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <system_error>
#include <utility>

#include "api/door.h"
#include "api/problem.h"

namespace perankh::api {

namespace {

namespace fs = std::filesystem;

constexpr mode_t kMineOnly = S_IRUSR | S_IWUSR;

class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

// Whatever name the library is called by, links included, there is one sign.
fs::path sign_of(const fs::path& library) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(fs::absolute(library, error), error);
  return (error ? library : real).string() + ".server";
}

std::string read_sign(const fs::path& path) {
  const File file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat facts = {};
  if (file.get() < 0 || fstat(file.get(), &facts) != 0) return {};
  // Somebody else's sign could lead anywhere.
  if (!S_ISREG(facts.st_mode) || facts.st_uid != geteuid() || (facts.st_mode & 077U) != 0) return {};
  std::array<char, 1024> text{};
  const ssize_t size = read(file.get(), text.data(), text.size());
  return {text.data(), static_cast<std::size_t>(std::max<ssize_t>(0, size))};
}

bool answers(const Door& door) {
  httplib::Client client("127.0.0.1", door.port);
  client.set_connection_timeout(2);
  client.set_read_timeout(10);
  const auto answer = client.Get("/api/health");
  return answer && answer->status == 200;
}

}  // namespace

Result<DoorSign> DoorSign::put_up(const fs::path& library, const Door& door) {
  const fs::path path = sign_of(library);
  const fs::path draft = path.string() + ".new";
  const std::string text = to_text({{"port", door.port}, {"token", door.token}});
  // Whoever holds the library is alone here: what lies there is of a server that was killed.
  unlink(draft.c_str());
  bool written = false;
  {
    const File file(open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kMineOnly));
    written = file.get() >= 0 && ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
  }
  if (!written || rename(draft.c_str(), path.c_str()) != 0) {
    unlink(draft.c_str());
    return fail("api/no-door-sign",
                "the file " + path.string() + " could not be written; check the folder's permissions");
  }
  return DoorSign(path);
}

DoorSign::~DoorSign() {
  if (!file_.empty()) unlink(file_.c_str());
}

std::optional<Door> find_door(const fs::path& library) {
  const std::string text = read_sign(sign_of(library));
  if (text.empty()) return std::nullopt;
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("port") || !json.contains("token")) return std::nullopt;
  if (!json["port"].is_number_unsigned() || !json["token"].is_string()) return std::nullopt;
  Door door{.port = json["port"].get<int>(), .token = json["token"].get<std::string>()};
  if (!answers(door)) return std::nullopt;
  return door;
}

}  // namespace perankh::api
