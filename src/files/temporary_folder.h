// A folder of its own for a test, gone at its end.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

namespace perankh::files {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    static int number = 0;
    const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
    // The name of the test keeps programs apart that run at the same time, the address the runs of one of them.
    path_ = std::filesystem::temp_directory_path() /
            (std::string("per_ankh_") + test->test_suite_name() + "_" + test->name() + "_" + std::to_string(++number) +
             "_" + std::to_string(reinterpret_cast<std::uintptr_t>(this)));
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// Writes a file below the folder, with the folders it needs, and returns where it is.
  std::filesystem::path write(const std::filesystem::path& name, std::string_view content = "<Root/>") const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace perankh::files
