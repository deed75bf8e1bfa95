# shellcheck shell=bash
# Whether somebody else is at work whom a defragmentation would harm: another one, a snapshot, a restore. Sourced by defrag.sh.
# shellcheck disable=SC2153  # MEMBERS and MEMBER are both of members.sh

# A temporary file that nobody wrote to for longer belongs to no job that is at work.
readonly WRITING_SECONDS=300

# check_idle: nobody else defragments, be it with this script or by hand.
check_idle() {
  local id holder
  for id in "${MEMBERS[@]}"; do
    ! is_defragmenting "$id" || REASONS+=("member $(member_label "$id") is being defragmented at this moment")
  done
  holder=$(lock_holder) || REASONS+=("nobody says whether another run holds the lock $LOCK_KEY")
  [[ -z $holder ]] || REASONS+=("another run holds the lock $LOCK_KEY: $holder")
}

# check_restore: the progress of the last restore, which its command keeps in a ConfigMap. One that was cut off counts as well:
# it will be resumed or rolled back.
check_restore() {
  [[ -n $RESTORE_PROGRESS && -f $RESTORE_PROGRESS ]] || return 0
  [[ ! $(<"$RESTORE_PROGRESS") =~ \"outcome\"[[:space:]]*:[[:space:]]*\"(RUNNING|ROLLING_BACK)\" ]] ||
    REASONS+=("a restore is running, or was cut off and waits to be resumed or rolled back")
}

# await_snapshots: until no snapshot is being taken or prepared; the schedules of both may name the same minute. One that is
# still at it after WAIT_FOR_SNAPSHOT seconds speaks against the run. A defragmentation would not break it, but would have to wait
# for it with the member's database closed already, for reads and writes alike.
await_snapshots() {
  # In milliseconds: SECONDS counts whole seconds begun, so a wait by it may be one second short.
  local end=$(($(now) + WAIT_FOR_SNAPSHOT * 1000)) left told='' busy
  while busy=$(snapshot_at_work) && [[ -n $busy ]]; do
    left=$((end - $(now)))
    if ((left <= 0)); then
      REASONS+=("$busy, and still was after a wait of $WAIT_FOR_SNAPSHOT s")
      return
    fi
    [[ $busy == "$told" ]] || printf '{"event":"waiting","for":%s,"seconds":%d}\n' "$(json_string "$busy")" $(((left + 999) / 1000))
    told=$busy
    within sleep 1
  done
}

# snapshot_at_work: the snapshot that is being taken or prepared, if there is one.
snapshot_at_work() {
  local file modified endpoint
  if [[ -n $SNAPSHOT_FOLDER ]]; then
    for file in "$SNAPSHOT_FOLDER"/saving-*; do
      # It may have got its name meanwhile.
      modified=$(file_modified "$file" 2>/dev/null) || continue
      # An older one was left by a killed job and waits for the next snapshot job to tidy it away.
      ((EPOCHSECONDS - modified < WRITING_SECONDS)) || continue
      printf 'a snapshot is being taken or prepared: %s' "$file"
      return
    done
  fi
  for endpoint in ${ENDPOINTS//,/ }; do
    ! is_sending_snapshot "$endpoint" || printf 'a snapshot is being taken from %s' "$endpoint"
  done
}

# is_defragmenting ID: what the member's own metrics say.
is_defragmenting() {
  [[ -n ${MEMBER[$1.endpoint]} && $(metrics "${MEMBER[$1.endpoint]}" | sed -n 's/^etcd_disk_defrag_inflight //p') == 1 ]]
}

# is_sending_snapshot ENDPOINT: likewise: snapshots that were begun against those that have ended, well or not. That shows the ones
# that are taken by hand or by the chart as well.
is_sending_snapshot() {
  local name value open=0
  while read -r name value; do
    case $name in
      grpc_server_started_total*) open=$((open + value)) ;;
      *) open=$((open - value)) ;;
    esac
  done < <(metrics "$1" | grep -E '^grpc_server_(started|handled)_total\{[^}]*grpc_method="Snapshot"[^}]*\} [0-9]+$' || true)
  ((open > 0))
}

# metrics ENDPOINT: of a member. They are served while its database is blocked, unlike anything else.
metrics() {
  local request
  # shellcheck disable=SC2016  # the inner shell's own arguments
  request='exec 3<>"/dev/tcp/$0/$1"; printf "GET /metrics HTTP/1.0\r\nHost: %s\r\n\r\n" "$0" >&3; exec cat <&3'
  timeout "$CALL_SECONDS" bash -c "$request" "${1%:*}" "${1##*:}" 2>/dev/null || true
}
