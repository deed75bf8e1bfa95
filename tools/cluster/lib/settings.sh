# shellcheck shell=bash disable=SC2034
# What the cluster consists of and where it lies. Meant to be sourced first; it brings in the project's helpers.

# shellcheck source=tools/lib/all.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/all.sh"

readonly CLUSTER=$STATE/cluster
readonly KUBECONFIG_ADMIN=$CLUSTER/admin.kubeconfig
readonly CONTAINERD_SOCKET=$CLUSTER/containerd/containerd.sock

# In the environment of every process that is started, and inherited by theirs: this, not a name, tells ours from others.
readonly MARKER=GREPTIMEDB_ETCD_CLUSTER
# The cgroup above every pod, so that pods can be told from anything else on the machine even when their shims are gone.
CGROUP=greptimedb-etcd-$(printf '%s' "$CLUSTER" | sha256sum | cut -c 1-8)
readonly CGROUP

# The range reserved for benchmarks: it cannot collide with a network that the machine is on.
readonly BRIDGE=kbr0
readonly BRIDGE_ADDRESS=198.18.0.1
readonly POD_RANGE=198.18.0.0/16
readonly SERVICE_RANGE=198.19.0.0/16
readonly DNS_ADDRESS=198.19.0.10
readonly NODE=local

readonly API_PORT=16443
readonly REGISTRY_PORT=15000
readonly STORAGE_PROVISIONER=greptimedb-etcd.local/folder

readonly CONTROL_PLANE=(etcd kube-apiserver kube-controller-manager)
readonly WHOLE=("${CONTROL_PLANE[@]}" kube-scheduler mounts containerd kubelet kube-proxy coredns registry provisioner)

# ports_of COMPONENT: the loopback ports it listens on; down and the check before a start both go by this.
ports_of() {
  case $1 in
    etcd) echo 12379 12380 ;;
    kube-apiserver) echo "$API_PORT" ;;
    kube-controller-manager) echo 16257 ;;
    kube-scheduler) echo 16259 ;;
    kubelet) echo 16248 ;;
    kube-proxy) echo 16256 16249 ;;
    registry) echo "$REGISTRY_PORT" ;;
  esac
}

# recorded_mode: whole or control-plane, whichever was started last; nothing when there is no cluster.
recorded_mode() { cat "$CLUSTER/mode" 2>/dev/null || true; }

# components_of MODE: their names, in the order in which they start.
components_of() { if [[ $1 == control-plane ]]; then echo "${CONTROL_PLANE[@]}"; else echo "${WHOLE[@]}"; fi; }

binary() { printf '%s/%s' "$(go_module_folder "$1")" "$2"; }
KUBECTL=$(binary kubernetes kubectl)
readonly KUBECTL

# HOME keeps kubectl's discovery cache inside the cluster's folder, where it cannot outlive the cluster.
kubectl() { HOME=$CLUSTER KUBECONFIG=$KUBECONFIG_ADMIN "$KUBECTL" "$@"; }
ctr_images() { ctr -a "$CONTAINERD_SOCKET" -n k8s.io images "$@"; }

# lock: one script at a time; a second one waits for the first instead of mending what is not broken.
lock() {
  mkdir -p "$STATE"
  exec 9>"$STATE/cluster.lock"
  flock -n 9 && return
  doing "lock" "another up or down is running; waiting for it ..."
  flock -w 300 9 || fail "Another up or down has held $STATE/cluster.lock for 5 minutes. End it, then run this again."
}
