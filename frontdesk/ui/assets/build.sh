#!/bin/sh
# make assets: compiles frontdesk/ui/static/frontdesk from this folder.
#   build.sh          builds in place
#   build.sh --check  builds beside and fails if what is committed differs (CI)
set -eu
cd "$(dirname "$0")"
command -v npm >/dev/null || { echo "make assets needs Node 18 or newer and npm. The demo does not." >&2; exit 1; }
if ! [ node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
fi
if [ "${1:-}" = "--check" ]; then
  fresh=$(mktemp -d)
  trap 'rm -rf "$fresh"' EXIT
  node build.mjs "$fresh/frontdesk"
  diff -r "$fresh/frontdesk" ../static/frontdesk || {
    echo "The compiled assets differ from their sources. Run make assets and commit the result." >&2
    exit 1
  }
  exit 0
fi
node build.mjs
