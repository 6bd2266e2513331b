#include "hostile_file.h"

#include <variant>

#include "files/fake_files.h"
#include "model/parse.h"
#include "pipeline/recording_sink.h"

namespace perankh::hostile {

std::vector<HostileFile> all() {
  std::vector<HostileFile> files;
  for (auto make : {zips, xml, saves}) {
    for (HostileFile& file : make()) files.push_back(std::move(file));
  }
  return files;
}

std::string save_of(std::string_view below_root, std::string_view below_game, std::string_view attributes) {
  std::string save = "<?xml version=\"1.0\" encoding=\"utf-8\"?><Root ";
  save += attributes;
  save += "><Game><Turn>7</Turn>";
  save += below_game;
  save += "</Game>";
  save += below_root;
  save += "</Root>";
  return save;
}

std::string good_save(std::string_view name) {
  return save_of("<Player ID=\"0\"/>", {}, "GameName=\"" + std::string(name) + "\"");
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string all;
  all.reserve(piece.size() * times);
  for (std::size_t at = 0; at < times; ++at) all += piece;
  return all;
}

pipeline::Prepared prepare(const std::string& content) {
  files::FakeFiles source;
  source.add("file", content);
  pipeline::RecordingSink sink;
  SymbolTable symbols;
  const pipeline::ParseStage stage{.files = source, .sink = sink, .symbols = symbols, .parse = model::parse_game};
  pipeline::SaveReader reader(stage);
  return reader.prepare(0, {.path = "file"}, [](std::uint64_t) { return true; });
}

std::string code_of(const pipeline::Prepared& prepared) {
  if (const auto* const error = std::get_if<Error>(&prepared.content)) return error->code;
  return std::holds_alternative<pipeline::ParsedSave>(prepared.content) ? "" : "known";
}

}  // namespace perankh::hostile
