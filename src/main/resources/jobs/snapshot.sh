#!/usr/bin/env bash
# Takes a snapshot of etcd, verifies it, gives it its name, and only then removes old ones.
#   ENDPOINTS               host:port of every member, separated by commas
#   SNAPSHOT_FOLDER         the backup volume (/snapshots)
#   KEEP                    files to keep, 1 or more (3)
#   KEEP_FOR                seconds after which a kept file goes nevertheless, 0 for no limit (0); the newest one stays
#   DEADLINE                seconds for the whole run (600)
#   ACCEPT_LOWER_REVISION   yes accepts once that the cluster went back, after a restore on purpose (no)
set -euo pipefail

folder=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=src/main/resources/jobs/output.sh
source "$folder/output.sh"
# shellcheck source=src/main/resources/jobs/members.sh
source "$folder/members.sh"
# shellcheck source=src/main/resources/jobs/hashes.sh
source "$folder/hashes.sh"
# shellcheck source=src/main/resources/jobs/snapshot-file.sh
source "$folder/snapshot-file.sh"
# shellcheck source=src/main/resources/jobs/retention.sh
source "$folder/retention.sh"

main() {
  endpoints_setting
  folder_setting SNAPSHOT_FOLDER /snapshots
  number_setting KEEP 3 1
  number_setting KEEP_FOR 0 0
  number_setting DEADLINE 600 5
  choice_setting ACCEPT_LOWER_REVISION no yes no
  start=$(now)
  deadline "$DEADLINE"
  on_exit remove_saving
  remove_leftovers
  choose_member
  refuse_disagreement
  save
  check
  compare_with_newest
  publish
  prune "$name"
  printf 'Snapshot saved at %s\n' "$SNAPSHOT_FOLDER/$name"
  printf '{"event":"snapshot",%s\n' "${record#\{}"
}

# choose_member: a healthy follower, else the leader; never a learner, which may lag. Health is a linearizable read at that very
# member, so that it then holds every write that was acknowledged before this run.
choose_member() {
  local id follower='' leader='' chosen
  # With members away one round takes up to three times as long as one question may.
  CALL_SECONDS=$((DEADLINE < 20 ? DEADLINE / 4 : 5))
  members_read || true
  for id in "${MEMBERS[@]}"; do
    [[ ${MEMBER[$id.healthy]} == yes && ${MEMBER[$id.learner]} == no ]] || continue
    if [[ ${MEMBER[$id.leader]} == yes ]]; then leader=$id; else follower=${follower:-$id}; fi
  done
  chosen=${follower:-$leader}
  [[ -n $chosen ]] || fail "no member can be read from, as more than half of them are away: $(members_line); no answer from: ${MEMBERS_UNREACHED[*]:-none}"
  endpoint=${MEMBER[$chosen.endpoint]} version=${MEMBER[$chosen.version]}
  [[ -z ${MEMBER[$chosen.alarms]} ]] || warn "alarm raised: ${MEMBER[$chosen.alarms]}"
  member_ctl "$endpoint" endpoint health || true
  counted "$endpoint" || fail "$endpoint cannot be read from: $count_problem"
  revision_before=$revision
  check_space "${MEMBER[$chosen.size]}"
}

# refuse_disagreement: of members whose data differs nobody knows which one is right. A copy of one of them must not push the
# snapshots from before the difference out of retention.
refuse_disagreement() {
  members_compare
  case $comparison in
    differ)
      fail "the members' data differs, $comparison_text. Nothing is saved or removed. docs/alerts.md, etcdSnapshotFailed, says what to do"
      ;;
    unknown) warn "the members' data was not compared: $comparison_text" ;;
  esac
}

check_space() {
  local free
  free=$(free_bytes "$SNAPSHOT_FOLDER")
  ((free > $1)) || fail "the backup volume is full: the snapshot needs $1 bytes, $free are free; earlier snapshots stay"
}

save() {
  local result=0
  say 'Snapshotting the keyspace'
  taken_at=$EPOCHSECONDS
  saved=$(saving_path)
  within etcdctl --endpoints="$endpoint" --dial-timeout=5s --command-timeout="${DEADLINE}s" snapshot save "$saved" >/dev/null || result=$?
  ((result == 0)) || fail "the snapshot was not saved, earlier ones stay: $(reason "$result")"
}

