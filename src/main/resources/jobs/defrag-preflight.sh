# shellcheck shell=bash
# What must hold before a member is defragmented, and which members are worth it. Meant to be sourced by defrag.sh.
# shellcheck disable=SC2153  # MEMBERS and MEMBER are both of members.sh

# REASONS: what speaks against the run. PLAN, SPARED: ids of the members that are worth it and of the others.
# NOSPACE: none, raised, disarmed, or stays (raised after the run).
declare -ga REASONS=() PLAN=() SPARED=()
declare -g NOSPACE=none

# preflight: everything that speaks against a run, into REASONS; changes nothing.
preflight() {
  REASONS=()
  check_restore
  # A dry run gets in nobody's way.
  [[ $DRY_RUN == yes ]] || await_snapshots
  if members_read; then
    check_members
    check_idle
  else
    REASONS+=("no member gives the member list: $(members_line)")
  fi
  if [[ $REQUIRE_SNAPSHOT == yes ]]; then
    check_snapshot
  else
    say "REQUIRE_SNAPSHOT=no: nobody looked whether there is a snapshot to go back to"
  fi
}

# check_members: all of the member list, not only those of ENDPOINTS: one that is away makes the next one's stall an outage.
check_members() {
  local id name lowest='' highest=0 endpoint
  for endpoint in "${MEMBERS_UNREACHED[@]}"; do
    known_endpoint "$endpoint" || REASONS+=("endpoint $endpoint gives no answer and belongs to no member")
  done
  for id in "${MEMBERS[@]}"; do
    name="member $(member_label "$id")"
    if [[ ${MEMBER[$id.listed]} == no ]]; then
      REASONS+=("$name (${MEMBER[$id.endpoint]}) belongs to another cluster")
    elif [[ ${MEMBER[$id.started]} == no ]]; then
      REASONS+=("$name was added and has not started")
    elif [[ ${MEMBER[$id.learner]} == yes ]]; then
      REASONS+=("$name is a learner")
    elif [[ ${MEMBER[$id.healthy]} == no ]]; then
      REASONS+=("$name is not healthy: ${MEMBER[$id.error]}")
    fi
    [[ ${MEMBER[$id.alarms]} != *CORRUPT* ]] || REASONS+=("$name raised the alarm CORRUPT")
    [[ -n ${MEMBER[$id.version]} ]] || continue
    ((MEMBER[$id.revision] <= highest)) || highest=${MEMBER[$id.revision]}
    [[ -n $lowest ]] && ((MEMBER[$id.revision] >= lowest)) || lowest=${MEMBER[$id.revision]}
  done
  [[ -n $(members_leader) ]] || REASONS+=("there is no leader")
  ((highest - ${lowest:-0} <= REVISION_BOUND)) ||
    REASONS+=("members are at revisions $lowest to $highest, further apart than $REVISION_BOUND")
}

known_endpoint() {
  local id
  for id in "${MEMBERS[@]}"; do
    [[ ${MEMBER[$id.endpoint]} != "$1" ]] || return 0
  done
  return 1
}

# check_snapshot: the newest snapshot of this very cluster whose record says that it was verified, and that is as it was then.
check_snapshot() {
  local name record age
  while IFS= read -r name; do
    [[ -n $name ]] || continue
    record=$(snapshot_record "$SNAPSHOT_FOLDER/$name")
    [[ -n $(json_text sha256 "$record") && $(json_text clusterId "$record") == "$(members_cluster)" ]] || continue
    age=$((EPOCHSECONDS - $(date -d "$(json_text takenAt "$record")" +%s)))
    ((age <= SNAPSHOT_MAX_AGE)) ||
      REASONS+=("the newest verified snapshot, $name, is $age s old, more than $SNAPSHOT_MAX_AGE s")
    return
  done < <(snapshot_names)
  REASONS+=("there is no verified snapshot of this cluster in $SNAPSHOT_FOLDER")
}

# members_cluster: the cluster's id, as snapshots' records have it.
members_cluster() { [[ ${#MEMBERS[@]} -eq 0 ]] || printf '%s' "${MEMBER[${MEMBERS[0]}.cluster]}"; }

# alarms: the words of all alarms that are raised.
alarms() {
  local id
  for id in "${MEMBERS[@]}"; do printf '%s ' "${MEMBER[$id.alarms]}"; done
}

# What a member keeps beside its database: five files of its write-ahead log, 64 MiB each, and the next one, made in advance.
readonly LOG_BYTES=$((6 * 64 * 1024 * 1024))

# plan: the members that are worth it, into PLAN; one without room for a second copy speaks against the run.
plan() {
  local id left
  PLAN=() SPARED=()
  [[ " $(alarms) " != *' NOSPACE '* ]] || NOSPACE=raised
  for id in "${MEMBERS[@]}"; do
    [[ -n ${MEMBER[$id.version]} ]] || continue
    if ! worth_it "$id"; then
      SPARED+=("$id")
      continue
    fi
    PLAN+=("$id")
    left=$((VOLUME_SIZE - LOG_BYTES - MEMBER[$id.size]))
    ((MEMBER[$id.use] <= left)) || REASONS+=("$(no_room "$id" $((left > 0 ? left : 0)))")
  done
}

no_room() {
  printf 'member %s needs %d bytes for a second copy, and beside its database and its log a volume of %d bytes has %d left' \
    "$(member_label "$1")" "${MEMBER[$1.use]}" "$VOLUME_SIZE" "$2"
  printf ' (reckoned from VOLUME_SIZE, as this job cannot see the volume)'
}

# worth_it ID: both thresholds are met; while etcd refuses writes, any space that a member gets back below its quota is.
worth_it() {
  local size=${MEMBER[$1.size]} use=${MEMBER[$1.use]}
  local free=$((size - use))
  if [[ $NOSPACE == raised ]] && ((free > 0 && use < QUOTA)); then return 0; fi
  ((free > 0 && free >= THRESHOLD_BYTES && free * 100 >= size * THRESHOLD_PERCENT))
}

# announce: an event for each member that is left alone; a dry run has one for each of the others as well.
announce() {
  local id
  for id in "${SPARED[@]}"; do event_of below-threshold "$id"; done
  [[ $DRY_RUN == yes ]] || return 0
  for id in "${PLAN[@]}"; do event_of would-defragment "$id"; done
}

# event_of KIND ID: a member's sizes as an event line; free is what it would get back.
event_of() {
  local id=$2 size=${MEMBER[$2.size]} use=${MEMBER[$2.use]}
  printf '{"event":"%s","member":%s,"endpoint":%s,"size":%d,"inUse":%d,"free":%d,"percent":%d,"leader":%s}\n' "$1" \
    "$(json_string "$(member_label "$id")")" "$(json_string "${MEMBER[$id.endpoint]}")" "$size" "$use" $((size - use)) \
    $((size > 0 ? (size - use) * 100 / size : 0)) "$([[ ${MEMBER[$id.leader]} == yes ]] && echo true || echo false)"
}
