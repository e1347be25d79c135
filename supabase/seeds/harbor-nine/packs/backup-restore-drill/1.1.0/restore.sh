#!/usr/bin/env bash
# Restores the newest backup, or up to a point in time, onto this host. Refuses to run where data exists.
set -euo pipefail

stanza=${STANZA:?set STANZA to the pgBackRest stanza}
data=${PGDATA:?set PGDATA}
target=${1:-}

if [[ -e "$data/PG_VERSION" ]]; then
  echo "$data holds a cluster already. This script only restores onto an empty host." >&2
  exit 1
fi

started=$(date +%s)
args=(--stanza="$stanza" --pg1-path="$data" --log-level-console=info)
if [[ -n "$target" ]]; then
  args+=(--type=time "--target=$target" --target-action=promote)
fi

pgbackrest "${args[@]}" restore
pg_ctl -D "$data" -w -t 3600 start
echo "restored in $((($(date +%s) - started) / 60)) minutes"
