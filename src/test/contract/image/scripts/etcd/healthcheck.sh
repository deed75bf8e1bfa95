#!/bin/bash
# The readiness probe: whether a write through this member would be accepted.
set -euo pipefail
root=$(dirname "${BASH_SOURCE[0]}")/..
# shellcheck source=src/test/contract/image/scripts/etcd-env.sh
. "$root/etcd-env.sh"
# shellcheck source=src/test/contract/image/scripts/libetcd.sh
. "$root/libetcd.sh"

url=$(own_client_url)
exec etcdctl endpoint health --endpoints="${url#*://}"
