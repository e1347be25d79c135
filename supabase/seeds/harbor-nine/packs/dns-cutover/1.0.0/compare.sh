#!/usr/bin/env bash
# Compares the answers of two name servers for every record of a list. Exit 1 when any differ.
set -euo pipefail

list=${1:?usage: compare.sh records.txt OLD_NS NEW_NS}
old=${2:?old name server}
new=${3:?new name server}
differ=0

while read -r name type _; do
  [[ -z "${name:-}" || "$name" == \#* ]] && continue
  # Order within an answer has no meaning, so both sides are sorted.
  before=$(dig +short +norecurse "$name" "$type" @"$old" | sort | paste -sd ' ')
  after=$(dig +short +norecurse "$name" "$type" @"$new" | sort | paste -sd ' ')
  if [[ "$before" != "$after" ]]; then
    differ=1
    printf '%s %s\n  old: %s\n  new: %s\n' "$name" "$type" "$before" "$after"
  fi
done <"$list"
exit "$differ"
