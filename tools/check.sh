#!/usr/bin/env bash
# What `make check` runs. Each step is also a command to type; the first that fails ends it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

step() { printf '\n== %s (%d s so far)\n' "$*" "$SECONDS"; }

step "formatting: make format mends it"
git ls-files -z --cached --others --exclude-standard '*.cc' '*.h' | xargs -0 clang-format-19 --dry-run -Werror

step "includes: \"folder/file.h\", never through .."
if git grep --untracked -nE '#include "(\.\./|src/)' -- '*.cc' '*.h'; then
  exit 1
fi

step "formatting of the page: make format mends it"
(cd web && npm run --silent format:check)

step "docs: links, make targets, subcommands"
python3 tools/check_docs.py

step "clang 19 and clang-tidy: build/tidy"
cmake --preset tidy >/dev/null
cmake --build --preset tidy

step "all checks passed"
