#include "imported_save.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "files/fake_files.h"
#include "store/save_writer.h"

namespace perankh::tests {

namespace {

std::unique_ptr<store::Library> imported(const files::FoundSaves& found, const files::FileSource& source) {
  auto library = store::Library::open({}, {.threads = 1});
  if (!library) throw std::runtime_error(describe(library.error()));
  auto opened = std::make_unique<store::Library>(std::move(*library));
  auto writer = store::SaveWriter::make(*opened);
  if (!writer) throw std::runtime_error(describe(writer.error()));
  const auto report = pipeline::import_batch(found, source, opened->symbols(), **writer, {.jobs = 1});
  for (const pipeline::FileOutcome& file : report.files) {
    if (file.status != pipeline::FileStatus::kImported) throw std::runtime_error(file.message());
  }
  if (report.fatal) throw std::runtime_error(describe(*report.fatal));
  return opened;
}

}  // namespace

ImportedSave ImportedSave::of_xml(const std::string& xml) {
  files::FakeFiles files;
  files.add("save.xml", xml);
  ImportedSave save;
  save.library_ = imported(files.all(), files);
  return save;
}

ImportedSave ImportedSave::of_file(const std::filesystem::path& file) {
  const std::vector<std::string> arguments = {file.string()};
  ImportedSave save;
  save.library_ = imported(files::find_saves(arguments), files::RealFiles());
  return save;
}

std::vector<std::vector<std::string>> ImportedSave::rows(const std::string& sql) {
  auto result = library_->connection().query("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + sql + ")");
  if (!result) throw std::runtime_error(result.error().message + "\nin: " + sql);
  std::vector<std::vector<std::string>> rows;
  for (const auto* row = result->next(); row != nullptr; row = result->next()) {
    std::vector<std::string>& cells = rows.emplace_back();
    for (const store::Value& value : *row) {
      cells.push_back(std::holds_alternative<std::string>(value) ? std::get<std::string>(value) : "<null>");
    }
  }
  return rows;
}

std::string ImportedSave::cell(const std::string& sql) {
  const auto found = rows(sql);
  if (found.size() != 1 || found.front().size() != 1) throw std::runtime_error("not one cell: " + sql);
  return found.front().front();
}

savegen::GeneratedSave generated(savegen::Format format, savegen::Size size, std::uint64_t seed) {
  savegen::GenerateOptions options;
  options.format = format;
  options.size = size;
  options.seed = seed;
  return savegen::generate_save(options, 0);
}

std::string_view name_of(savegen::Format format) {
  switch (format) {
    case savegen::Format::k2022:
      return "2022";
    case savegen::Format::k2024:
      return "2024";
    case savegen::Format::k2025:
      return "2025";
    case savegen::Format::k2026:
      return "2026";
  }
  return "";
}

std::string_view name_of(savegen::Size size) {
  switch (size) {
    case savegen::Size::kTiny:
      return "tiny";
    case savegen::Size::kDuel:
      return "duel";
    case savegen::Size::kStandard:
      return "standard";
    case savegen::Size::kLarge:
      return "large";
  }
  return "";
}

}  // namespace perankh::tests
