# The building blocks of every CMakeLists.txt in this repository.
#
# One static library for each folder of src, named per_ankh_<folder>, with its tests beside the code. Sources are listed.
# A folder sees only what it names: its include root holds one link, <build>/include/zip/zip -> src/zip, so
# `#include "xml/cursor.h"` compiles only where xml is among the DEPS (or the DEPS of those). src/zip/CMakeLists.txt:
#
#   per_ankh_library(zip
#     SOURCES archive.cc inflate.cc            # headers need no mention
#     DEPS base                                # our folders whose headers appear in this folder's headers
#     PRIVATE_DEPS files                       # our folders used in .cc files only: whoever uses zip does not see them
#     LINKS PkgConfig::libzip                  # packages used in .cc files only
#     PUBLIC_LINKS fmt::fmt)                   # packages whose headers appear in this folder's headers
#
#   per_ankh_test(zip                          # <build>/tests/zip_test; links per_ankh_zip, GoogleTest and GoogleMock
#     SOURCES archive_test.cc
#     DEPS files                               # more of our folders, besides zip and what it passes on
#     LINKS pugixml::pugixml                   # more packages
#     LABELS threads                           # threads: also run under ThreadSanitizer; slow: left out of quick runs
#     PROGRAMS)                                # runs the built per-ankh and savegen, with tests/cli/program.h
#
# A second test program of the same folder takes another name and names the folder: per_ankh_test(zip_slow DEPS zip ...).
#
#   per_ankh_executable(per-ankh               # <build>/per-ankh, or <build>/<FOLDER>/...; finds libduckdb wherever it moves
#     SOURCES main.cc
#     DEPS pipeline store
#     LINKS CLI11::CLI11
#     INSTALL)                                 # goes to <prefix>/bin
#
#   per_ankh_fuzzer(xml                        # LLVMFuzzerTestOneInput in the source; libFuzzer in the fuzz preset,
#     SOURCES xml_fuzz.cc                      # elsewhere a program that runs it over the files of seeds/xml and
#     DEPS xml)                                # regressions/xml, as a test
#
# Packages: PkgConfig::libzip PkgConfig::libdeflate PkgConfig::xxhash fmt::fmt nlohmann_json::nlohmann_json CLI11::CLI11
# duckdb::duckdb; in tests also GTest::gtest GTest::gmock pugixml::pugixml EXPAT::EXPAT; in bench benchmark::benchmark.
# A new one goes into cmake/dependencies.cmake and third_party/debian-packages.txt.

function(per_ankh_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPS;PRIVATE_DEPS;LINKS;PUBLIC_LINKS")
  _per_ankh_targets(deps "${arg_DEPS}")
  _per_ankh_targets(private_deps "${arg_PRIVATE_DEPS}")

  set(include_root "${CMAKE_BINARY_DIR}/include/${name}")
  file(MAKE_DIRECTORY "${include_root}")
  file(CREATE_LINK "${CMAKE_CURRENT_SOURCE_DIR}" "${include_root}/${name}" SYMBOLIC)

  add_library(per_ankh_${name} STATIC ${arg_SOURCES})
  target_include_directories(per_ankh_${name} PUBLIC "${include_root}")
  target_link_libraries(per_ankh_${name}
    PUBLIC ${deps} ${arg_PUBLIC_LINKS}
    PRIVATE ${private_deps} ${arg_LINKS} per_ankh_warnings)
endfunction()

function(per_ankh_executable name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "INSTALL" "FOLDER" "SOURCES;DEPS;LINKS")
  _per_ankh_targets(deps "${arg_DEPS}")
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${deps} ${arg_LINKS} per_ankh_warnings)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/${arg_FOLDER}")
  if(arg_INSTALL)
    install(TARGETS ${name} RUNTIME DESTINATION bin)
  endif()
endfunction()

