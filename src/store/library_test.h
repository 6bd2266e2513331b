// A library in a folder of its own, and small saves to put into it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "files/temporary_folder.h"
#include "model/parse.h"
#include "pipeline/save_sink.h"
#include "store/library.h"
#include "store/save_writer.h"

namespace perankh::store {

/// What stage 1 would hand over for this XML, read from `path`.
[[nodiscard]] inline pipeline::ParsedSave parsed_save(Library& library, const std::string& path, const std::string& xml,
                                                      const std::string& file_content) {
  SymbolCache symbols(library.symbols());
  auto game = model::parse_game(xml, symbols);
  if (!game) throw std::runtime_error(describe(game.error()));
  return {.file = {.path = path, .size = file_content.size()},
          .file_hash = ContentHash::of(std::as_bytes(std::span(file_content))),
          .xml_hash = ContentHash::of(std::as_bytes(std::span(xml))),
          .entry = {},
          .xml_bytes = xml.size(),
          .game = std::move(*game)};
}

/// A save at `turn`, with the pieces given below Root.
[[nodiscard]] inline std::string save_at(int turn, const std::string& below_root = {},
                                         const std::string& attributes = {}) {
  return "<Root GameName=\"G\" MapWidth=\"2\" " + attributes + "><Game><Turn>" + std::to_string(turn) +
         "</Turn></Game>" + below_root + "</Root>";
}

class LibraryTest : public testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "saves.duckdb"; }

  [[nodiscard]] Library open(Access access = Access::kWrite) const { return open(file(), access); }
  [[nodiscard]] static Library open(const std::filesystem::path& path, Access access) {
    auto library = Library::open(path, {.access = access, .threads = 1});
    if (!library) throw std::runtime_error(describe(library.error()));
    return std::move(*library);
  }

  /// The code with which opening fails; empty when it does not.
  [[nodiscard]] std::string open_error(Access access = Access::kWrite) const {
    auto library = Library::open(file(), {.access = access, .threads = 1});
    return library ? std::string() : library.error().code;
  }

  static std::unique_ptr<SaveWriter> writer_for(Library& library) {
    auto writer = SaveWriter::make(library);
    if (!writer) throw std::runtime_error(describe(writer.error()));
    return std::move(*writer);
  }

  /// Appends and commits one save; gives its match_id.
  static std::int64_t import(Library& library, const std::string& xml, const std::string& path = "a.xml") {
    const auto writer = writer_for(library);
    auto save = parsed_save(library, path, xml, path + xml);
    const auto appended = writer->append(save);
    if (!appended) throw std::runtime_error(describe(appended.error()));
    if (const auto done = writer->commit(); !done) throw std::runtime_error(describe(done.error()));
    return appended->match_id;
  }

  /// First cell of a query as text: "<null>" for NULL, or the error's code.
  static std::string cell(Connection& connection, const std::string& sql) {
    const auto value = connection.query_value("SELECT CAST((" + sql + ") AS VARCHAR)");
    if (!value) return value.error().code + ": " + value.error().message;
    return std::holds_alternative<std::string>(*value) ? std::get<std::string>(*value) : "<null>";
  }
  static std::string cell(Library& library, const std::string& sql) { return cell(library.connection(), sql); }

 private:
  files::TemporaryFolder folder_;
};

}  // namespace perankh::store
