# shellcheck shell=bash
# Compares the members' data by etcd's own hash over all keys. Meant to be sourced after output.sh and members.sh.
# shellcheck disable=SC2153  # MEMBERS and MEMBER are both of members.sh
# shellcheck disable=SC2034  # what these functions set, the scripts read

# Rounds until the answers are compared: a member may lag behind, and a compaction may come between two answers.
readonly HASH_ROUNDS=4

# members_compare: after members_read. Hashes from different revisions or compactions cannot be compared, so each round asks all
# healthy, voting members for the hash at the lowest revision among them. A difference counts once a second round at a later look
# shows it again. A member that is alone agrees with itself. Sets
#   comparison       agree, differ, or unknown
#   comparison_text  what was found, in one line
members_compare() {
  local round compared=0 differed=no
  comparison=unknown comparison_text=''
  if ((${#MEMBERS[@]} == 1 && ${#MEMBERS_UNREACHED[@]} == 0)); then
    comparison=agree
    return
  fi
  for ((round = 1; round <= HASH_ROUNDS; round++)); do
    if ((round > 1)); then
      within sleep 0.3 || true
      members_read || true
    fi
    if ! hashes_at_one_revision; then
      ((compared > 1)) || return 0
      continue
    fi
    if [[ $hashes_equal == yes ]]; then
      comparison=agree
      return
    elif [[ $differed == yes ]]; then
      comparison=differ
      return
    fi
    differed=yes
  done
}

# hashes_at_one_revision: one round. Returns 1 when the answers cannot be compared; comparison_text then says why.
hashes_at_one_revision() {
  local id endpoints='' size=0 revision='' line answers first='' this count=0
  compared=0
  for id in "${MEMBERS[@]}"; do
    [[ ${MEMBER[$id.healthy]} == yes && ${MEMBER[$id.learner]} == no ]] || continue
    endpoints+=${endpoints:+,}${MEMBER[$id.endpoint]}
    count=$((count + 1))
    ((MEMBER[$id.size] <= size)) || size=${MEMBER[$id.size]}
    [[ -n $revision ]] && ((revision <= MEMBER[$id.revision])) || revision=${MEMBER[$id.revision]}
  done
  compared=$count
  if ((count < 2)); then
    comparison_text="fewer than two members can be compared: $(members_line)"
    return 1
  fi
  # A member reads its whole database for its hash; a slow disk reads 20 MiB in a second.
  answers=$(CALL_SECONDS=$((10 + size / 20971520)) member_ctl "$endpoints" endpoint hashkv --rev="$revision" -w json) || true
  hashes_equal=yes comparison_text=''
  while IFS= read -r line; do
    [[ $line == *'"hash":'* ]] || continue
    count=$((count - 1))
    this="cluster $(json_number cluster_id "$line") compacted $(json_number compact_revision "$line") hash $(json_number hash "$line")"
    first=${first:-$this}
    if [[ ${this% hash *} != "${first% hash *}" && ${this%% compacted *} == "${first%% compacted *}" ]]; then
      comparison_text='the members were compacting their history at that moment'
      return 1
    fi
    [[ $this == "$first" ]] || hashes_equal=no
    comparison_text+="${comparison_text:+; }$(json_text Endpoint "$line") $this"
  done <<<"${answers//'{"Endpoint"'/$'\n{"Endpoint"'}"
  comparison_text="at revision $revision: $comparison_text"
  if ((count > 0)); then
    comparison_text="not every member answered with the hash of its data $comparison_text"
    return 1
  fi
}
