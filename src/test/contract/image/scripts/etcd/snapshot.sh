#!/bin/bash
# The chart's backup job: saves a snapshot from the first healthy member and keeps one file more than the limit says.
# It verifies nothing, and counts what a killed run has left (db-....part) as a snapshot: like the real one.
set -euo pipefail
root=$(dirname "${BASH_SOURCE[0]}")/..
# shellcheck source=src/test/contract/image/scripts/etcd-env.sh
. "$root/etcd-env.sh"
# shellcheck source=src/test/contract/image/scripts/libetcd.sh
. "$root/libetcd.sh"

main() {
  local endpoint
  mkdir -p "$ETCD_SNAPSHOTS_DIR"
  while read -r endpoint; do
    if is_healthy "$endpoint"; then
      save "$endpoint"
      return
    fi
    say "$endpoint is not healthy, tries the next"
  done < <(cluster_endpoints)
  stop "no member is healthy"
}

save() {
  local name
  name=db-$(date -u +%Y-%m-%d_%H-%M)
  etcdctl --endpoints="$1" snapshot save "$ETCD_SNAPSHOTS_DIR/$name" </dev/null
  find "$ETCD_SNAPSHOTS_DIR" -maxdepth 1 -type f -name 'db-*' ! -name "$name" |
    sort -r | tail -n "+$((ETCD_SNAPSHOT_HISTORY_LIMIT + 1))" | xargs rm -f
}

main
