# shellcheck shell=bash
# Defragments one member and waits until it is a full member again. Meant to be sourced by defrag.sh.

readonly GIB=$((1024 * 1024 * 1024))
# DONE: members that are finished; FREED: bytes that they gave back.
declare -g DONE=0 FREED=0
# Seconds that a new leader may take to be known to all.
readonly HAND_OVER_SECONDS=30

# defragment ID: in a time that its size allows; anything else than a member that is back ends the run.
defragment() {
  local id=$1 name endpoint before use limit began took
  name=$(member_label "$id") endpoint=${MEMBER[$id.endpoint]} before=${MEMBER[$id.size]} use=${MEMBER[$id.use]}
  ! is_defragmenting_anywhere || fail "stopped before member $name, with $DONE done: another defragmentation is at work"
  limit=$((TIMEOUT_PER_GIB * ((before + GIB - 1) / GIB)))
  say "member $name: $before bytes, $use of them in use; at most $limit s"
  event_of defragmenting "$id"
  began=$(now)
  # With the scheme, so that etcdctl's own line reads as in the document.
  within etcdctl --endpoints="http://$endpoint" --dial-timeout="${CALL_SECONDS}s" --command-timeout="${limit}s" defrag ||
    fail_at "$id" "not defragmented after $(since "$began") s of at most $limit s; if it is still at it, it goes on by itself"
  took=$(since "$began")
  await_caught_up "$id" "$limit"
  DONE=$((DONE + 1))
  FREED=$((FREED + before - MEMBER[$id.size]))
  printf '{"event":"defragmented","member":%s,"endpoint":%s,"before":%d,"after":%d,"inUse":%d,"seconds":%s,"leader":%s}\n' \
    "$(json_string "$name")" "$(json_string "$endpoint")" "$before" "${MEMBER[$id.size]}" "${MEMBER[$id.use]}" "$took" \
    "$([[ ${MEMBER[$id.leader]} == yes ]] && echo true || echo false)"
}

is_defragmenting_anywhere() {
  local id
  for id in "${MEMBERS[@]}"; do
    ! is_defragmenting "$id" || return 0
  done
  return 1
}

# await_caught_up ID SECONDS: until it answers reads and has applied all that the others had applied when it was done.
await_caught_up() {
  local id=$1 end=$((SECONDS + $2)) other goal=''
  while ((SECONDS <= end)); do
    if members_read; then
      if [[ -z $goal ]]; then
        for other in "${MEMBERS[@]}"; do
          ((MEMBER[$other.applied] <= ${goal:-0})) || goal=${MEMBER[$other.applied]}
        done
      fi
      if [[ ${MEMBER[$id.healthy]:-no} == yes ]] && ((MEMBER[$id.applied] >= goal)); then return; fi
    fi
    within sleep 0.5
  done
  fail_at "$id" "defragmented, but not back within $2 s: applied ${MEMBER[$id.applied]:-nothing} of ${goal:-?}, ${MEMBER[$id.error]:-}"
}

# fail_at ID WHAT: the end of the run at a member.
fail_at() {
  local place
  place="member $(member_label "$1") (${MEMBER[$1.endpoint]:-no endpoint})"
  fail "$place: $2. $DONE done before it; the others were left alone"
}

# hand_over ID: moves leadership away from ID to the member that is furthest, and waits until all know.
hand_over() {
  local id=$1 other target='' began end=$((SECONDS + HAND_OVER_SECONDS)) leader
  for other in "${MEMBERS[@]}"; do
    [[ $other != "$id" ]] || continue
    [[ -n $target ]] && ((MEMBER[$other.applied] <= MEMBER[$target.applied])) || target=$other
  done
  if [[ -z $target ]]; then
    say "member $(member_label "$id") is the only one: it leads and stalls while it is defragmented"
    return
  fi
  began=$(now)
  member_ctl "${MEMBER[$id.endpoint]}" move-leader "$target" >/dev/null ||
    fail "member $(member_label "$id") leads and did not hand over to $(member_label "$target"); it was left alone, with $DONE done"
  while ((SECONDS <= end)); do
    if members_read; then
      leader=$(members_leader)
      if [[ -n $leader && $leader != "$id" ]] && all_healthy; then
        printf '{"event":"leader-moved","from":%s,"to":%s,"seconds":%s}\n' \
          "$(json_string "$(member_label "$id")")" "$(json_string "$(member_label "$leader")")" "$(since "$began")"
        return
      fi
    fi
    within sleep 0.5
  done
  fail "no other member leads $HAND_OVER_SECONDS s after $(member_label "$id") handed over; it was left alone, with $DONE done"
}

all_healthy() {
  local id
  for id in "${MEMBERS[@]}"; do
    [[ ${MEMBER[$id.healthy]} == yes ]] || return 1
  done
}
