# shellcheck shell=bash
# Reads what every etcd member says of itself, with nothing but bash and etcdctl. Meant to be sourced after output.sh.
#
# members_read fills, from ENDPOINTS (host:port,host:port,...; plain http):
#   MEMBERS            member ids (hexadecimal, as etcdctl prints them): those that answered in the order of ENDPOINTS, then others
#   MEMBER[ID.FIELD]   name, endpoint (host:port; empty when none is known), listed, started, healthy, leader, learner (yes or no),
#                      revision, index, applied, size, use (bytes), cluster (its id, hexadecimal), version, alarms (words),
#                      error (why it is not healthy)
#   MEMBERS_UNREACHED  endpoints of ENDPOINTS that answered no status, each once
# and returns 1 when no endpoint could give the member list (no quorum, or nothing answers): the fields then hold what is known.
# healthy means: a linearizable read at that very member was answered. A raised alarm is no ill health here; it stands in alarms.

# Settings of etcdctl in the environment would clash with the flags below, and end it.
unset "${!ETCDCTL_@}"

declare -ga MEMBERS=() MEMBERS_UNREACHED=()
declare -gA MEMBER=()

# Seconds that one question to one member may take.
CALL_SECONDS=${CALL_SECONDS:-5}

# member_ctl ENDPOINTS WORD...: etcdctl with the time limits that every short question has; its warnings stay unsaid.
member_ctl() {
  local endpoints=$1
  shift
  etcdctl --endpoints="$endpoints" --dial-timeout="${CALL_SECONDS}s" --command-timeout="${CALL_SECONDS}s" "$@" 2>/dev/null
}

