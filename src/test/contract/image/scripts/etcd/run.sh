#!/bin/bash
# Becomes etcd, which takes its settings from the environment.
set -euo pipefail
# shellcheck source=src/test/contract/image/scripts/etcd-env.sh
. "$(dirname "${BASH_SOURCE[0]}")/../etcd-env.sh"

# Left by setup.sh when the member joins a running cluster: who the members are at this moment, as opposed to who they will be.
joining=${ETCD_DATA_DIR%/*}/joining
if [[ -f $joining ]]; then
  ETCD_INITIAL_CLUSTER=$(<"$joining")
  export ETCD_INITIAL_CLUSTER ETCD_INITIAL_CLUSTER_STATE=existing
fi
[[ -n $ETCD_INITIAL_CLUSTER ]] || unset ETCD_INITIAL_CLUSTER
exec etcd
