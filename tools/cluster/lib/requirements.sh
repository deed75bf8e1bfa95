# shellcheck shell=bash
# Whether this machine can run the cluster. Whoever cannot has a cluster elsewhere, so each answer names that way out.

readonly ELSEWHERE="'make up TARGET=current' uses the cluster of your current kubeconfig context instead."

# unsupported TEXT: ends the script with 3, which callers can tell from a cluster that failed to start.
unsupported() {
  printf '%serror:%s %s %s\n' "$RED" "$PLAIN" "$1" "$ELSEWHERE" >&2
  exit 3
}

require_machine() {
  local mode=$1
  [[ $(uname -s) == Linux ]] || unsupported "The local cluster runs on Linux only."
  [[ $mode == control-plane || $EUID == 0 ]] || unsupported "The local cluster runs pods, for which it must be started as root."
  require_commands "$mode"
  require_binaries
  # A unix socket's path has 108 characters; the longest below this folder is the kubelet's, with 45.
  # shellcheck disable=SC2153
  ((${#CLUSTER} <= 60)) || fail "The path $CLUSTER is too long for unix sockets; set GREPTIMEDB_ETCD_STATE to a folder of at most 50 characters."
}

require_commands() {
  local command missing=() commands=(curl flock jq openssl setsid ss)
  [[ $1 == control-plane ]] || commands+=(containerd ctr runc iptables conntrack docker-registry busybox nsenter unshare ip)
  for command in "${commands[@]}"; do
    PATH=$PATH:/usr/sbin:/sbin command -v "$command" >/dev/null || missing+=("$command")
  done
  [[ $1 == control-plane || -x /usr/lib/cni/bridge ]] || missing+=(/usr/lib/cni/bridge)
  ((${#missing[@]} == 0)) || unsupported "The local cluster needs ${missing[*]} (Debian: containerd runc containernetworking-plugins iptables conntrack docker-registry busybox-static jq openssl curl iproute2)."
}

require_binaries() {
  local module
  for module in etcd kubernetes coredns; do
    [[ -d $(go_module_folder "$module") ]] || unsupported "The binaries of $module are not built yet; tools/toolchain builds them."
  done
}

# require_ports COMPONENT...: free unless the component itself runs. A second checkout's cluster is the usual reason.
require_ports() {
  local component port holder
  for component in "$@"; do
    alive "$component" && continue
    for port in $(ports_of "$component"); do
      holder=$(ss -Hltnp "sport = :$port" | head -n 1)
      [[ -z $holder ]] || fail "Port $port, which $component needs, is in use by $(describe_holder "$holder")."
    done
  done
}

# describe_holder LINE: of ss, as words; for another checkout's cluster with the way to end it.
describe_holder() {
  local name number cluster
  [[ $1 =~ \(\(\"([^\"]+)\",pid=([0-9]+) ]] || { echo "a process of another user" && return; }
  name=${BASH_REMATCH[1]} number=${BASH_REMATCH[2]}
  cluster=$(tr '\0' '\n' 2>/dev/null <"/proc/$number/environ" | sed -n "s/^$MARKER=\(.*\):.*/\1/p") || true
  printf '%s (process %s)' "$name" "$number"
  [[ -z $cluster ]] || printf ' of the cluster in %s: end that one first with tools/cluster/down there' "$cluster"
}
