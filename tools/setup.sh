#!/usr/bin/env bash
# Installs what is missing to build Per-Ankh, and only that: Debian packages (third_party/debian-packages.txt), DuckDB
# (third_party/duckdb) and the page's packages (web/package.json). Quick when everything is there.
#
#   tools/setup.sh [GROUP...]     groups: build page test web check bench; without any: build test
#
# Exits with 3 when packages are missing that it may not install.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$@" >&2; exit 1; }

packages_of() { awk -v groups=" $* " '!/^#/ && NF && index(groups, " " $1 " ") { print $2 }' third_party/debian-packages.txt; }

missing_of() {
  local installed
  installed=$(dpkg-query -W -f '${db:Status-Status} ${binary:Package}\n' "$@" 2>/dev/null |
    awk '$1 == "installed" { sub(/:.*/, "", $2); print $2 }') || true
  comm -23 <(printf '%s\n' "$@" | sort -u) <(sort -u <<<"$installed")
}

install_debian_packages() {
  local groups=("$@") packages missing
  command -v npm >/dev/null || groups+=(node)
  mapfile -t packages < <(packages_of "${groups[@]}")
  if ! command -v dpkg-query >/dev/null; then
    say "not a Debian: if the build fails, look for the likes of these packages here: ${packages[*]}"
    return
  fi
  [ ${#packages[@]} -gt 0 ] || return 0
  mapfile -t missing < <(missing_of "${packages[@]}")
  [ ${#missing[@]} -gt 0 ] || return 0

  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || { [ ! -t 0 ] && ! sudo -n true 2>/dev/null; }; then
      printf 'setup: these packages are missing, and installing them needs root:\n\n  apt-get install --no-install-recommends %s\n\n' \
        "${missing[*]}" >&2
      exit 3
    fi
    as_root=(sudo)
  fi
  as_root+=(env DEBIAN_FRONTEND=noninteractive)
  local apt=("${as_root[@]}" apt-get -q -o DPkg::Lock::Timeout=300)
  say "installing ${missing[*]}"
  "${apt[@]}" update >/dev/null || say "apt-get update failed; going on with the package lists that are here"
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >"$log" 2>&1 || { tail -n 30 "$log" >&2; fail "apt-get install failed"; }
}

check_sha512() { if command -v sha512sum >/dev/null; then sha512sum -c --quiet "$1"; else shasum -a 512 -c -q "$1"; fi; }

# libduckdb.so from the package of this platform (npm checks it against package-lock.json), duckdb.h from the package duckdb.
install_duckdb() (
  cd third_party/duckdb
  stamp="$(uname -sm) $(cat package-lock.json header.sha512 | cksum)"
  [ "$(cat lib/.stamp 2>/dev/null)" != "$stamp" ] || return 0
  say "fetching DuckDB"
  work=$(mktemp -d "$PWD/.fetch.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  cp package.json package-lock.json header.sha512 .npmrc "$work"
  cd "$work"
  npm ci --loglevel=error >"$log" 2>&1 || { cat "$log" >&2; fail "npm ci failed in third_party/duckdb"; }
  library=$(echo node_modules/@duckdb/node-bindings-*/libduckdb.*)
  [ -f "$library" ] || fail "npm brought no libduckdb: this platform ($(uname -sm)) has none, or the download failed"
  tarball=$(awk '{ print $2 }' header.sha512)
  package=${tarball%.tgz}
  npm pack --loglevel=error "${package%-*}@${package##*-}" >"$log" 2>&1 || { cat "$log" >&2; fail "npm pack $package failed"; }
  check_sha512 header.sha512 || fail "$tarball is not the file we know"
  tar xzf "$tarball" package/src/duckdb/src/include/duckdb.h package/LICENSE
  mkdir -p ../lib ../include
  mv package/src/duckdb/src/include/duckdb.h ../include/
  mv package/LICENSE ../lib/LICENSE
  mv "$library" ../lib/
  echo "$stamp" >../lib/.stamp
)

# web/node_modules, exactly as package-lock.json says.
install_page_packages() (
  cd web
  stamp="$(uname -sm) $(cat package.json package-lock.json | cksum)"
  [ "$(cat node_modules/.stamp 2>/dev/null)" != "$stamp" ] || return 0
  say "fetching the page's packages"
  npm ci --loglevel=error >"$log" 2>&1 || { cat "$log" >&2; fail "npm ci failed in web"; }
  echo "$stamp" >node_modules/.stamp
)

log=$(mktemp)
trap 'rm -f "$log"' EXIT
[ $# -gt 0 ] || set -- build test
for group in "$@"; do
  case $group in
    build | page | test | web | check | bench) ;;
    *) fail "no group $group; groups: build page test web check bench" ;;
  esac
done
wants() { local group name; for group in "${asked[@]}"; do for name in "$@"; do [ "$group" != "$name" ] || return 0; done; done; return 1; }
asked=("$@")
install_debian_packages "$@"
if wants build test check bench; then install_duckdb; fi
if wants page web check; then install_page_packages; fi