# members_read: all of the above. One round takes well under a second, or up to three times CALL_SECONDS with members away.
members_read() {
  local endpoint endpoints=${ENDPOINTS:?}
  MEMBERS=() MEMBERS_UNREACHED=() MEMBER=()
  declare -A members_asked=()
  members_ask "$endpoints"
  for endpoint in ${endpoints//,/ }; do
    [[ -n ${members_asked[$endpoint.id]:-} ]] || MEMBERS_UNREACHED+=("$endpoint")
  done
  members_list || return 1
  members_ask_the_others
}

# members_line: one line that names each member with its state, for messages.
members_line() {
  local id state line=''
  for id in "${MEMBERS[@]}"; do
    state=healthy
    [[ ${MEMBER[$id.healthy]} == yes ]] || state=${MEMBER[$id.error]}
    line+="${line:+, }$(member_label "$id") $state"
  done
  printf '%s' "${line:-none}"
}

# member_label ID: how messages call a member: its name, or its id while it has no name yet.
member_label() { printf '%s' "${MEMBER[$1.name]:-$1}"; }

# members_leader: the id of the leader, empty when the members know none.
members_leader() {
  local id
  for id in "${MEMBERS[@]}"; do
    if [[ ${MEMBER[$id.leader]} == yes ]]; then
      printf '%s' "$id"
      return
    fi
  done
}

# members_ask ENDPOINTS: health and status of each. etcdctl asks for statuses one after the other, so that an endpoint without
# health is asked by a call of its own: what it waits for keeps nobody else waiting.
members_ask() {
  local line endpoint answers
  for endpoint in ${1//,/ }; do members_asked[$endpoint.error]='gives no answer'; done
  while IFS= read -r line; do
    endpoint=$(json_text endpoint "$line")
    [[ -n $endpoint ]] || continue
    members_asked[$endpoint.error]=$(json_text error "$line")
    [[ $line != *'"health":true'* && $line != *'"error":"Active Alarm'* ]] || members_asked[$endpoint.error]=''
  done < <(member_ctl "$1" endpoint health -w json | sed 's/},{/}\n{/g')
  answers=$(members_statuses "$1")
  while IFS= read -r line; do
    [[ $line != '{"Endpoint"'* ]] || member_note "$line"
  done <<<"${answers//'{"Endpoint"'/$'\n{"Endpoint"'}"
}

members_statuses() {
  local endpoint healthy='' others=()
  for endpoint in ${1//,/ }; do
    if [[ -z ${members_asked[$endpoint.error]} ]]; then healthy+=${healthy:+,}$endpoint; else others+=("$endpoint"); fi
  done
  for endpoint in "${others[@]}"; do member_ctl "$endpoint" endpoint status -w json & done
  [[ -z $healthy ]] || member_ctl "$healthy" endpoint status -w json
  wait
}

# member_note STATUS: one member's status object into MEMBER. Of two endpoints of one member the first one stands.
member_note() {
  local status=$1 endpoint id error
  endpoint=$(json_text Endpoint "$status")
  printf -v id '%x' "$(json_number member_id "$status")"
  members_asked[$endpoint.id]=$id
  [[ -z ${MEMBER[$id.version]:-} ]] || return 0
  member_add "$id" "$endpoint"
  error=${members_asked[$endpoint.error]}
  [[ -n $error ]] || MEMBER[$id.healthy]=yes
  MEMBER[$id.error]=$error
  [[ $(json_number leader "$status") != "$(json_number member_id "$status")" ]] || MEMBER[$id.leader]=yes
  [[ $status != *'"isLearner":true'* ]] || MEMBER[$id.learner]=yes
  MEMBER[$id.started]=yes
  MEMBER[$id.revision]=$(json_number revision "$status")
  MEMBER[$id.index]=$(json_number raftIndex "$status")
  MEMBER[$id.applied]=$(json_number raftAppliedIndex "$status")
  MEMBER[$id.size]=$(json_number dbSize "$status")
  MEMBER[$id.use]=$(json_number dbSizeInUse "$status")
  printf -v "MEMBER[$id.cluster]" '%x' "$(json_number cluster_id "$status")"
  MEMBER[$id.version]=$(json_text version "$status")
  [[ $status != *alarm:NOSPACE* ]] || MEMBER[$id.alarms]=NOSPACE
  [[ $status != *alarm:CORRUPT* ]] || MEMBER[$id.alarms]+=${MEMBER[$id.alarms]:+ }CORRUPT
}

# member_add ID ENDPOINT: a member of which nothing is known yet; one that is known gets its endpoint only.
member_add() {
  local id=$1 field
  MEMBER[$id.endpoint]=$2
  [[ " ${MEMBERS[*]} " != *" $id "* ]] || return 0
  MEMBERS+=("$id")
  for field in name cluster alarms version; do MEMBER[$id.$field]=''; done
  for field in listed started healthy leader learner; do MEMBER[$id.$field]=no; done
  for field in revision index applied size use; do MEMBER[$id.$field]=0; done
  MEMBER[$id.error]='gives no answer'
}

# members_list: the cluster's own list, from the first member that gives it.
members_list() {
  local id list='' line state name clients learner
  for id in "${MEMBERS[@]}"; do
    [[ ${MEMBER[$id.healthy]} == yes ]] || continue
    list=$(member_ctl "${MEMBER[$id.endpoint]}" member list -w simple) && break
  done
  [[ -n $list ]] || return 1
  # id, started|unstarted, name, peer addresses, client addresses, learner
  while IFS= read -r line; do
    [[ $line =~ ^([0-9a-f]+),\ ([a-z]+),\ (.*),\ ([^ ]*),\ ([^ ]*),\ (true|false)$ ]] || continue
    id=${BASH_REMATCH[1]} state=${BASH_REMATCH[2]} name=${BASH_REMATCH[3]} clients=${BASH_REMATCH[5]} learner=${BASH_REMATCH[6]}
    [[ -n ${MEMBER[$id.listed]:-} ]] || member_add "$id" "$(member_address "$clients")"
    MEMBER[$id.name]=$name
    MEMBER[$id.listed]=yes
    [[ $state == started ]] && MEMBER[$id.started]=yes || MEMBER[$id.started]=no
    [[ $learner == false ]] || MEMBER[$id.learner]=yes
  done <<<"$list"
}

# member_address CLIENTS: host:port of a member's first client address: its own, the chart puts the Service after it.
member_address() {
  local first=${1%%,*}
  printf '%s' "${first#*://}"
}

# members_ask_the_others: listed members that no endpoint of ENDPOINTS led to are asked at the address they announce.
members_ask_the_others() {
  local id unasked=''
  for id in "${MEMBERS[@]}"; do
    [[ -n ${MEMBER[$id.version]} || -z ${MEMBER[$id.endpoint]} || -n ${members_asked[${MEMBER[$id.endpoint]}.error]+asked} ]] ||
      unasked+=${unasked:+,}${MEMBER[$id.endpoint]}
  done
  [[ -z $unasked ]] || members_ask "$unasked"
}

