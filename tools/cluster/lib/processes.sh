# shellcheck shell=bash
# Starting and ending processes. Nothing here goes by a process's name: a recorded number counts only while the process
# that has it carries the marker of this cluster.

log_of() { printf '%s/logs/%s.log' "$CLUSTER" "$1"; }

# launch COMPONENT COMMAND...: in the background, with an environment of its own: a proxy that the user has set must not
# get between parts of one machine.
launch() {
  local component=$1
  shift
  mkdir -p "$CLUSTER/pids" "$CLUSTER/logs"
  (
    cd /
    exec setsid env -i PATH="$PATH:/usr/sbin:/sbin" HOME="$CLUSTER" "$MARKER=$CLUSTER:$component" "$@"
  ) </dev/null >>"$(log_of "$component")" 2>&1 9>&- &
  echo $! >"$CLUSTER/pids/$component"
}

carries_marker() { grep -qszxF "$MARKER=$CLUSTER:$2" "/proc/$1/environ"; }

# process_of COMPONENT: its number, if it runs.
process_of() {
  local number
  read -r number 2>/dev/null <"$CLUSTER/pids/$1" || return 1
  [[ -n $number ]] && carries_marker "$number" "$1" && echo "$number"
}

alive() { process_of "$1" >/dev/null; }

# runs_anywhere FOLDER: whether any process carries the marker of the cluster in that folder.
runs_anywhere() { grep -qszF -- "$MARKER=$1:" /proc/[0-9]*/environ 2>/dev/null; }

# marked [COMPONENT]: every process with this cluster's marker, or with the component's.
marked() {
  local file pattern="$MARKER=$CLUSTER:${1:-}"
  # /proc changes while it is read: files that vanish are no error.
  { grep -lszF -- "$pattern" /proc/[0-9]*/environ 2>/dev/null || true; } | while IFS=/ read -r _ _ file _; do
    # The end of the value must match too: kube-proxy is no prefix of anything, but a folder's name may be.
    if [[ -z ${1:-} ]] || carries_marker "$file" "$1"; then echo "$file"; fi
  done
}

is_shim() { [[ $(tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null) == *containerd-shim* ]]; }

# shims: one a pod. They carry containerd's marker and outlive it, which is what lets containerd restart under running pods.
shims() {
  local number
  for number in $(marked containerd); do is_shim "$number" && echo "$number"; done
  true
}

any_running() {
  local number
  for number in "$@"; do
    # A process that is dead but not yet reaped has no command line any more.
    [[ -n $(tr -d '\0' 2>/dev/null <"/proc/$number/cmdline") ]] && return 0
  done
  return 1
}

# finish NUMBER...: asks, and when patience is over insists. The API server would take a minute to part from its watchers.
finish() {
  (($#)) || return 0
  kill -TERM "$@" 2>/dev/null || true
  gone_within "${PATIENCE:-5}" "$@" && return
  kill -KILL "$@" 2>/dev/null || true
  gone_within 5 "$@" || warn "Processes that cannot be ended: $*"
}

# gone_within SECONDS NUMBER...
gone_within() {
  local step steps=$(($1 * 20))
  shift
  for ((step = 0; step < steps; step++)); do
    any_running "$@" || return 0
    sleep 0.05
  done
  return 1
}

# stop COMPONENT: it and what it has started; the shims of running pods are left alone.
stop() {
  local number main numbers=()
  main=$(process_of "$1" || true)
  [[ -z $main ]] || finish "$main"
  for number in $(marked "$1"); do is_shim "$number" || numbers+=("$number"); done
  finish ${numbers[@]+"${numbers[@]}"}
  rm -f "$CLUSTER/pids/$1"
}
