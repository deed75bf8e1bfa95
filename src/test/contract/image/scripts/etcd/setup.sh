#!/bin/bash
# Decides how this member starts: as part of a new cluster, with the data that it has, in place of its lost self, or from a snapshot.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=src/test/contract/image/scripts/etcd-env.sh
. "$root/etcd-env.sh"
# shellcheck source=src/test/contract/image/scripts/libetcd.sh
. "$root/libetcd.sh"

# Read by run.sh. It lies beside the data, so that a member that is stopped before it could join knows that it was joining.
readonly joining=${ETCD_DATA_DIR%/*}/joining

main() {
  check_snapshot
  if has_data; then
    rm -f "$joining"
    say "found data of an earlier run"
    if is_clustered; then start_with_data; fi
  else
    say "found no data"
    if is_clustered; then start_without_data; fi
    if is_yes "$ETCD_START_FROM_SNAPSHOT"; then restore "$ETCD_INIT_SNAPSHOTS_DIR/$ETCD_INIT_SNAPSHOT_FILENAME"; fi
  fi
}

is_yes() { [[ ${1,,} == yes || ${1,,} == true || $1 == 1 ]]; }

has_data() { [[ -d $ETCD_DATA_DIR && -n $(ls -A "$ETCD_DATA_DIR") ]]; }

# A single member has no others to ask.
is_clustered() { [[ $ETCD_INITIAL_CLUSTER == *,* ]]; }

# At every start, also when the data is there and the file would not be read.
check_snapshot() {
  local file=$ETCD_INIT_SNAPSHOTS_DIR/$ETCD_INIT_SNAPSHOT_FILENAME
  if is_yes "$ETCD_START_FROM_SNAPSHOT" && [[ ! -f $file ]]; then stop "the cluster is to start from $file, which is not there"; fi
}

start_without_data() {
  local members own
  wait_for_own_name
  if ! members=$(list_members); then
    if [[ -f $joining ]]; then return; fi
    say "no running cluster answers: this member begins a new one with the others"
    wait_for_all_names
    return
  fi
  own=$(own_member "$members")
  # The others were quicker and have a quorum, while this one is expected and never started.
  if [[ -n $(field 3 "$own") && -z $(field 5 "$own") ]]; then
    say "the new cluster is already running: this member starts as planned"
    rm -f "$joining"
    return
  fi
  if [[ -n $own && -n $(field 5 "$own") ]]; then remove_member "$(field 1 "$own")"; fi
  # Added before, but stopped before it could start: no second time.
  if [[ -z $own || -n $(field 5 "$own") ]]; then add_member; fi
  initial_cluster "$(list_members)" >"$joining"
  say "joins the running cluster: $(<"$joining")"
}

start_with_data() {
  local active all others members
  chmod -R 700 "$ETCD_DATA_DIR" || true
  wait_for_own_name
  others=$(active_others)
  active=$(wc -w <<<"$others")
  all=$(addresses "$ETCD_CLUSTER_DOMAIN")
  if ((active < (all + 1) / 2)); then
    say "$active other members are active, of $all in all"
    if is_yes "$ETCD_DISASTER_RECOVERY"; then recover; else say "disaster recovery is off: starts with the data that is there"; fi
  elif members=$(list_members) && [[ -z $(own_member "$members") ]]; then
    say "the cluster no longer knows this member: joins anew"
    rm -rf "$ETCD_DATA_DIR"
    add_member
    initial_cluster "$(list_members)" >"$joining"
  fi
}

# Gives up the member's own data for the newest snapshot, which may be older: what the real image does, and why the program's
# default is not to switch it on.
recover() {
  local newest
  newest=$(find "$ETCD_SNAPSHOTS_DIR" -maxdepth 1 -type f -name 'db-*' | sort | tail -n 1)
  [[ -n $newest ]] || stop "disaster recovery is on and $ETCD_SNAPSHOTS_DIR holds no snapshot"
  rm -rf "$ETCD_DATA_DIR"
  restore "$newest"
}

restore() {
  local arguments=(--data-dir "$ETCD_DATA_DIR")
  if is_clustered; then
    arguments+=(--name "$ETCD_NAME" --initial-cluster "$ETCD_INITIAL_CLUSTER" --initial-cluster-token "$ETCD_INITIAL_CLUSTER_TOKEN"
      --initial-advertise-peer-urls "$ETCD_INITIAL_ADVERTISE_PEER_URLS")
  fi
  say "restores $1"
  etcdutl snapshot restore "$1" "${arguments[@]}"
}

# wait_until SECONDS COMMAND...: tries five times a second.
wait_until() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.2
  done
}

# etcd compares its own name with the cluster's by address, and DNS learns of a new pod a moment after it has started.
wait_for_own_name() {
  local host
  host=$(host_of "$ETCD_INITIAL_ADVERTISE_PEER_URLS")
  wait_until 60 has_address "$host" || stop "$host has no address"
}

wait_for_all_names() {
  wait_until 60 all_names_known || stop "$ETCD_CLUSTER_DOMAIN does not have an address for each of: $ETCD_INITIAL_CLUSTER"
}

all_names_known() {
  local member
  while read -r member; do
    has_address "$(host_of "${member#*=}")" || return 1
  done < <(tr ',' '\n' <<<"$ETCD_INITIAL_CLUSTER")
}

has_address() { (($(addresses "$1") > 0)); }

# host_of URL
host_of() {
  local host=${1#*://}
  printf '%s' "${host%:*}"
}

# active_others: host:port of the other members that answer as healthy, on one line; all are asked at the same time.
active_others() {
  local endpoint own
  own=$(own_client_url)
  while read -r endpoint; do
    if [[ $endpoint != "${own#*://}" ]]; then { is_healthy "$endpoint" && printf '%s ' "$endpoint"; } & fi
  done < <(cluster_endpoints)
  wait
}

# planned_others: host:port of the other members that the environment names.
planned_others() {
  local member port
  port=$(client_port)
  while read -r member; do
    if [[ ${member%%=*} != "$ETCD_NAME" ]]; then printf '%s:%s\n' "$(host_of "${member#*=}")" "$port"; fi
  done < <(tr ',' '\n' <<<"$ETCD_INITIAL_CLUSTER")
}

# ask_cluster COMMAND...: etcdctl with the first of the other members that answers; fails when none does.
ask_cluster() {
  local endpoint
  while read -r endpoint; do
    if is_listening "$endpoint" && etcdctl --command-timeout=3s --endpoints="$endpoint" "$@" </dev/null 2>/dev/null; then return; fi
  done < <(planned_others)
  return 1
}

# list_members: a line each of id, status, name, peer URLs, client URLs, learner. Only a cluster with a quorum answers.
list_members() { ask_cluster member list; }

# own_member LIST: the line of this member, by its peer URL; empty if there is none.
own_member() { awk -F ', ' -v url="$ETCD_INITIAL_ADVERTISE_PEER_URLS" '$4 == url' <<<"$1"; }

# field NUMBER LINE
field() { awk -F ', ' -v number="$1" '{ print $number }' <<<"$2"; }

# initial_cluster LIST: name=peer URL of all members, as etcd wants to be told. Members that never started have no name yet: the
# first part of the host name is what they will have.
initial_cluster() {
  awk -F ', ' '{ name = $3; if (name == "") { name = $4; sub(/^[a-z]+:\/\//, "", name); sub(/[.:].*/, "", name) }
    printf "%s%s=%s", (NR > 1 ? "," : ""), name, $4 }' <<<"$1"
}

# A cluster refuses to change its members before all of them have been connected for some seconds; so both keep trying.
remove_member() {
  say "removes member $1, which was this one before it lost its data"
  wait_until 60 ask_cluster member remove "$1" >/dev/null || stop "member $1 could not be removed"
}

add_member() {
  wait_until 60 ask_cluster member add "$ETCD_NAME" --peer-urls="$ETCD_INITIAL_ADVERTISE_PEER_URLS" >/dev/null ||
    stop "this member could not be added"
}

main
