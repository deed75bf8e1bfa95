# shellcheck shell=bash
# A snapshot restored into scratch space, with a single etcd on it that nobody else reaches. Meant to be sourced after snapshot-file.sh.

# shellcheck disable=SC2034,SC2154  # variables shared with snapshot-file.sh and with the scripts

# Seconds that etcd may take to become healthy on the restored data.
START_SECONDS=${START_SECONDS:-120}

# scratch_open CLEANUP: a folder of its own in SCRATCH_FOLDER. At the end of the script CLEANUP is run, and scratch_close removes the
# folder with the etcd that runs on it.
scratch_open() {
  scratch=''
  etcd_process=''
  on_exit "scratch_close; $1"
  scratch=$(mktemp -d "$SCRATCH_FOLDER/restore.XXXXXX")
}

scratch_close() {
  if [[ -n $etcd_process ]]; then
    kill -KILL "$etcd_process" 2>/dev/null || true
    wait "$etcd_process" 2>/dev/null || true
  fi
  [[ -z $scratch ]] || rm -rf -- "$scratch"
}

# scratch_restore FILE FLAG...: FILE must have been verified. Refused if the scratch space is too small for it: the database, and
# etcd's write-ahead log of 128 MiB beside it.
scratch_restore() {
  local file=$1 size free
  shift
  size=$(file_size "$file")
  free=$(free_bytes "$SCRATCH_FOLDER")
  ((free > size + 134217728)) || fail "the scratch space is too small: ${file##*/} needs $((size + 134217728)) bytes, $free are free in $SCRATCH_FOLDER"
  within etcdutl snapshot restore "$file" --data-dir "$scratch/data" --name scratch "$@" \
    --initial-cluster scratch=http://127.0.0.1:0 --initial-advertise-peer-urls http://127.0.0.1:0 \
    >"$scratch/restore.log" 2>&1 || fail "${file##*/} cannot be restored: $(last_words "$scratch/restore.log")"
}

# scratch_start: starts etcd on loopback ports that the system picks, and waits until it is healthy. Sets scratch_endpoint.
# Nothing of it has to outlive a crash, so it does not sync; its HTTP gateway could not find the port.
scratch_start() {
  local give_up=$((SECONDS + START_SECONDS))
  etcd --name scratch --data-dir "$scratch/data" --unsafe-no-fsync --enable-grpc-gateway=false --quota-backend-bytes "${QUOTA:-8589934592}" \
    --listen-client-urls http://127.0.0.1:0 --advertise-client-urls http://127.0.0.1:0 \
    --listen-peer-urls http://127.0.0.1:0 --initial-advertise-peer-urls http://127.0.0.1:0 \
    --initial-cluster scratch=http://127.0.0.1:0 </dev/null >"$scratch/etcd.log" 2>&1 &
  etcd_process=$!
  until is_scratch_healthy; do
    kill -0 "$etcd_process" 2>/dev/null || fail "etcd ended on the restored data: $(last_words "$scratch/etcd.log")"
    ((SECONDS < give_up)) || fail "etcd was not healthy on the restored data within $START_SECONDS s: $(last_words "$scratch/etcd.log")"
    sleep 0.1
  done
}

is_scratch_healthy() {
  scratch_endpoint=$(sed -nE 's/.*"msg":"serving client traffic insecurely.*"address":"([^"]*)".*/\1/p' "$scratch/etcd.log")
  [[ -n $scratch_endpoint ]] || return 1
  etcdctl --endpoints="$scratch_endpoint" --command-timeout=5s endpoint health >/dev/null 2>&1
}

# compare_with_record BUMP: what the etcd on the scratch data serves, with revisions that were raised by BUMP, against the record
# that verified_record has set. The chart's own snapshots have none. Keys are counted at the recorded revision: a lease may have run
# out since etcd started, which adds a revision. Sets compared, difference (empty if there is none), keys and revision.
compare_with_record() {
  local expected recorded_keys
  difference='' compared='nothing, as it has no record'
  if ! counted "$scratch_endpoint"; then
    difference="it cannot be read: $count_problem"
    return
  fi
  [[ -n $record ]] || return 0
  compared='keys and revision'
  expected=$(($(json_number revision "$record") + $1)) recorded_keys=$(json_number keys "$record")
  if ((revision < expected)); then
    difference="it comes back at revision $revision instead of $expected"
    return
  elif ! counted "$scratch_endpoint" --rev="$expected"; then
    difference="it cannot be read at revision $expected: $count_problem"
    return
  fi
  revision=$expected
  if [[ $record == *'"keys":null'* ]]; then
    compared='the revision only, as its record has no count of keys'
  elif ((keys != recorded_keys)); then
    difference="it comes back with $keys keys instead of $recorded_keys"
  fi
}

# last_words LOG: the last line that tells of an error, else the last line.
last_words() {
  local line
  line=$(grep -iE 'error|panic|fatal' "$1" | tail -n 1) || line=$(tail -n 1 "$1")
  printf '%s' "${line:-it printed nothing}"
}