function(per_ankh_test name)
  if(NOT PER_ANKH_TESTS)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "PROGRAMS" "" "SOURCES;DEPS;LINKS;LABELS")
  if(TARGET per_ankh_${name})
    list(APPEND arg_DEPS ${name})
  endif()
  if(arg_PROGRAMS)
    list(APPEND arg_SOURCES "${PROJECT_SOURCE_DIR}/tests/cli/program.cc")
    list(APPEND arg_LINKS nlohmann_json::nlohmann_json)
  endif()
  per_ankh_executable(${name}_test FOLDER tests
    SOURCES ${arg_SOURCES}
    DEPS ${arg_DEPS}
    LINKS ${arg_LINKS} GTest::gmock GTest::gtest GTest::gtest_main)
  if(PER_ANKH_TIDY)  # GoogleTest's macros make the other checks slow: more than half of all the time for little
    set_property(TARGET ${name}_test APPEND PROPERTY CXX_CLANG_TIDY "--checks=-*,readability-identifier-naming")
  endif()
  if(arg_PROGRAMS)
    target_include_directories(${name}_test PRIVATE "${PROJECT_SOURCE_DIR}/tests/cli")
    target_compile_definitions(${name}_test PRIVATE
      PER_ANKH_PROGRAM="$<TARGET_FILE:per-ankh>" SAVEGEN_PROGRAM="$<TARGET_FILE:savegen>")
    add_dependencies(${name}_test per-ankh savegen)
  endif()
  # The longest, the imports that are killed, take three times as long under sanitizers.
  set(timeout 300)
  if(PER_ANKH_SANITIZE)
    set(timeout 1200)
  endif()
  gtest_discover_tests(${name}_test
    TEST_PREFIX "${name}/"
    TEST_LIST ${name}_test_cases
    WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
    DISCOVERY_MODE PRE_TEST
    DISCOVERY_TIMEOUT 60
    PROPERTIES TIMEOUT ${timeout})
  # Lists do not survive the way through gtest_discover_tests, so these properties follow in a file of their own.
  set(properties_file "${CMAKE_CURRENT_BINARY_DIR}/${name}_test_properties.cmake")
  file(WRITE "${properties_file}"
    "if(${name}_test_cases)\n"
    "  set_tests_properties(\${${name}_test_cases} PROPERTIES LABELS \"${arg_LABELS}\" "
    "ENVIRONMENT \"${PER_ANKH_TEST_ENVIRONMENT}\")\n"
    "endif()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${properties_file}")
endfunction()

function(per_ankh_fuzzer name)
  if(NOT PER_ANKH_TESTS)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPS;LINKS")
  if(PER_ANKH_FUZZ)
    set(main "")
  else()
    set(main "${PROJECT_SOURCE_DIR}/fuzz/replay_main.cc")
  endif()
  per_ankh_executable(${name}_fuzz FOLDER fuzz SOURCES ${arg_SOURCES} ${main} DEPS ${arg_DEPS} LINKS ${arg_LINKS})
  if(NOT TARGET fuzzers)
    add_custom_target(fuzzers)  # all of them
  endif()
  add_dependencies(fuzzers ${name}_fuzz)
  if(PER_ANKH_FUZZ)
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
    return()
  endif()
  foreach(kind IN ITEMS seeds regressions)
    set(folder "${CMAKE_CURRENT_SOURCE_DIR}/${kind}/${name}")
    if(kind STREQUAL seeds OR EXISTS "${folder}")
      add_test(NAME fuzz/${name}_${kind} COMMAND ${name}_fuzz "${folder}")
      set_tests_properties(fuzz/${name}_${kind} PROPERTIES ENVIRONMENT "${PER_ANKH_TEST_ENVIRONMENT}" TIMEOUT 300)
    endif()
  endforeach()
endfunction()

# Folder names to target names. The folders are added in the order of the flow, so a name further right is not there yet.
function(_per_ankh_targets result folders)
  list(TRANSFORM folders PREPEND per_ankh_ OUTPUT_VARIABLE targets)
  foreach(target IN LISTS targets)
    if(NOT TARGET ${target})
      message(FATAL_ERROR "${CMAKE_CURRENT_SOURCE_DIR} depends on ${target}, which does not exist or comes later in the flow")
    endif()
  endforeach()
  set(${result} ${targets} PARENT_SCOPE)
endfunction()
