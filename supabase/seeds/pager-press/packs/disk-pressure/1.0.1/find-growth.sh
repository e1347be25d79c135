#!/usr/bin/env bash
# Shows which directories below $1 grew during $2 seconds, largest growth first.
set -euo pipefail

root=${1:?usage: find-growth.sh DIR [SECONDS]}
seconds=${2:-60}
before=$(mktemp)
after=$(mktemp)
trap 'rm -f "$before" "$after"' EXIT

# Tab is the only separator, so names may hold spaces.
look() { du -xk --max-depth=4 "$root" 2>/dev/null | LC_ALL=C sort -t $'\t' -k2 || true; }

look >"$before"
sleep "$seconds"
look >"$after"
LC_ALL=C join -t $'\t' -1 2 -2 2 "$before" "$after" |
  awk -F'\t' '$3 > $2 { printf "%8d kB  %s\n", $3 - $2, $1 }' | sort -rn | head -20
