#!/usr/bin/env bash
# Samples random keys and sums memory by prefix (up to the first colon). Reads only.
set -euo pipefail

samples=${1:-1000}
read -r -d '' script <<'LUA' || true
local lines = {}
for i = 1, tonumber(ARGV[1]) do
  local key = redis.call('RANDOMKEY')
  if not key then break end
  local bytes = redis.call('MEMORY', 'USAGE', key, 'SAMPLES', 5) or 0
  lines[#lines + 1] = string.match(key, '^[^:]*') .. ' ' .. bytes
end
return lines
LUA

# A script holds the server while it runs, so the sample is taken in slices of a hundred.
for ((done = 0; done < samples; done += 100)); do
  redis-cli --raw eval "$script" 0 100
done |
  awk 'NF { n[$1]++; b[$1] += $2 } END { for (p in n) printf "%6d keys %12d bytes %8d per key  %s\n", n[p], b[p], b[p] / n[p], p }' |
  sort -k3 -rn | head -20
