#include "pipeline/parse_stage.h"

#include <fmt/format.h>

#include <exception>
#include <new>
#include <span>
#include <utility>

#include "pipeline/plan.h"

namespace perankh::pipeline {

namespace {

template <class Work>
auto timed(Duration& total, Work&& work) {
  const ScopedTimer timer(total);
  return std::forward<Work>(work)();
}

ContentHash hash_of(std::string_view text) { return ContentHash::of(std::as_bytes(std::span(text))); }

}  // namespace

std::uint64_t Prepared::bytes() const {
  const auto* const save = std::get_if<ParsedSave>(&content);
  return save == nullptr ? 0 : save->game->bytes();
}

SaveReader::SaveReader(const ParseStage& stage) : stage_(stage), extractor_(stage.limits), symbols_(stage.symbols) {}

Prepared SaveReader::prepare(std::size_t index, const files::SaveFile& file, const Reserve& reserve) {
  Prepared prepared{.index = index, .content = Error{}};
  try {
    prepared.content = read_save(file, reserve, prepared);
  } catch (const std::bad_alloc&) {
    prepared.content = Error{.code = "pipeline/out-of-memory",
                             .message =
                                 "There was not enough memory for this save. Close other programs, or import "
                                 "with fewer workers (--jobs 1)."};
  } catch (const std::exception& exception) {
    prepared.content = Error{
        .code = "pipeline/internal",
        .message = fmt::format("Per-Ankh made a mistake with this save: {}. Please report it.", exception.what())};
  }
  if (auto* const error = std::get_if<Error>(&prepared.content)) error->file = file.path.string();
  trim();
  return prepared;
}

SaveReader::Content SaveReader::read_save(const files::SaveFile& file, const Reserve& reserve, Prepared& prepared) {
  StageTimes& times = prepared.times;
  auto read = timed(times.read, [&] { return stage_.files.read(file.path, file_); });
  if (!read) return std::move(read.error());

  prepared.file_hash = timed(times.hash, [&] { return ContentHash::of(file_.bytes()); });
  if (auto known = stage_.sink.find(prepared.file_hash)) return std::move(*known);

  const bool plain_xml = zip::is_xml(file_.bytes());
  Result<zip::Extracted> extracted = extract(plain_xml, reserve, times);
  if (!extracted) return std::move(extracted.error());

  const ContentHash xml_hash =
      plain_xml ? prepared.file_hash : timed(times.hash, [&] { return hash_of(extracted->xml); });
  if (!plain_xml) {
    if (auto known = stage_.sink.find(xml_hash)) return std::move(*known);
  }

  auto game = timed(times.parse, [&] { return stage_.parse(extracted->xml, symbols_); });
  if (!game) {
    game.error().entry = extracted->entry_name;
    return std::move(game.error());
  }
  return ParsedSave{.file = file,
                    .file_hash = prepared.file_hash,
                    .xml_hash = xml_hash,
                    .entry = std::move(extracted->entry_name),
                    .xml_bytes = extracted->xml.size(),
                    .game = std::move(*game)};
}

Result<zip::Extracted> SaveReader::extract(bool plain_xml, const Reserve& reserve, StageTimes& times) {
  const Result<std::uint64_t> xml_bytes =
      plain_xml ? file_.size()
                : timed(times.inflate, [&] { return zip::uncompressed_size(file_.bytes(), stage_.limits); });
  if (!xml_bytes) return std::unexpected(xml_bytes.error());
  if (!reserve(cost_in_flight(file_.size(), *xml_bytes, plain_xml))) {
    return fail("pipeline/cancelled", "Not done, because the import was stopped.");
  }
  if (plain_xml) return zip::Extracted{.xml = file_.text(), .entry_name = ""};
  return timed(times.inflate, [&] { return extractor_.extract(file_.bytes(), xml_); });
}

void SaveReader::trim() {
  file_.trim(stage_.keep_bytes);
  xml_.trim(stage_.keep_bytes);
  extractor_.trim(stage_.keep_bytes);
}

}  // namespace perankh::pipeline
