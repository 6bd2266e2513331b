# Every package from outside, in one place. Debian's come from third_party/debian-packages.txt, DuckDB from npm (duckdb.cmake).
# libzip's own CMake config names a tool that is not installed, libdeflate, xxhash and cpp-httplib ship none: pkg-config for these.
find_package(PkgConfig REQUIRED)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(libdeflate REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(cpp_httplib REQUIRED IMPORTED_TARGET cpp-httplib)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)
include(duckdb)

# `make demo` installs no test packages, so tests are built where GoogleTest is there; `make test` asks for them.
find_package(GTest QUIET)
option(PER_ANKH_TESTS "Build the tests" ${GTest_FOUND})
if(PER_ANKH_TESTS)
  find_package(GTest REQUIRED)
  find_package(pugixml REQUIRED)
  find_package(EXPAT REQUIRED)
  include(GoogleTest)
endif()