reason() {
  if (($1 == 124 || $1 == 137 || SECONDS >= ends_at)); then
    printf 'the deadline of %s s is over' "$DEADLINE"
  elif (($(free_bytes "$SNAPSHOT_FOLDER") < 1048576)); then
    printf 'the backup volume is full'
  else
    printf 'etcdctl says why above (exit code %s)' "$1"
  fi
}

check() {
  snapshot_verify "$saved" || fail "the snapshot $snapshot_problem; it is removed, earlier ones stay"
  snapshot_status "$saved" || fail "etcdutl cannot read the snapshot; it is removed, earlier ones stay"
  # A snapshot holds all that its member had applied. Its last key can be older than that, when the latest changes were deletions
  # that have been compacted away since.
  snapshot_revision=$((status_revision > revision_before ? status_revision : revision_before))
  if ! counted "$endpoint" --rev="$snapshot_revision"; then
    warn "the keys at revision $snapshot_revision could not be counted, so no drill can compare them: $count_problem"
    keys=null
  fi
}

# compare_with_newest: in one cluster revisions only grow. One that went back is a cluster that lost data, or was set back with its
# old identity: its snapshots must not push the older, better ones out of retention unseen. Another cluster identity is a restored
# cluster, and counts from where it likes. A smaller size is normal after compaction and defragmentation, so it is only said.
compare_with_newest() {
  local candidate newest=''
  while IFS= read -r candidate; do
    [[ -z $candidate ]] || newest=$(snapshot_record "$SNAPSHOT_FOLDER/$candidate")
    [[ -z $newest ]] || break
  done < <(snapshot_names)
  [[ -n $newest ]] || return 0
  if [[ $(json_text clusterId "$newest") != "$cluster" ]]; then
    say "The cluster is another one than that of $candidate, revisions are not compared"
  elif ((snapshot_revision < $(json_number revision "$newest"))); then
    [[ $ACCEPT_LOWER_REVISION == yes ]] || fail "the cluster went back: revision $snapshot_revision, but $candidate of the same cluster has $(json_number revision "$newest"). Nothing is saved or removed. If it was set back on purpose, run this once with ACCEPT_LOWER_REVISION=yes"
    warn "the cluster went back from revision $(json_number revision "$newest") to $snapshot_revision, which was accepted"
  fi
  if (($(file_size "$saved") * 2 < $(json_number size "$newest"))); then
    warn "the snapshot has less than half the size of $candidate"
  fi
}

# publish: a name is never used twice. If this minute has a snapshot, the next free minute gives the name (takenAt in the record
# stays exact): nothing is overwritten and nobody waits, as a restore may be waiting for this very snapshot.
publish() {
  local minute=$taken_at size
  until name=$(snapshot_name "$minute") && [[ ! -e $SNAPSHOT_FOLDER/$name ]]; do minute=$((minute + 60)); done
  within sync "$saved" || fail "the snapshot could not be written to the volume: $(reason $?)"
  size=$(file_size "$saved")
  printf -v record '{"file":"%s","revision":%s,"keys":%s,"totalKey":%s,"size":%s,"sha256":"%s","etcdVersion":"%s","clusterId":"%s","member":"%s","takenAt":"%s","seconds":%s,"modified":%s}' \
    "$name" "$snapshot_revision" "$keys" "$status_keys" "$size" "$snapshot_sha256" "$version" "$cluster" "$endpoint" \
    "$(date -u -d "@$taken_at" +%Y-%m-%dT%H:%M:%SZ)" "$(since "$start")" "$(file_modified "$saved")"
  # The record comes first: a snapshot that has its name has its record.
  save_record "$SNAPSHOT_FOLDER/$name" "$record" || fail "the record of the snapshot could not be written: $(reason $?)"
  mv -n -- "$saved" "$SNAPSHOT_FOLDER/$name"
  [[ ! -e $saved ]] || fail "$name appeared meanwhile; the snapshot is removed"
  within sync "$SNAPSHOT_FOLDER" || warn "the folder could not be synced"
}

main "$@"
