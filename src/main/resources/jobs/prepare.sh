#!/usr/bin/env bash
# Prepares a snapshot for a release to start from: verified, restored with raised revisions, served by an etcd, counted, saved again
# under a name that retention never touches. Watchers and caches that saw higher revisions than the snapshot's would go wrong without
# the raise. A Job may run it again: what is prepared stays as it is.
#   SNAPSHOT            a name on the volume, or latest
#   PREPARED            the name to write, restore-...
#   SNAPSHOT_FOLDER     the backup volume (/snapshots)
#   SCRATCH_FOLDER      room for the restored database (/tmp)
#   QUOTA               bytes, etcd's quota (8589934592); a larger snapshot is refused
#   BUMP_REVISION       how far revisions are raised, 0 for not at all (1000000000)
#   SWITCH_KEYS         yes: GreptimeDB is to start in maintenance mode with procedures paused (no)
#   STORE_KEY_PREFIX    GreptimeDB's store_key_prefix, which it puts before every key as it is
#   DEADLINE            seconds for the steps that read and write the database (3600)
set -euo pipefail

folder=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=src/main/resources/jobs/output.sh
source "$folder/output.sh"
# shellcheck source=src/main/resources/jobs/snapshot-file.sh
source "$folder/snapshot-file.sh"
# shellcheck source=src/main/resources/jobs/scratch-etcd.sh
source "$folder/scratch-etcd.sh"

main() {
  settings
  deadline "$DEADLINE"
  begin=$(now)
  scratch_open remove_saving
  target=$SNAPSHOT_FOLDER/$PREPARED
  if is_prepared; then
    say "$PREPARED is there and verified, prepared from $(json_text source "$record"); nothing to do"
    event
    return
  fi
  check_source
  step verify
  restore
  step restore
  scratch_start
  step start
  compare
  set_switches
  save
  step save
  publish
  event
}

settings() {
  SNAPSHOT=${SNAPSHOT:-}
  [[ $SNAPSHOT == latest ]] || is_snapshot_name "$SNAPSHOT" ||
    refuse "SNAPSHOT: ${SNAPSHOT:-empty}: expected latest, or the name of a whole snapshot on the volume: db-... or restore-..., no path"
  PREPARED=${PREPARED:-}
  if ! is_snapshot_name "$PREPARED" || [[ $PREPARED != restore-* ]]; then
    refuse "PREPARED: ${PREPARED:-empty}: expected a name that begins with restore-, no path"
  fi
  [[ $SNAPSHOT != "$PREPARED" ]] || refuse "PREPARED: $PREPARED: is the snapshot itself"
  folder_setting SNAPSHOT_FOLDER /snapshots
  folder_setting SCRATCH_FOLDER /tmp
  number_setting QUOTA 8589934592 1
  number_setting BUMP_REVISION 1000000000 0
  number_setting DEADLINE 3600 1
  choice_setting SWITCH_KEYS no yes no
}

# is_prepared: PREPARED is there, whole, and from the same source. With SNAPSHOT=latest whatever it was made from is right: a second
# run of the Job must not move to a snapshot that came in between. Sets record.
is_prepared() {
  local source
  [[ -f $target ]] || return 1
  if ! snapshot_verify "$target" || ! verified_record "$target" || [[ -z $record ]]; then
    warn "$PREPARED ${snapshot_problem:-has no record that fits it}: it is prepared anew"
    return 1
  fi
  source=$(json_text source "$record")
  [[ $SNAPSHOT == latest || $SNAPSHOT == "$source" ]] || fail "$PREPARED was prepared from $source, not from $SNAPSHOT; prepare it under another name"
}

# check_source: sets name, file, size, and record if the snapshot has one. Nothing is restored from a file that fails here.
check_source() {
  name=$SNAPSHOT
  [[ $name != latest ]] || name=$(newest_snapshot)
  [[ -n $name ]] || fail "there is no snapshot in $SNAPSHOT_FOLDER"
  file=$SNAPSHOT_FOLDER/$name
  [[ -f $file ]] || fail "$name does not exist in $SNAPSHOT_FOLDER; there are: $(snapshot_names | tr '\n' ' ')"
  size=$(file_size "$file")
  ((size <= QUOTA)) || fail "$name has $size bytes, more than etcd's quota of $QUOTA: etcd would take no writes"
  say "Verifying $name, $size bytes"
  snapshot_verify "$file" || fail "$name $snapshot_problem"
  verified_record "$file" || fail "$name is not the file that its record names: its SHA-256 is another one"
}

restore() {
  local flags=()
  ((BUMP_REVISION == 0)) || flags=(--bump-revision "$BUMP_REVISION" --mark-compacted)
  say "Restoring $name, revisions raised by $BUMP_REVISION"
  scratch_restore "$file" "${flags[@]}"
}

# compare: what came back against the record of the snapshot. Sets keys_before and source_revision.
compare() {
  compare_with_record "$BUMP_REVISION"
  [[ -z $difference ]] || fail "$name is restored, but $difference"
  keys_before=$keys source_revision=$((revision - BUMP_REVISION))
  say "$name has $keys keys; compared with its record: $compared"
}

set_switches() {
  local key
  [[ $SWITCH_KEYS == yes ]] || return 0
  for key in maintenance pause_procedure; do
    scratch_ctl put -- "${STORE_KEY_PREFIX:-}__switches/$key" '' >/dev/null || fail "the key ${STORE_KEY_PREFIX:-}__switches/$key could not be written"
  done
  say "GreptimeDB will start in maintenance mode with procedures paused"
}

scratch_ctl() { within etcdctl --endpoints="$scratch_endpoint" --dial-timeout=5s "$@"; }

save() {
  local free needed
  counted "$scratch_endpoint" || fail "the restored data cannot be read: $count_problem"
  saved=$(saving_path)
  free=$(free_bytes "$SNAPSHOT_FOLDER") needed=$((size + 1048576))
  ((free > needed)) || fail "the backup volume is full: $PREPARED needs $needed bytes, $free are free"
  scratch_ctl --command-timeout="${DEADLINE}s" snapshot save "$saved" >/dev/null || fail "$PREPARED could not be saved (exit code $?)"
  snapshot_verify "$saved" || fail "$PREPARED $snapshot_problem; it is removed"
  within sync "$saved" || fail "$PREPARED could not be written to the volume"
}

# publish: the record first, so that a file which has its name has its record; then the name, in place of a file that was not whole.
publish() {
  printf -v record '{"file":"%s","source":"%s","sourceRevision":%s,"revision":%s,"keysBefore":%s,"keys":%s,"switchKeys":%s,"size":%s,"sha256":"%s","takenAt":"%s","seconds":{%s,"total":%s},"modified":%s}' \
    "$PREPARED" "$name" "$source_revision" "$revision" "$keys_before" "$keys" "$([[ $SWITCH_KEYS == yes ]] && echo true || echo false)" \
    "$(file_size "$saved")" "$snapshot_sha256" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$steps" "$(since "$begin")" "$(file_modified "$saved")"
  save_record "$target" "$record" || fail "the record of $PREPARED could not be written"
  mv -f -- "$saved" "$target"
  within sync "$SNAPSHOT_FOLDER" || warn "the folder could not be synced"
  say "$PREPARED is prepared: $keys keys at revision $revision, in $(since "$begin") s"
}

# step NAME: notes how long the step that ends here took.
step() {
  steps=${steps:+$steps,}"\"$1\":$(since "${step_begin:-$begin}")"
  step_begin=$(now)
}

event() { printf '{"event":"prepared",%s\n' "${record#\{}"; }

main "$@"
