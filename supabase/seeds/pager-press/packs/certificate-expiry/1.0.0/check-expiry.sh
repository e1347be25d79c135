#!/usr/bin/env bash
# Prints days left for each host in a file. Exit 2 below 7 days or unreachable, 1 below 21, else 0.
set -euo pipefail

worst=0
while read -r host _; do
  [[ -z "$host" || "$host" == \#* ]] && continue
  end=$(timeout 10 openssl s_client -connect "$host:443" -servername "$host" </dev/null 2>/dev/null |
    openssl x509 -noout -enddate 2>/dev/null | cut -d= -f2) || end=""
  if [[ -z "$end" ]]; then
    echo "$host unreachable"
    worst=2
    continue
  fi
  days=$((($(date -d "$end" +%s) - $(date +%s)) / 86400))
  echo "$host $days days"
  if ((days < 7)); then worst=2; elif ((days < 21 && worst < 1)); then worst=1; fi
done <"${1:?usage: check-expiry.sh hosts.txt}"
exit "$worst"
