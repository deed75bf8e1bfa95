#!/usr/bin/env bash
# Gives the free space inside the members' databases back to their volumes: one member at a time, the leader last and only after
# it has handed leadership on, and nothing at all unless everything is as it should be (defrag-preflight.sh) and nobody else is at work (defrag-idle.sh).
#
# Settings (environment; bytes and seconds are whole numbers):
#   ENDPOINTS          host:port of every member, separated by commas
#   QUOTA              bytes: etcd's quota (ETCD_QUOTA_BACKEND_BYTES)
#   VOLUME_SIZE        bytes: the size of a member's volume; this job cannot see the volume itself
#   SNAPSHOT_FOLDER    where the snapshot job keeps its files; empty only with REQUIRE_SNAPSHOT=no
#   SNAPSHOT_MAX_AGE   seconds: how old the newest verified snapshot may be
#   REQUIRE_SNAPSHOT   yes (default) or no
#   THRESHOLD_PERCENT  45: the share of a database that must be free before it is worth it ...
#   THRESHOLD_BYTES    104857600: ... and the bytes; both must be met
#   REVISION_BOUND     1000: how far members may be apart
#   PAUSE              10: seconds between members
#   TIMEOUT_PER_GIB    60: seconds for each begun GiB of a member's database
#   LOCK_SECONDS       60: how long after a kill the next run is kept out
#   CALL_SECONDS       5: how long one question to a member may take
#   WAIT_FOR_SNAPSHOT  300: seconds that a snapshot which is being taken or prepared is waited for
#   RESTORE_PROGRESS   the file in which a restore keeps its progress; it need not be there
#   DRY_RUN            no (default) or yes: says what each member would gain, changes nothing
# Exit codes: 0 done or nothing to do, 1 failed, 2 wrong settings, 3 skipped, with the reason.
set -euo pipefail

folder=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=src/main/resources/jobs/output.sh
source "$folder/output.sh"
# shellcheck source=src/main/resources/jobs/members.sh
source "$folder/members.sh"
# shellcheck source=src/main/resources/jobs/snapshot-file.sh
source "$folder/snapshot-file.sh"
# shellcheck source=src/main/resources/jobs/defrag-preflight.sh
source "$folder/defrag-preflight.sh"
# shellcheck source=src/main/resources/jobs/defrag-idle.sh
source "$folder/defrag-idle.sh"
# shellcheck source=src/main/resources/jobs/defrag-lock.sh
source "$folder/defrag-lock.sh"
# shellcheck source=src/main/resources/jobs/defrag-member.sh
source "$folder/defrag-member.sh"

# Usage above which the alarm stays: disarmed any closer to the quota, it would be back with the next writes.
readonly DISARM_PERCENT=90

settings() {
  endpoints_setting
  number_setting QUOTA '' 1
  number_setting VOLUME_SIZE '' 1
  number_setting THRESHOLD_PERCENT 45 0
  number_setting THRESHOLD_BYTES 104857600 0
  number_setting REVISION_BOUND 1000 0
  number_setting PAUSE 10 0
  number_setting TIMEOUT_PER_GIB 60 1
  number_setting LOCK_SECONDS 60 5
  number_setting CALL_SECONDS 5 1
  choice_setting REQUIRE_SNAPSHOT yes yes no
  number_setting WAIT_FOR_SNAPSHOT 300 0
  choice_setting DRY_RUN no yes no
  SNAPSHOT_FOLDER=${SNAPSHOT_FOLDER:-} RESTORE_PROGRESS=${RESTORE_PROGRESS:-}
  [[ -z $SNAPSHOT_FOLDER || -d $SNAPSHOT_FOLDER ]] || refuse "SNAPSHOT_FOLDER: $SNAPSHOT_FOLDER: there is no such folder"
  [[ $REQUIRE_SNAPSHOT == no ]] || number_setting SNAPSHOT_MAX_AGE '' 1
  [[ $REQUIRE_SNAPSHOT == no || -n $SNAPSHOT_FOLDER ]] ||
    refuse "SNAPSHOT_FOLDER: empty: expected the snapshots' folder, or REQUIRE_SNAPSHOT=no to go without a snapshot"
}

