#!/usr/bin/env bash
# Builds the page into build/web, where `per-ankh serve` finds it: types from web/api/openapi.json, a check of all types, Vite.
# Quick when nothing has changed. Needs web/node_modules: tools/setup.sh page.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../web"

stamp_file=../build/web.stamp
stamp=$(find . -path ./node_modules -prune -o -path ./src/lib/api/types.gen.ts -prune -o -type f -print | LC_ALL=C sort |
  xargs -d '\n' cksum | cksum)
if [ -f ../build/web/index.html ] && [ "$(cat "$stamp_file" 2>/dev/null)" = "$stamp" ]; then
  exit 0
fi
mkdir -p ../build
rm -f "$stamp_file"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for step in types check build; do
  npm run --silent "$step" >"$log" 2>&1 || { cat "$log" >&2; printf 'page: npm run %s failed in web\n' "$step" >&2; exit 1; }
done
grep -E 'assets/index-.*\.js' "$log" | sed 's/^/page:/' || true
echo "$stamp" >"$stamp_file"
