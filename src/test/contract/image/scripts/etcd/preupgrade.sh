#!/bin/bash
# Runs before each upgrade: takes members out of the cluster that will no longer be there. ETCD_INITIAL_CLUSTER names those that
# will, with their client ports.
set -euo pipefail
root=$(dirname "${BASH_SOURCE[0]}")/..
# shellcheck source=src/test/contract/image/scripts/etcd-env.sh
. "$root/etcd-env.sh"
# shellcheck source=src/test/contract/image/scripts/libetcd.sh
. "$root/libetcd.sh"

main() {
  local endpoints members id name
  endpoints=$(sed -E 's#[^,=]+=https?://##g' <<<"$ETCD_INITIAL_CLUSTER")
  members=$(etcdctl --endpoints="$endpoints" member list) || stop "the members could not be listed; are they healthy?"
  while IFS=, read -r id _ name _; do
    name=${name# }
    if [[ -z $name || ,$ETCD_INITIAL_CLUSTER == *,"$name="* ]]; then continue; fi
    say "removes $name, which will no longer be there"
    etcdctl --endpoints="$endpoints" member remove "$id" </dev/null
  done <<<"$members"
  say "the members are as they should be"
}

main
