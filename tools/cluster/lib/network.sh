# shellcheck shell=bash
# The bridge, the packet filter's rules and the kernel settings: what the cluster changes outside its folder. The values
# from before are recorded, and removal touches nothing that is not ours or kube-proxy's.

readonly BEFORE=$CLUSTER/before
readonly CHAIN=GREPTIMEDB-ETCD
readonly KERNEL_SETTINGS=(
  net.bridge.bridge-nf-call-iptables net.ipv4.ip_forward net.ipv4.conf.all.route_localnet
  # The kubelet and kube-proxy set these.
  vm.overcommit_memory vm.panic_on_oom kernel.panic kernel.panic_on_oops kernel.keys.root_maxkeys kernel.keys.root_maxbytes
  net.netfilter.nf_conntrack_max net.netfilter.nf_conntrack_tcp_timeout_established
  net.netfilter.nf_conntrack_tcp_timeout_close_wait net.netfilter.nf_conntrack_tcp_be_liberal
)

bridge_owner() { cat "/sys/class/net/$BRIDGE/ifalias" 2>/dev/null || true; }
bridge_is_ours() { [[ $(bridge_owner) == "$CLUSTER" ]]; }
bridge_is_there() { [[ -e /sys/class/net/$BRIDGE ]]; }

# rules PROGRAM: the packet filter's rules, table by table, without counters and without tables and chains that are empty.
rules() {
  "$1-save" 2>/dev/null | awk '/^[*]/ { table = $1 } /^-A / { print table, $0 } /^:/ && $2 == "DROP" { print table, $1, $2 }' || true
}