main() {
  local started
  started=$(now)
  settings
  preflight
  plan
  [[ $DRY_RUN == no && ${#REASONS[@]} -gt 0 ]] || announce
  ((${#REASONS[@]} == 0)) || skipped "${REASONS[@]}"
  if [[ $DRY_RUN == no ]]; then
    on_exit unlock
    if ((${#PLAN[@]} > 0)); then
      lock
      each_member
    fi
    disarm
  fi
  summary "$started"
  [[ $NOSPACE == none || $NOSPACE == disarmed || $DRY_RUN == yes ]] ||
    fail "alarm NOSPACE stays raised and etcd refuses writes: $(fullest). Compact, raise the quota, or delete keys"
}

# each_member: the members of PLAN, whichever of them is the leader at the time last.
each_member() {
  local id
  while ((${#PLAN[@]} > 0)); do
    ((DONE == 0)) || within sleep "$PAUSE"
    still_well
    id=$(next_member)
    [[ ${MEMBER[$id.leader]} == no ]] || hand_over "$id"
    defragment "$id"
    plan_without "$id"
  done
}

# next_member: the first member of PLAN that does not lead; the leader when it is the only one left.
next_member() {
  local id
  for id in "${PLAN[@]}"; do
    [[ ${MEMBER[$id.leader]} == yes ]] || break
  done
  printf '%s' "$id"
}

plan_without() {
  local id left=()
  for id in "${PLAN[@]}"; do [[ $id == "$1" ]] || left+=("$id"); done
  PLAN=("${left[@]}")
}

# still_well: before each member all of them are looked at again: with another one away, its stall would be an outage.
still_well() {
  REASONS=()
  check_restore
  await_snapshots
  if members_read; then check_members; else REASONS+=("no member gives the member list"); fi
  lock_is_held || REASONS+=("the lock $LOCK_KEY is lost: another run may have begun")
  ((${#REASONS[@]} == 0)) ||
    fail "stopped after $DONE of $((DONE + ${#PLAN[@]})) members: $(joined "${REASONS[@]}")"
}

# disarm: lifts NOSPACE once every member is far enough below the quota, so that writes go on.
disarm() {
  local id
  members_read || fail "no member gives the member list after the run: $(members_line)"
  if [[ " $(alarms) " != *' NOSPACE '* ]]; then
    NOSPACE=none
    return
  fi
  NOSPACE=stays
  [[ " $(alarms) " != *' CORRUPT '* ]] || return 0
  for id in "${MEMBERS[@]}"; do
    ((MEMBER[$id.size] * 100 < QUOTA * DISARM_PERCENT)) || return 0
  done
  # etcdctl can only disarm all alarms at once; the only one that is raised was looked at just now.
  member_ctl "$ENDPOINTS" alarm disarm >/dev/null || fail "alarm NOSPACE could not be disarmed; run: etcdctl alarm disarm"
  NOSPACE=disarmed
  say "alarm NOSPACE disarmed: every member is below $DISARM_PERCENT% of the quota of $QUOTA bytes"
}

# fullest: the member that uses most, for the message.
fullest() {
  local id most=''
  for id in "${MEMBERS[@]}"; do
    [[ -n $most ]] && ((MEMBER[$id.size] <= MEMBER[$most.size])) || most=$id
  done
  printf 'member %s uses %d of %d bytes, %d of them for data' \
    "$(member_label "$most")" "${MEMBER[$most.size]}" "$QUOTA" "${MEMBER[$most.use]}"
}

summary() {
  printf '{"event":"summary","members":%d,"defragmented":%d,"belowThreshold":%d,"freed":%d,"seconds":%s,"noSpace":"%s","dryRun":%s}\n' \
    "${#MEMBERS[@]}" "$DONE" "${#SPARED[@]}" "$FREED" "$(since "$1")" "$NOSPACE" "$([[ $DRY_RUN == yes ]] && echo true || echo false)"
}

# skipped REASON...: the end of a run that found something against it.
skipped() {
  local reasons
  reasons=$(joined "$@")
  printf '{"event":"skipped","reason":%s}\n' "$(json_string "$reasons")"
  skip "$reasons"
}

joined() {
  local all=$1 text
  for text in "${@:2}"; do all+="; $text"; done
  printf '%s' "$all"
}

main "$@"
