# Language, warnings, clang-tidy, sanitizers, ccache: what every target of ours is compiled with.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -g1 -DNDEBUG")  # -g1: line tables, so that a profile and a crash name the line

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

add_library(per_ankh_warnings INTERFACE)
target_compile_options(per_ankh_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual -Werror
  -Wno-missing-field-initializers)  # designated initializers leave out members on purpose
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # At -O3 g++ 12 sees overlapping copies in std::string's own operator+ (GCC bug 105329).
  target_compile_options(per_ankh_warnings INTERFACE -Wno-restrict)
elseif(CMAKE_CXX_COMPILER_ID MATCHES Clang)
  # libstdc++ 12's own std::stable_sort calls a function that it marks as deprecated, which clang lays at our door.
  target_compile_options(per_ankh_warnings INTERFACE -Wno-deprecated-declarations)
endif()

# clang-tidy runs with the compiler on each file, so a second run looks only at what changed. The define, which nothing
# reads, stands for the rules: other rules, and every file is looked at again.
option(PER_ANKH_TIDY "Run clang-tidy-19 on every file" OFF)
if(PER_ANKH_TIDY)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/.clang-tidy")
  file(SHA256 "${PROJECT_SOURCE_DIR}/.clang-tidy" tidy_rules)
  set(CMAKE_CXX_CLANG_TIDY clang-tidy-19 --quiet "--extra-arg=-DPER_ANKH_TIDY_RULES=0x${tidy_rules}")
endif()

# For instance -DPER_ANKH_SANITIZE=address,undefined. libduckdb is not instrumented; what that needs is in the *.supp files.
set(PER_ANKH_SANITIZE "" CACHE STRING "Sanitizers to build with, as -fsanitize takes them")
option(PER_ANKH_FUZZ "Build the fuzzers with libFuzzer (clang only)" OFF)
set(PER_ANKH_TEST_ENVIRONMENT "")
if(PER_ANKH_SANITIZE)
  add_compile_options(-fsanitize=${PER_ANKH_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${PER_ANKH_SANITIZE})
  set(PER_ANKH_TEST_ENVIRONMENT
    "ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1"
    "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/cmake/lsan.supp:print_suppressions=0"
    "UBSAN_OPTIONS=print_stacktrace=1"
    "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/cmake/tsan.supp:second_deadlock_stack=1")
endif()
if(PER_ANKH_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
