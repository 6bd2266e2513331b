#!/usr/bin/env bash
# What `make bench-check` runs: counts the instructions of what is the same in every run (scanning, decoding, appending
# and committing one save of savegen) and compares them with bench/expected_instructions.txt. Counts do not depend on
# how busy the machine is. They do depend on the compiler and the libraries: the table names the compiler.
#
#   tools/bench_check.sh               ends with 1 when a part takes 3 % more than the table says
#   tools/bench_check.sh --renew       writes the table: after a change that is worth its price, or a gain
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

program=${PER_ANKH_BENCH_BUILD:-build/release}/bench/instructions
table=bench/expected_instructions.txt
tolerance=3 # per cent
parts=(scan decode append commit)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The program does the part "write" for both of its measured functions.
count() {
  local part=$1 run=$1
  case $part in append | commit) run=write ;; esac
  valgrind --tool=callgrind --callgrind-out-file="$work/$part" --collect-atstart=no \
    --toggle-collect="perankh::bench::measured_$part(*" "$program" "$run" >"$work/log" 2>&1 ||
    { tail -n 5 "$work/log" >&2; exit 1; }
  awk '$2 == "Collected" { print $4 }' "$work/log"
}

expected() { awk -v part="$1" '$1 == part { print $2 }' "$table"; }

declare -A counted
sample=$("$program" sample)
compiler=$("$program" compiler)
for part in "${parts[@]}"; do
  counted[$part]=$(count "$part")
  [ "${counted[$part]:-0}" -gt 0 ] || { echo "bench-check: callgrind counted nothing for $part" >&2; exit 1; }
done

if [ "${1:-}" = --renew ]; then
  {
    echo "# Instructions callgrind counts for parts of importing one save (two for append and commit). \`make bench-check\`"
    echo "# compares; \`tools/bench_check.sh --renew\` writes this file: say in the commit what made the counts change."
    printf '%-9s %s\n' compiler "$compiler" sample "$sample"
    for part in "${parts[@]}"; do printf '%-9s %s\n' "$part" "${counted[$part]}"; done
  } >"$table"
  cat "$table"
  exit 0
fi

if [ "$(expected sample)" != "$sample" ]; then
  echo "bench-check: savegen writes another sample than the one $table was made with." >&2
  echo "bench-check: renew the table with a build of the revision before your change: tools/bench_check.sh --renew" >&2
  exit 1
fi
wanted_compiler=$(sed -n 's/^compiler *//p' "$table")
[ "$wanted_compiler" = "$compiler" ] ||
  echo "bench-check: built by $compiler, the table by $wanted_compiler: counts may differ for that alone" >&2

failed=0
printf '%-9s %15s %15s %9s\n' part expected counted change
for part in "${parts[@]}"; do
  line=$(awk -v part="$part" -v expected="$(expected "$part")" -v counted="${counted[$part]}" -v tolerance=$tolerance '
    BEGIN {
      change = (counted / expected - 1) * 100
      verdict = change > tolerance ? "TOO MANY" : change < -tolerance ? "fewer: renew the table" : ""
      printf "%-9s %15d %15d %+8.1f %% %s", part, expected, counted, change, verdict
    }')
  echo "$line"
  [[ $line != *"TOO MANY" ]] || failed=1
done
if [ $failed -ne 0 ]; then
  echo "bench-check: more than $tolerance % above $table. If the price is worth it: tools/bench_check.sh --renew" >&2
fi
exit $failed
