# shellcheck shell=bash
# Snapshot files on the backup volume: their names, their checks, the record beside each. Meant to be sourced after output.sh.
#
# db-YYYY-MM-DD_HH-MM          a snapshot; the chart's restore and pruning take every db-* for one, so nothing else may be called so
# restore-*                    a prepared snapshot, never pruned
# info-NAME.json               the record of the file NAME, one line
# saving-HOST-PID              being written, by a pod of that name; etcdctl adds .part

# shellcheck disable=SC2034  # what these functions set, the scripts read

readonly SNAPSHOT_GLOB='db-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]_[0-9][0-9]-[0-9][0-9]'

# snapshot_names: the snapshots of SNAPSHOT_FOLDER, newest first (their names sort by time).
snapshot_names() {
  local file names=() index
  for file in "$SNAPSHOT_FOLDER"/$SNAPSHOT_GLOB; do
    [[ ! -f $file ]] || names+=("${file##*/}")
  done
  for ((index = ${#names[@]} - 1; index >= 0; index--)); do printf '%s\n' "${names[index]}"; done
}

newest_snapshot() {
  local names
  names=$(snapshot_names)
  printf '%s\n' "${names%%$'\n'*}"
}

# is_snapshot_name NAME: whether a file so called may be restored from: no path, nothing that is still being written.
is_snapshot_name() { [[ $1 =~ ^(db|restore)-[A-Za-z0-9._-]+$ && $1 != *.part ]]; }

# snapshot_name SECONDS: the name of a snapshot of that time (seconds since the epoch).
snapshot_name() { printf '%(db-%Y-%m-%d_%H-%M)T' "$1"; }

# snapshot_time NAME: its time by its name, seconds since the epoch.
snapshot_time() {
  local day=${1#db-}
  date -u -d "${day%_*} ${day: -5:2}:${day: -2}" +%s
}

file_size() { stat -c %s -- "$1"; }
file_modified() { stat -c %Y -- "$1"; }

# free_bytes FOLDER, total_bytes FOLDER: of the volume that holds it.
free_bytes() { df --block-size=1 --output=avail -- "$1" | tail -n 1 | tr -d ' '; }
total_bytes() { df --block-size=1 --output=size -- "$1" | tail -n 1 | tr -d ' '; }

# quick_check FILE: what the size alone tells. Sets snapshot_problem; returns 1 if there is one.
quick_check() {
  local size
  size=$(file_size "$1")
  snapshot_problem=''
  if ((size == 0)); then
    snapshot_problem='is empty'
  elif ((size < 544 || size % 512 != 32)); then
    snapshot_problem="is truncated: $size bytes are no whole number of 512-byte blocks and a hash of 32 bytes"
  fi
  [[ -z $snapshot_problem ]]
}

# snapshot_verify FILE: compares the database with the SHA-256 that ends the file. `etcdutl snapshot status` does not, and etcdctl
# looks at the size only. Reads the file as a stream: memory does not grow with it. Sets snapshot_sha256 and snapshot_problem;
# returns 1 if the file cannot be trusted.
snapshot_verify() {
  local file=$1 result=0 output actual size left=$((${ends_at:-SECONDS + 31536000} - SECONDS))
  snapshot_sha256=''
  quick_check "$file" || return 1
  size=$(file_size "$file")
  ((left > 0)) || left=1
  # Waited for in this way, a signal to the script is obeyed at once.
  exec {output}< <(timeout --kill-after=2 "$left" head -c $((size - 32)) -- "$file" | sha256sum)
  child=$!
  wait "$child" || result=$?
  child=''
  read -r actual _ <&"$output" || result=1
  exec {output}<&-
  snapshot_sha256=$(tail -c 32 -- "$file" | od -An -v -tx1 | tr -d ' \n')
  if ((result != 0)); then
    snapshot_problem='could not be read to its end'
  elif [[ $actual != "$snapshot_sha256" ]]; then
    snapshot_problem="does not match its SHA-256: ${actual:0:12}... instead of ${snapshot_sha256:0:12}..."
  fi
  [[ -z $snapshot_problem ]]
}

# snapshot_status FILE: sets status_revision (of the last key that was written), status_keys (of all revisions, deletions included).
snapshot_status() {
  local status
  status=$(within etcdutl snapshot status "$1" -w json) || return 1
  status_revision=$(json_number revision "$status")
  status_keys=$(json_number totalKey "$status")
}

record_path() { printf '%s/info-%s.json' "${1%/*}" "${1##*/}"; }

# snapshot_record FILE: its record, empty if it has none or if the record is of another file: other size or time of change.
snapshot_record() {
  local record path
  path=$(record_path "$1")
  [[ -f $path ]] || return 0
  record=$(<"$path")
  if [[ $(json_number size "$record") == $(file_size "$1") && $(json_number modified "$record") == $(file_modified "$1") ]]; then
    printf '%s' "$record"
  fi
}

# verified_record FILE: after snapshot_verify. Sets record, empty if the file has none; returns 1 if the record is of another file.
verified_record() {
  local path
  path=$(record_path "$1")
  record=''
  [[ -f $path ]] || return 0
  record=$(<"$path")
  [[ $(json_text sha256 "$record") == "$snapshot_sha256" ]]
}

# save_record FILE RECORD: whole or not at all; the names in between match neither db-* nor restore-*.
save_record() {
  local part=$SNAPSHOT_FOLDER/saving-$HOSTNAME-$$.json
  printf '%s\n' "$2" >"$part" && sync "$part" && mv -f -- "$part" "$(record_path "$1")"
}

# saving_path: where a file is written before it gets its name.
saving_path() { printf '%s/saving-%s-%s' "$SNAPSHOT_FOLDER" "$HOSTNAME" "$$"; }

# remove_saving: what this run was still writing.
remove_saving() { rm -f -- "$(saving_path)" "$(saving_path).part" "$(saving_path).json"; }

# counted ENDPOINT [--rev=N]: the live keys as etcd counts them. Sets keys, revision (the present one) and cluster (hexadecimal).
counted() {
  local endpoint=$1 answer
  shift
  if ! answer=$(within etcdctl --endpoints="$endpoint" --dial-timeout=5s --command-timeout=60s \
    get '' --from-key --count-only -w fields "$@" 2>&1); then
    count_problem=${answer##*$'\n'}
    return 1
  fi
  keys=$(field Count "$answer")
  revision=$(field Revision "$answer")
  printf -v cluster '%x' "$(field ClusterID "$answer")"
}

field() { sed -nE "s/^\"$1\" : ([0-9]+)$/\1/p" <<<"$2"; }