# record_before: once a boot.
record_before() {
  local setting
  of_this_boot "$BEFORE" && return
  refuse_foreign_rules
  rm -rf "$BEFORE"
  mkdir -p "$BEFORE"
  rules iptables >"$BEFORE/iptables"
  rules ip6tables >"$BEFORE/ip6tables"
  for setting in "${KERNEL_SETTINGS[@]}"; do
    if [[ -e /proc/sys/${setting//.//} ]]; then printf '%s %s\n' "$setting" "$(<"/proc/sys/${setting//.//}")"; fi
  done >"$BEFORE/kernel-settings"
  cat /proc/sys/kernel/random/boot_id >"$BEFORE/boot"
}

# Rules of a kube-proxy without a record are another cluster's, unless the bridge says that the record was deleted.
refuse_foreign_rules() {
  if bridge_is_ours; then
    remove_rules
  elif [[ $(rules iptables) == *KUBE-* ]]; then
    fail "This machine's packet filter has rules of another kube-proxy; two cannot work on one machine."
  fi
}

# clear_foreign_bridge: of another checkout's cluster that crashed, whose folder may be gone. Its data stays where it is,
# and its next start makes the network anew.
clear_foreign_bridge() {
  local owner
  { bridge_is_there && ! bridge_is_ours; } || return 0
  owner=$(bridge_owner)
  [[ -n $owner ]] || fail "There is a network interface $BRIDGE already, which no local cluster has made; expected none. Remove it if nothing needs it: ip link delete $BRIDGE"
  ! runs_anywhere "$owner" || fail "There is a network interface $BRIDGE already, of the cluster in $owner, which still runs. Run tools/cluster/down in that checkout first."
  remove_bridge
  restore_before "$owner/before"
  rm -rf "$owner/before"
  done_line "network" "removed what the cluster in $owner left behind; nothing of it ran"
}

make_network() {
  [[ -e /proc/sys/net/bridge ]] || modprobe br_netfilter 2>/dev/null || true
  clear_foreign_bridge
  record_before
  make_bridge
  echo 1 >/proc/sys/net/bridge/bridge-nf-call-iptables
  # Only this interface forwards; the machine does not become a router.
  echo 1 >"/proc/sys/net/ipv4/conf/$BRIDGE/forwarding"
  make_rules
}

# The fixed hardware address keeps the bridge from taking a pod's, which would change with that pod. The route for the
# services keeps what no rule answers for from leaving through the machine's default route.
make_bridge() {
  bridge_is_ours && return
  ip link add "$BRIDGE" address 02:67:65:74:63:64 type bridge
  ip link set "$BRIDGE" alias "$CLUSTER"
  ip address add "$BRIDGE_ADDRESS/${POD_RANGE#*/}" dev "$BRIDGE"
  ip link set "$BRIDGE" up
  ip route add "$SERVICE_RANGE" dev "$BRIDGE" src "$BRIDGE_ADDRESS"
}

# The API server listens on the bridge, for pods; the translation of 127.0.0.1 lets clients on the machine use an address
# that no proxy setting applies to. The filter keeps the cluster's traffic in and everyone else's out. A packet that still
# has a service's address when it gets there was translated by nobody: refused, the client may try again at once; sent to
# the bridge, it would wait for an answer until its patience ends.
make_rules() {
  own_rules_there && return
  remove_own_rules
  iptables-restore -w --noflush <<END
*filter
:$CHAIN - [0:0]
-A $CHAIN -i lo -j RETURN
-A $CHAIN -d $SERVICE_RANGE -j REJECT
-A $CHAIN -i $BRIDGE -o $BRIDGE -j ACCEPT
-A $CHAIN -i $BRIDGE -d $POD_RANGE -j RETURN
-A $CHAIN -i $BRIDGE -j DROP
-A $CHAIN -d $POD_RANGE -j DROP
:$CHAIN-OUT - [0:0]
-A $CHAIN-OUT -d $SERVICE_RANGE -j REJECT
-I INPUT -j $CHAIN
-I FORWARD -j $CHAIN
-I OUTPUT -j $CHAIN-OUT
COMMIT
*nat
:$CHAIN - [0:0]
-A $CHAIN -p tcp -d 127.0.0.1 --dport $API_PORT -j DNAT --to-destination $BRIDGE_ADDRESS:$API_PORT
-I OUTPUT -j $CHAIN
COMMIT
END
}

own_rules_there() {
  iptables -w -n -L "$CHAIN" && iptables -w -n -L "$CHAIN-OUT" && iptables -w -t nat -n -L "$CHAIN"
} >/dev/null 2>&1

# remove_chains PROGRAM PATTERN: the chains of every table whose name begins so, and the rules elsewhere that lead to
# them; one atomic step a table, which leaves others' rules alone.
remove_chains() {
  local program=$1 pattern=$2
  "$program-save" 2>/dev/null | awk -v pattern="^$pattern" '
    function flush_table() { if (found) printf "%s%s%s%sCOMMIT\n", table, deletions, flushes, removals }
    /^\*/ { table = $0 "\n"; deletions = flushes = removals = ""; found = 0 }
    /^:/ { name = substr($1, 2); if (name ~ pattern) { found = 1; flushes = flushes "-F " name "\n"; removals = removals "-X " name "\n" } }
    /^-A / && $2 !~ pattern {
      for (field = 3; field < NF; field++)
        if (($field == "-j" || $field == "-g") && $(field + 1) ~ pattern) { sub(/^-A/, "-D"); deletions = deletions $0 "\n"; break }
    }
    /^COMMIT/ { flush_table() }' | "$program-restore" -w --noflush
}

remove_own_rules() { remove_chains iptables "$CHAIN"; }

remove_rules() {
  remove_own_rules
  remove_chains iptables KUBE-
  remove_chains ip6tables KUBE-
}

# remove_bridge: the interfaces of pods went with their pods; what is left of a crash hangs on the bridge.
remove_bridge() {
  local interface
  for interface in "/sys/class/net/$BRIDGE/brif/"*; do
    [[ ! -e $interface ]] || ip link delete "${interface##*/}" 2>/dev/null || true
  done
  remove_rules
  ip link delete "$BRIDGE"
}

# remove_network: not the one of another checkout's cluster, which took over what a crash of ours had left.
remove_network() {
  if bridge_is_ours; then
    remove_bridge
  elif bridge_is_there; then
    return
  elif of_this_boot "$BEFORE"; then
    remove_rules
  fi
  restore_before "$BEFORE"
}

# of_this_boot RECORD: a folder; after a reboot the kernel has its own values again and the record is void.
of_this_boot() { [[ -f $1/boot && $(<"$1/boot") == "$(</proc/sys/kernel/random/boot_id)" ]]; }

# restore_before RECORD
restore_before() {
  local record=$1 setting value program
  of_this_boot "$record" || return 0
  while read -r setting value; do
    [[ $(<"/proc/sys/${setting//.//}") == "$value" ]] || echo "$value" >"/proc/sys/${setting//.//}"
  done <"$record/kernel-settings"
  for program in iptables ip6tables; do
    diff "$record/$program" <(rules "$program") >/dev/null || warn "$program's rules are not what they were before the cluster started; others may have changed theirs: $(diff "$record/$program" <(rules "$program") | grep '^[<>]' | head -n 5 | tr '\n' ';')"
  done
}
