# shellcheck shell=bash
# Keeps two runs of defrag.sh apart, whoever started them. Meant to be sourced by defrag.sh.
#
# The lock is one key in etcd, bound to a lease: a run that is killed stops renewing it, and it is gone LOCK_SECONDS later.
# It is safe beside GreptimeDB's keys: they all begin with another prefix (__ or a configured store key prefix), so that no
# range that Metasrv reads holds this one; it lives for the run only, is removed at its end, and a snapshot that was taken
# meanwhile brings it back with its lease, which ends as it would have.

readonly LOCK_KEY=/greptimedb-etcd/defrag
# Close to the quota the lock itself could raise NOSPACE.
readonly LOCK_ROOM=1048576
declare -g LEASE='' RENEWER=''

# lock: takes it or skips the run. While etcd is full nothing can be written, nor can the lock: what keeps runs apart then is
# the look at every member's metrics (is_defragmenting) before each member, and the CronJob's concurrencyPolicy.
lock() {
  local answer grant
  if is_full; then
    say "etcd is full, so no lock can be written; members are asked instead whether another run is at work"
    return
  fi
  grant=$(member_ctl "$ENDPOINTS" lease grant "$LOCK_SECONDS") || grant=''
  [[ $grant =~ ^lease\ ([0-9a-f]+)\ granted ]] || fail "no lease for the lock $LOCK_KEY was granted"
  LEASE=${BASH_REMATCH[1]}
  answer=$(printf 'create("%s") = "0"\n\nput --lease=%s %s "%s"\n\n\n' "$LOCK_KEY" "$LEASE" "$LOCK_KEY" "$(lock_owner)" |
    member_ctl "$ENDPOINTS" txn) || fail "the lock $LOCK_KEY could not be written"
  if [[ $answer != SUCCESS* ]]; then
    skipped "another run holds the lock $LOCK_KEY: $(lock_holder)"
  fi
  renew &
  RENEWER=$!
}

is_full() {
  local id
  [[ $NOSPACE == none ]] || return 0
  for id in "${MEMBERS[@]}"; do
    ((MEMBER[$id.size] + LOCK_ROOM < QUOTA)) || return 0
  done
  return 1
}

# lock_owner: what a person sees who looks the key up.
lock_owner() { printf '%s process %d' "${HOSTNAME:-unknown}" "$$"; }

# lock_holder: the owner that the key names, empty without one.
lock_holder() { member_ctl "$ENDPOINTS" get "$LOCK_KEY" --print-value-only; }

# lock_is_held: whether the lock that this run took, if it did, is still its own.
lock_is_held() { [[ -z $LEASE || $(lock_holder) == "$(lock_owner)" ]]; }

# renew: ends by itself soon after the script is gone, however it went. Waits without a child that could outlive it.
renew() {
  exec >/dev/null 2>&1 {nothing}<> <(:)
  trap - EXIT
  while kill -0 "$$"; do
    member_ctl "$ENDPOINTS" lease keep-alive --once "$LEASE" || true
    read -rt $((LOCK_SECONDS / 3)) -u "$nothing" || true
  done
}

# unlock: at the end of a run; its key goes with the lease.
unlock() {
  [[ -z $RENEWER ]] || kill "$RENEWER" 2>/dev/null || true
  [[ -z $LEASE ]] || member_ctl "$ENDPOINTS" lease revoke "$LEASE" >/dev/null || true
  LEASE='' RENEWER=''
}
