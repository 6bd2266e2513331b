#!/usr/bin/env bash
# Builds and runs the fuzzers, one after another, under AddressSanitizer and UndefinedBehaviorSanitizer.
#
#   tools/fuzz.sh [SECONDS [NAME...]]     20 seconds each of all targets, unless told otherwise
#
# What they learn stays in build/fuzz/corpus and is where the next run begins. A finding ends the run with 1 and lies in
# build/fuzz/findings: mend it, and put the input into fuzz/regressions/NAME, which every test run replays.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-20}
shift || true
if [ $# -eq 0 ]; then
  mapfile -t names < <(cd fuzz && ls -- *_fuzz.cc)
  set -- "${names[@]/%_fuzz.cc/}"
fi

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --target "${@/%/_fuzz}"

export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1
mkdir -p build/fuzz/findings build/fuzz/logs
for name in "$@"; do
  corpus=build/fuzz/corpus/$name
  mkdir -p "$corpus"
  known=("fuzz/seeds/$name")
  [ ! -d "fuzz/regressions/$name" ] || known+=("fuzz/regressions/$name")
  dictionary=()
  [ ! -f "fuzz/dictionaries/$name.dict" ] || dictionary+=("-dict=fuzz/dictionaries/$name.dict")
  log=build/fuzz/logs/$name.log
  if ! "build/fuzz/fuzz/${name}_fuzz" -max_total_time="$seconds" -max_len=65536 -timeout=60 -rss_limit_mb=2048 \
      "${dictionary[@]}" -artifact_prefix="build/fuzz/findings/$name-" -print_final_stats=1 \
      "$corpus" "${known[@]}" >"$log" 2>&1; then
    tail -n 60 "$log"
    printf 'fuzz: %s found something, see %s and build/fuzz/findings\n' "$name" "$log" >&2
    exit 1
  fi
  printf 'fuzz: %s: %s\n' "$name" "$(grep -E '^#[0-9]+.*DONE' "$log" | tail -n 1)"
done
