#!/usr/bin/env bash
# Makes sure that a release which started from a prepared snapshot holds that very data, on every member.
#   ENDPOINTS           host:port of every member, separated by commas
#   PREPARED            name of the prepared snapshot, restore-...
#   SNAPSHOT_FOLDER     the backup volume (/snapshots)
#   DEADLINE            seconds to keep asking (300)
set -euo pipefail

folder=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=src/main/resources/jobs/output.sh
source "$folder/output.sh"
# shellcheck source=src/main/resources/jobs/members.sh
source "$folder/members.sh"
# shellcheck source=src/main/resources/jobs/snapshot-file.sh
source "$folder/snapshot-file.sh"

# Revisions that leases may add by running out before anybody looks; more than that was written by somebody.
readonly LEASE_REVISIONS=100
declare -g reason='' table='' hash=''

main() {
  endpoints_setting
  number_setting DEADLINE 300 1
  read_record
  begin=$(now)
  deadline "$DEADLINE"
  IFS=, read -ra expected <<<"$ENDPOINTS"
  until agreed; do
    if ((SECONDS >= ends_at)); then fail "the members do not agree after $DEADLINE s: $reason${table:+; $table}"; fi
    within sleep 0.3 || true
  done
  compare_with_prepared
  say "All ${#expected[@]} members hold $PREPARED: $recorded_keys keys at revision $recorded_revision, hash $hash, after $(since "$begin") s"
  printf '{"event":"agreed","prepared":"%s","members":%d,"revision":%s,"keys":%s,"hash":%s,"seconds":%s}\n' \
    "$PREPARED" "${#expected[@]}" "$recorded_revision" "$recorded_keys" "$hash" "$(since "$begin")"
}

# read_record: what prepare.sh wrote beside the file.
read_record() {
  local path record
  PREPARED=${PREPARED:-}
  if ! is_snapshot_name "$PREPARED" || [[ $PREPARED != restore-* ]]; then
    refuse "PREPARED: ${PREPARED:-empty}: expected a name that begins with restore-, no path"
  fi
  SNAPSHOT_FOLDER=${SNAPSHOT_FOLDER:-/snapshots}
  path=$(record_path "$SNAPSHOT_FOLDER/$PREPARED")
  [[ -f $path ]] || refuse "SNAPSHOT_FOLDER: $SNAPSHOT_FOLDER: has no record of $PREPARED (${path##*/}); was it prepared?"
  record=$(<"$path")
  recorded_revision=$(json_number revision "$record") recorded_keys=$(json_number keys "$record")
}

# somebody_answers: members that do not run yet are asked again and again, by short questions.
somebody_answers() {
  local endpoint process processes=() result=1
  for endpoint in "${expected[@]}"; do
    member_ctl "$endpoint" endpoint status >/dev/null &
    processes+=("$!")
  done
  for process in "${processes[@]}"; do ! wait "$process" || result=0; done
  return "$result"
}

# agreed: every member answers reads, all are in one cluster and at one revision, and their databases have one hash. Sets table,
# and reason where they do not. Members that are slow get more time from round to round.
agreed() {
  local endpoint healthy='' first='' this waited=$((DEADLINE - (ends_at - SECONDS)))
  local -A hashes=()
  table='' reason=''
  CALL_SECONDS=$((waited < 120 ? 1 + waited / 30 : 5))
  if ! somebody_answers; then
    reason='none gives an answer'
    return 1
  fi
  members_read || true
  ((${#MEMBERS[@]} == ${#expected[@]})) || reason="expected ${#expected[@]} members, found ${#MEMBERS[@]}"
  for endpoint in "${MEMBERS[@]}"; do
    if [[ ${MEMBER[$endpoint.healthy]} == yes && ${MEMBER[$endpoint.learner]} == no ]]; then
      healthy+=${healthy:+,}${MEMBER[$endpoint.endpoint]}
    else
      reason=${reason:-"$(member_label "$endpoint") is not healthy: ${MEMBER[$endpoint.error]}"}
    fi
  done
  [[ -z $healthy ]] || read_hashes "$healthy"
  for endpoint in "${expected[@]}"; do
    this=${hashes[$endpoint]:-no answer}
    table+="${table:+; }$endpoint: $this"
    first=${first:-$this}
    [[ $this != 'no answer' ]] || reason=${reason:-"$endpoint tells no hash"}
    [[ $this == "$first" ]] || reason=${reason:-"their databases differ"}
  done
  hash=$(sed -nE 's/.* hash ([0-9]+) .*/\1/p' <<<"$first")
  [[ -z $reason ]]
}

# read_hashes ENDPOINTS: into hashes. A member reads its whole database for it.
read_hashes() {
  local line CALL_SECONDS=$((5 + DEADLINE / 5))
  while IFS= read -r line; do
    [[ $line == *'"hash":'* ]] || continue
    hashes[$(json_text Endpoint "$line")]="cluster $(json_number cluster_id "$line") revision $(json_number revision "$line") hash $(json_number hash "$line") compacted $(json_number compact_revision "$line")"
  done < <(member_ctl "$1" endpoint hashkv -w json | sed 's/{"Endpoint"/\n&/g')
}

# compare_with_prepared: members that had data before start with that data, whatever snapshot they were to start from.
compare_with_prepared() {
  local claims='remove the claims data-* of this release (ops retire RELEASE --delete-data) and start again'
  counted "${expected[0]}" || fail "the members agree, but ${expected[0]} cannot be read from: $count_problem"
  ((revision >= recorded_revision && revision <= recorded_revision + LEASE_REVISIONS)) ||
    fail "the members agree on revision $revision, but $PREPARED has $recorded_revision: they have other data, perhaps volumes of an earlier release; $claims"
  counted "${expected[0]}" --rev="$recorded_revision" ||
    fail "the members agree, but not on $PREPARED: revision $recorded_revision cannot be read: $count_problem; $claims"
  ((keys == recorded_keys)) ||
    fail "the members agree on $keys keys, but $PREPARED has $recorded_keys: they have other data, perhaps volumes of an earlier release; $claims"
}

main "$@"
