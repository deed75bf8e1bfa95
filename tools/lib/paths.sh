# shellcheck shell=bash
# Where things lie. Meant to be sourced; everything else takes its paths from here.

PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly PROJECT
# Tools are shared by every checkout of the user.
readonly CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/greptimedb-etcd
# The cluster's and the local stack's state belong to one checkout.
readonly STATE=${GREPTIMEDB_ETCD_STATE:-$PROJECT/.state}
export PROJECT CACHE STATE
