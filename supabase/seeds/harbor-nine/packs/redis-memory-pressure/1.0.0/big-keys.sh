#!/usr/bin/env bash
# Samples random keys and sums memory by prefix (up to the first colon). Reads only.
set -euo pipefail

samples=${1:-1000}
for ((i = 0; i < samples; i++)); do
  key=$(redis-cli randomkey)
  [[ -z "$key" ]] && continue
  bytes=$(redis-cli memory usage "$key" samples 5)
  echo "${key%%:*} ${bytes:-0}"
done |
  awk '{ n[$1]++; b[$1] += $2 } END { for (p in n) printf "%6d keys %12d bytes %8d per key  %s\n", n[p], b[p], b[p] / n[p], p }' |
  sort -k3 -rn | head -20
