#include "store/new_library.h"

#include <libdeflate.h>

#include <memory>

namespace perankh::store {

Result<std::string> new_library() {
  const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> inflater(
      libdeflate_alloc_decompressor(), &libdeflate_free_decompressor);
  std::string file(kDeflatedLibrary.size, '\0');
  if (!inflater ||
      libdeflate_deflate_decompress(inflater.get(), kDeflatedLibrary.bytes.data(), kDeflatedLibrary.bytes.size(),
                                    file.data(), file.size(), nullptr) != LIBDEFLATE_SUCCESS) {
    return fail("store/memory", "there was not enough memory to make a library; close other programs and run again");
  }
  return file;
}

}  // namespace perankh::store
