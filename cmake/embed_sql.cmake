# Writes the files FILES as string literals into OUT: the text of src/store/relations, so that the program needs no files
# beside it. Run by `cmake -P` at build time, whenever one of them changes.
set(literals "")
foreach(file IN LISTS FILES)
  file(READ "${file}" text)
  string(APPEND literals "    R\"sql(${text})sql\",\n")
endforeach()
file(WRITE "${OUT}" "// Made by cmake/embed_sql.cmake from src/store/relations; do not edit.
#include \"store/relations_sql.h\"

namespace perankh::store {
const std::array<std::string_view, 5> kRelationFiles = {
${literals}};
}  // namespace perankh::store
")
