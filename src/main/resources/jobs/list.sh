#!/usr/bin/env bash
# Lists what is on the backup volume, one JSON line a file. A damaged file is a finding, not a failure: the exit code stays 0.
#   SNAPSHOT_FOLDER   the backup volume (/snapshots)
#   FILES             latest, or names separated by spaces; empty for all
#   VERIFY            yes reads every file whole (default); no looks at sizes and records only
set -euo pipefail

folder=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=src/main/resources/jobs/output.sh
source "$folder/output.sh"
# shellcheck source=src/main/resources/jobs/snapshot-file.sh
source "$folder/snapshot-file.sh"

main() {
  local name
  readable_folder_setting SNAPSHOT_FOLDER /snapshots
  choice_setting VERIFY yes yes no
  on_exit :
  while IFS= read -r name; do
    [[ -z $name ]] || list_file "$name"
  done < <(wanted_files)
  list_partial
  printf '{"event":"volume","free":%s,"total":%s}\n' "$(free_bytes "$SNAPSHOT_FOLDER")" "$(total_bytes "$SNAPSHOT_FOLDER")"
}

wanted_files() {
  local file
  if [[ ${FILES:-} == latest ]]; then
    newest_snapshot
  elif [[ -n ${FILES:-} ]]; then
    printf '%s\n' "$FILES" | tr ' ' '\n'
  else
    for file in "$SNAPSHOT_FOLDER"/db-* "$SNAPSHOT_FOLDER"/restore-*; do
      [[ ! -f $file || $file == *.part ]] || printf '%s\n' "${file##*/}"
    done
  fi
}

list_file() {
  local name=$1 file=$SNAPSHOT_FOLDER/$1 kind=snapshot record='' verified=true known='' snapshot_problem=''
  if ! is_snapshot_name "$name" || [[ ! -f $file ]]; then
    printf '{"event":"file","file":%s,"size":0,"verified":false,"problem":"does not exist","kind":"snapshot"}\n' "$(json_string "$name")"
    return
  fi
  [[ $name != restore-* ]] || kind=prepared
  check_file
  [[ -z $record ]] || known=$(printf ',"revision":%s,"keys":%s,"takenAt":"%s"' \
    "$(json_number revision "$record")" "$(recorded_keys "$record")" "$(json_text takenAt "$record")")
  printf '{"event":"file","file":%s,"size":%s,"modifiedAt":"%s","verified":%s%s%s,"kind":"%s"}\n' \
    "$(json_string "$name")" "$(file_size "$file")" "$(date -u -d "@$(file_modified "$file")" +%Y-%m-%dT%H:%M:%SZ)" \
    "$verified" "${snapshot_problem:+,\"problem\":$(json_string "$snapshot_problem")}" "$known" "$kind"
}

# check_file: verified is true, false, or null where VERIFY=no leaves it open: neither read now nor unchanged since it was saved.
check_file() {
  if [[ $VERIFY == yes ]]; then
    snapshot_verify "$file" || verified=false
    verified_record "$file" || record=''
    return
  fi
  record=$(snapshot_record "$file")
  if ! quick_check "$file"; then
    verified=false
  elif [[ -z $record ]]; then
    verified=null
  fi
}

recorded_keys() {
  if [[ $1 == *'"keys":null'* ]]; then printf null; else json_number keys "$1"; fi
}

# list_partial: files that are or were being written. They are no snapshots.
list_partial() {
  local file count=0 bytes=0
  for file in "$SNAPSHOT_FOLDER"/saving-* "$SNAPSHOT_FOLDER"/{db,restore}-*.part; do
    [[ -f $file ]] || continue
    count=$((count + 1))
    bytes=$((bytes + $(file_size "$file")))
  done
  printf '{"event":"partial","files":%s,"bytes":%s}\n' "$count" "$bytes"
}

main "$@"
