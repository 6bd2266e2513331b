#!/usr/bin/env bash
# An installed tree works where it is put and where it is moved to: the program finds libduckdb relative to itself.
set -euo pipefail
cmake=$1 build=$2 version=$3

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

runs_from() {
  local output
  output=$(cd / && env -u LD_LIBRARY_PATH "$1/bin/per-ankh" --version)
  [[ $output == *"$version"* ]] || { echo "$1/bin/per-ankh --version says: $output"; exit 1; }
  if ldd "$1/bin/per-ankh" | grep duckdb | grep -qv "$1"; then
    echo "libduckdb is not the installed one:"; ldd "$1/bin/per-ankh"; exit 1
  fi
}

"$cmake" --install "$build" --prefix "$scratch/here" >/dev/null
runs_from "$scratch/here"
mv "$scratch/here" "$scratch/there"
runs_from "$scratch/there"
