#!/usr/bin/env bash
# The restore drill: proves that the newest snapshot can be restored, and how long that takes. Touches neither etcd nor the volume.
#   SNAPSHOT_FOLDER   the backup volume (/snapshots)
#   SCRATCH_FOLDER    room for the restored database (/tmp)
#   QUOTA             bytes, etcd's quota (8589934592); a larger snapshot fails
#   DEADLINE          seconds for verifying and restoring together (3600)
set -euo pipefail

folder=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=src/main/resources/jobs/output.sh
source "$folder/output.sh"
# shellcheck source=src/main/resources/jobs/snapshot-file.sh
source "$folder/snapshot-file.sh"
# shellcheck source=src/main/resources/jobs/scratch-etcd.sh
source "$folder/scratch-etcd.sh"

main() {
  readable_folder_setting SNAPSHOT_FOLDER /snapshots
  folder_setting SCRATCH_FOLDER /tmp
  number_setting QUOTA 8589934592 1
  number_setting DEADLINE 3600 1
  deadline "$DEADLINE"
  scratch_open :
  name=$(newest_snapshot)
  [[ -n $name ]] || fail "there is no snapshot in $SNAPSHOT_FOLDER"
  file=$SNAPSHOT_FOLDER/$name
  size=$(file_size "$file")
  begin=$(now)
  verify
  verified=$(now)
  scratch_restore "$file"
  restored=$(now)
  scratch_start
  started=$(now)
  compare_with_record 0
  [[ -z $difference ]] || drill_failed "$name is restored, but $difference"
  report
}

verify() {
  say "Verifying $name, $size bytes"
  snapshot_verify "$file" || drill_failed "$name $snapshot_problem"
  ((size <= QUOTA)) || drill_failed "$name has $size bytes, more than etcd's quota of $QUOTA"
  verified_record "$file" || drill_failed "$name is not the file that its record names: its SHA-256 is another one"
}

report() {
  local verify restore start total
  verify=$(seconds $((verified - begin))) restore=$(seconds $((restored - verified)))
  start=$(seconds $((started - restored))) total=$(since "$begin")
  say "$name can be restored: $keys keys at revision $revision, $size bytes; compared with its record: $compared; verified in $verify s, restored in $restore s, started in $start s"
  printf '{"event":"drill","file":"%s","seconds":{"verify":%s,"restore":%s,"start":%s,"total":%s},"size":%s,"keys":%s,"revision":%s,"result":"passed"}\n' \
    "$name" "$verify" "$restore" "$start" "$total" "$size" "$keys" "$revision"
}

drill_failed() {
  printf '{"event":"drill","file":"%s","size":%s,"result":"failed","problem":%s}\n' "$name" "$size" "$(json_string "$1")"
  fail "the restore drill failed: $1"
}

main "$@"
