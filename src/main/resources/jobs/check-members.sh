#!/usr/bin/env bash
# Checks before a change that restarts members one by one that none of them is away and that all hold the same data: the
# StatefulSet takes the next member whatever state the others are in, and with two of three away there is no quorum.
#   ENDPOINTS    host:port of every member, separated by commas
#   FIRST        name of the member that the StatefulSet restarts first: that one may be away
#   PATIENCE     seconds to wait for members that are just starting (60)
#   SETTING      the setting that lets the change pass nevertheless, for the message
set -euo pipefail

folder=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=src/main/resources/jobs/output.sh
source "$folder/output.sh"
# shellcheck source=src/main/resources/jobs/members.sh
source "$folder/members.sh"
# shellcheck source=src/main/resources/jobs/hashes.sh
source "$folder/hashes.sh"

declare -a REASONS=()

main() {
  endpoints_setting
  number_setting PATIENCE 60 1
  FIRST=${FIRST:-} SETTING=${SETTING:-}
  deadline "$PATIENCE"
  until checked; do
    if ((SECONDS >= ends_at)); then stop; fi
    within sleep 0.5 || true
  done
}

# checked: one round. Fills REASONS where the change has to wait, and reports what lets it pass.
checked() {
  local id endpoint away=() answering=0 known=' '
  REASONS=()
  members_read || true
  for id in "${MEMBERS[@]}"; do
    known+="${MEMBER[$id.endpoint]} "
    [[ ${MEMBER[$id.alarms]} != *CORRUPT* ]] || REASONS+=("etcd has raised the alarm CORRUPT on $(member_label "$id")")
    if [[ ${MEMBER[$id.healthy]} == yes ]]; then
      answering=$((answering + 1))
      [[ ${MEMBER[$id.learner]} == no ]] || REASONS+=("$(member_label "$id") is a learner: it has no vote yet")
    else
      away+=("$(member_label "$id") is not healthy: ${MEMBER[$id.error]}")
    fi
  done
  for endpoint in "${MEMBERS_UNREACHED[@]}"; do
    [[ $known == *" $endpoint "* ]] || away+=("${endpoint%%.*} does not answer")
  done
  if ((answering == 0 && ${#REASONS[@]} == 0)); then
    # Patience first: they may be starting.
    ((SECONDS >= ends_at - 1)) || return 1
    warn "no member answers, so the change can take no quorum away: ${away[*]:-none is known}"
    return
  fi
  if ((${#away[@]} == 1)) && [[ -n $FIRST && ${away[0]} == "$FIRST "* ]]; then
    # It is restarted first, and the StatefulSet waits for it before it takes the next one.
    ((SECONDS >= ends_at - 1)) || return 1
    warn "${away[0]}; it is the first that the change restarts, and the others wait for it"
  else
    REASONS+=("${away[@]}")
  fi
  compare
  ((${#REASONS[@]} == 0)) || return 1
  say "$answering members are healthy and their data is equal"
}

compare() {
  ((answering > 1)) || return 0
  members_compare
  case $comparison in
    differ) REASONS+=("the members' data differs, $comparison_text") ;;
    unknown) REASONS+=("the members' data could not be compared, $comparison_text") ;;
  esac
}

stop() {
  local text reason=''
  for text in "${REASONS[@]}"; do reason+="${reason:+; }$text"; done
  fail "this change would restart the members one by one, and must not while not all of them are well: $reason. Nothing was changed. ./ops doctor and ./ops explain show more${SETTING:+; $SETTING: true lets it pass nevertheless}"
}

main "$@"
