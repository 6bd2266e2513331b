# Everything here is a few lines around tools/setup.sh, cmake with CMakePresets.json, and ctest.
.DEFAULT_GOAL := help
.PHONY: help setup build web demo test check format test-sanitizers test-sanitizers-quick clean

# Tests on real saves run where the folder is there, or where you say.
PER_ANKH_REAL_SAVES ?= $(realpath ../shared/saves/real)
ifneq ($(PER_ANKH_REAL_SAVES),)
export PER_ANKH_REAL_SAVES
endif

help: ## This list
	@echo "Per-Ankh: Old World saves into one DuckDB file"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-22s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what is missing to build and test (Debian packages, DuckDB, the page's packages)
	@tools/setup.sh build test web

build: web ## Build build/release/per-ankh and its page
	@tools/setup.sh build
	@cmake --preset release >/dev/null
	@cmake --build --preset release

web: ## Build only the page, into build/web
	@tools/setup.sh page
	@tools/build_page.sh

demo: web ## Make 20 sample saves, import them and ask a few questions
	@tools/setup.sh build
	@cmake --preset release >/dev/null
	@cmake --build --preset release --target per-ankh savegen
	@tools/demo.sh

test: web ## Build and run all tests
	@tools/setup.sh build test web
	@cmake --preset release -D PER_ANKH_TESTS=ON >/dev/null
	@cmake --build --preset release
	@echo "tests on real saves: $(or $(PER_ANKH_REAL_SAVES),skipped (set PER_ANKH_REAL_SAVES to a folder of saves))"
	@ctest --preset release

check: ## Formatting, docs, clang 19 with clang-tidy
	@tools/setup.sh build test check
	@tools/check.sh

format: ## Format all C++ files and the page in place
	@tools/setup.sh check
	@git ls-files --cached --others --exclude-standard '*.cc' '*.h' | xargs clang-format-19 -i
	@cd web && npm run --silent format

test-sanitizers: ## All tests under ASan and UBSan, the threaded ones under TSan
	@tools/setup.sh build test
	@cmake --preset asan >/dev/null
	@cmake --build --preset asan
	@ctest --preset asan
	@cmake --preset tsan >/dev/null
	@cmake --build --preset tsan
	@ctest --preset tsan

# What reads the bytes of files, and what has threads.
test-sanitizers-quick: ## Those of parsers and pipeline, and each fuzzer for 20 seconds
	@tools/setup.sh build test check
	@cmake --preset asan >/dev/null
	@cmake --build --preset asan --target base_test files_test zip_test xml_test model_test pipeline_test hostile_test fuzzers
	@ctest --preset asan -R '^(base|files|zip|xml|model|pipeline|hostile|fuzz)/' -LE '^slow$$'
	@cmake --preset tsan >/dev/null
	@cmake --build --preset tsan --target base_test pipeline_test
	@ctest --preset tsan -R '^(base|pipeline)/'
	@tools/fuzz.sh 20

.PHONY: bench bench-check bench-programs
bench: bench-programs ## Measure everything against its target, write docs/PERFORMANCE.md (BENCH=--quick: a trial)
	@tools/bench_run.sh $(BENCH)

bench-check: bench-programs ## Compare instruction counts with bench/expected_instructions.txt
	@tools/bench_check.sh

bench-programs:
	@tools/setup.sh build bench
	@cmake --preset release -D PER_ANKH_BENCH=ON >/dev/null
	@cmake --build --preset release --target per-ankh savegen bench

clean: ## Remove build/
	rm -rf build
