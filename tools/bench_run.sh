#!/usr/bin/env bash
# What `make bench` runs: the parts, then whole imports; the table goes to the terminal and into docs/PERFORMANCE.md.
#
#   tools/bench_run.sh                 everything, about ten minutes
#   tools/bench_run.sh --quick         few saves, to see that it works; nothing is written down
#   tools/bench_run.sh OPTIONS...      as build/release/bench/whole --help lists them
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

programs=${PER_ANKH_BENCH_BUILD:-build/release}/bench
folder=build/bench
revision=$(git describe --always --dirty 2>/dev/null || echo unknown)
update=(--update docs/PERFORMANCE.md)
repetitions=5
for option in "$@"; do
  case $option in
    --quick) update=() repetitions=2 ;;
    --saves* | --long*) update=() ;;
  esac
done

mkdir -p "$folder"
printf 'bench: the parts of an import, one by one (%s repetitions)\n' "$repetitions" >&2
# Reports to a file; what it says on the terminal is for those who run it alone.
"$programs/parts" --benchmark_repetitions="$repetitions" --benchmark_min_time=0.2 --benchmark_out="$folder/parts.json" \
  --benchmark_out_format=json >"$folder/parts.log" 2>&1 || { tail -n 5 "$folder/parts.log" >&2; exit 1; }
"$programs/whole" --folder "$folder" --parts "$folder/parts.json" --revision "$revision" "${update[@]}" "$@"
