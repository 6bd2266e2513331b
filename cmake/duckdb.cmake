# duckdb::duckdb: DuckDB's C API, the libduckdb that tools/setup.sh put into third_party/duckdb.
#
# The library gets a (hard) link in <build>/lib and is installed to <prefix>/lib, and programs look for it relative to
# themselves, so both the build folder and an installed tree can be moved. CMAKE_BUILD_RPATH_USE_ORIGIN would do the same
# but pads the path with empty entries, which mean the current directory.
set(duckdb_root "${PROJECT_SOURCE_DIR}/third_party/duckdb")
set(duckdb_library "libduckdb${CMAKE_SHARED_LIBRARY_SUFFIX}")
if(NOT EXISTS "${duckdb_root}/lib/${duckdb_library}" OR NOT EXISTS "${duckdb_root}/include/duckdb.h")
  message(FATAL_ERROR "DuckDB is not in third_party/duckdb: run `make setup`")
endif()

file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
file(CREATE_LINK "${duckdb_root}/lib/${duckdb_library}" "${CMAKE_BINARY_DIR}/lib/${duckdb_library}" COPY_ON_ERROR)

add_library(duckdb::duckdb SHARED IMPORTED GLOBAL)
set_target_properties(duckdb::duckdb PROPERTIES
  IMPORTED_LOCATION "${CMAKE_BINARY_DIR}/lib/${duckdb_library}"
  IMPORTED_SONAME "${duckdb_library}"
  INTERFACE_INCLUDE_DIRECTORIES "${duckdb_root}/include")
install(IMPORTED_RUNTIME_ARTIFACTS duckdb::duckdb LIBRARY DESTINATION lib)
install(FILES "${duckdb_root}/lib/LICENSE" DESTINATION share/doc/per-ankh RENAME LICENSE.duckdb)

if(APPLE)
  set(CMAKE_INSTALL_RPATH "@loader_path/lib;@loader_path/../lib")
else()
  set(CMAKE_INSTALL_RPATH "$ORIGIN/lib;$ORIGIN/../lib")
endif()
set(CMAKE_BUILD_WITH_INSTALL_RPATH ON)
