// build/release/bench/floor FOLDER [THREADS]: inflates the saves of a folder on all cores and looks at every name and
// value once, keeping nothing. What an import takes beyond this program's time is the price of keeping.
//
// Prints what it has seen as JSON; its time is taken from outside, start to exit, as that of an import is.
#include <fmt/format.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "bench/require.h"
#include "bench/scan.h"
#include "files/buffer.h"
#include "files/file_source.h"
#include "files/find_saves.h"
#include "zip/extractor.h"

namespace {

using namespace perankh;

struct Seen {
  std::uint64_t files = 0;
  std::uint64_t xml_bytes = 0;
  bench::ScanCounts counts;
};

void scan_files(const std::vector<files::SaveFile>& saves, std::atomic<std::size_t>& next, Seen& seen) {
  const files::RealFiles source;
  files::Buffer file;
  files::Buffer xml;
  zip::Extractor extractor;
  for (std::size_t at = next++; at < saves.size(); at = next++) {
    bench::value_of(source.read(saves[at].path, file));
    const auto extracted = bench::value_of(extractor.extract(file.bytes(), xml));
    seen.counts += bench::value_of(bench::scan(extracted.xml));
    seen.xml_bytes += extracted.xml.size();
    ++seen.files;
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  bench::require(arguments.size() == 1 || arguments.size() == 2, "usage: floor FOLDER [THREADS]");
  const files::FoundSaves found = files::find_saves(std::span(arguments).first(1));
  bench::require(!found.files.empty() && found.problems.empty(), "there are no saves in " + arguments[0]);
  const std::size_t threads = arguments.size() == 2 ? std::stoul(arguments[1]) : std::thread::hardware_concurrency();
  std::vector<Seen> seen(threads);
  std::atomic<std::size_t> next = 0;
  {
    std::vector<std::jthread> workers;
    for (Seen& part : seen) {
      workers.emplace_back(scan_files, std::cref(found.files), std::ref(next), std::ref(part));
    }
  }
  Seen all;
  for (const Seen& part : seen) {
    all.files += part.files;
    all.xml_bytes += part.xml_bytes;
    all.counts += part.counts;
  }
  fmt::print(
      "{{\"files\": {}, \"xml_bytes\": {}, \"elements\": {}, \"attributes\": {}, \"numbers\": {}, \"sum\": {}}}\n",
      all.files, all.xml_bytes, all.counts.elements, all.counts.attributes, all.counts.numbers, all.counts.sum);
  return 0;
}
