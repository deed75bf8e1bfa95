# shellcheck shell=bash
# What the jobs' scripts print, how they read their settings, and how they stop. Meant to be sourced first.
# Exit codes: 0 done, 1 failed, 2 wrong settings, 3 skipped for a reason that was printed.

# Names and log lines are in UTC; a locale could change the order of names and the decimal point.
export LC_ALL=C TZ=UTC

log_line() {
  local now=$EPOCHREALTIME
  printf 'etcd %(%H:%M:%S)T.%s %-5s ==> %s\n' "${now%.*}" "${now: -6:2}" "$1" "$2"
}

# say TEXT: a line as the document's jobs print it.
say() { log_line INFO "$1"; }

# warn TEXT: to standard error, nothing stops.
warn() { log_line WARN "$1" >&2; }

# fail TEXT, skip TEXT, refuse TEXT: the reason on one line, and the end: failed, skipped, wrong settings.
fail() {
  log_line ERROR "${1//$'\n'/ }" >&2
  exit 1
}
skip() {
  log_line WARN "skipped: ${1//$'\n'/ }" >&2
  exit 3
}
refuse() {
  log_line ERROR "${1//$'\n'/ }" >&2
  exit 2
}

# now: milliseconds since the epoch.
now() {
  local time=$EPOCHREALTIME
  printf '%s%s' "${time%.*}" "${time: -6:3}"
}

# seconds MILLISECONDS: as a decimal number, 1.234.
seconds() { printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)); }

# since START: seconds since START, a value of now.
since() { seconds $(($(now) - $1)); }

# json_string TEXT: quoted and escaped.
json_string() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/ }
  text=${text//[[:cntrl:]]/ }
  printf '"%s"' "$text"
}

# json_number NAME OBJECT and json_text NAME OBJECT: the first field of that name in compact JSON; 0 or empty when it is left out.
json_number() { if [[ $2 =~ \"$1\":([0-9]+) ]]; then printf '%s' "${BASH_REMATCH[1]}"; else printf 0; fi; }
json_text() { [[ ! $2 =~ \"$1\":\"([^\"]*)\" ]] || printf '%s' "${BASH_REMATCH[1]}"; }

# number_setting NAME DEFAULT MINIMUM: sets the variable NAME to DEFAULT if it is empty; refuses what is no whole number.
number_setting() {
  local value=${!1:-$2}
  if ! [[ $value =~ ^(0|[1-9][0-9]{0,17})$ ]] || ((value < $3)); then
    refuse "$1: ${value:-empty}: expected a whole number, $3 or more"
  fi
  printf -v "$1" '%s' "$value"
}

# choice_setting NAME DEFAULT CHOICE...: likewise for one of several words.
choice_setting() {
  local name=$1 value=${!1:-$2} choice
  shift 2
  for choice in "$@"; do
    [[ $value == "$choice" ]] || continue
    printf -v "$name" '%s' "$value"
    return
  done
  refuse "$name: $value: expected one of: $*"
}

# readable_folder_setting NAME DEFAULT: likewise for a folder.
readable_folder_setting() {
  local value=${!1:-$2}
  [[ -n $value ]] || refuse "$1: empty: expected a folder"
  [[ -d $value ]] || refuse "$1: $value: there is no such folder"
  printf -v "$1" '%s' "${value%/}"
}

# folder_setting NAME DEFAULT: likewise for a folder that can be written to.
folder_setting() {
  readable_folder_setting "$1" "$2"
  [[ -w ${!1} ]] || refuse "$1: ${!1}: cannot be written to by user $EUID"
}

# endpoints_setting: checks ENDPOINTS, host:port of every member, separated by commas.
endpoints_setting() {
  local part='[A-Za-z0-9._-]+:[0-9]+'
  [[ ${ENDPOINTS:-} =~ ^$part(,$part)*$ ]] ||
    refuse "ENDPOINTS: ${ENDPOINTS:-empty}: expected host:port, several of them separated by commas"
}

# deadline SECONDS: from now on, what runs by `within` is ended when they are over. Without it there is no limit.
deadline() { ends_at=$((SECONDS + $1)); }

# within COMMAND...: runs it until the deadline. It runs in the background so that a signal to the script is obeyed at once.
within() {
  local result=0 left=$((${ends_at:-SECONDS + 31536000} - SECONDS))
  ((left > 0)) || return 124
  timeout --kill-after=2 "$left" "$@" </dev/null &
  child=$!
  wait "$child" || result=$?
  child=''
  return "$result"
}

# on_exit COMMAND: runs COMMAND at the end, however it comes, after the command that still runs was ended.
on_exit() {
  # shellcheck disable=SC2064  # the command as it is now
  trap "stop_child; $1" EXIT
  trap 'exit 143' TERM
  trap 'exit 130' INT
}

stop_child() {
  [[ -z ${child:-} ]] || kill "$child" 2>/dev/null || true
}
