#!/usr/bin/env bash
# Prints what would block draining a node. Exit 1 when there is anything.
set -euo pipefail

node=${1:?usage: preflight.sh NODE}
pods=$(kubectl get pods --all-namespaces --field-selector "spec.nodeName=$node,status.phase=Running" -o json)
budgets=$(kubectl get pdb --all-namespaces -o json)

report=$(
  jq -r '.items[] | select(.metadata.ownerReferences == null)
    | "no controller, will not come back: \(.metadata.namespace)/\(.metadata.name)"' <<<"$pods"
  jq -r '.items[] | select(any(.spec.volumes[]?; .emptyDir != null and .emptyDir.medium != "Memory"))
    | "local data is lost: \(.metadata.namespace)/\(.metadata.name)"' <<<"$pods"
  jq -r '.items[] | select(.status.disruptionsAllowed == 0 and .status.expectedPods > 0)
    | "budget allows no eviction: \(.metadata.namespace)/\(.metadata.name)"' <<<"$budgets"
)

[[ -z "$report" ]] && exit 0
echo "$report"
exit 1
