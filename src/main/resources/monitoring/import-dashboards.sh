#!/bin/sh
# Imports dashboards into Grafana by the calls of its import page.
#   GRAFANA            address of Grafana
#   SECRET             name of the Secret with the credentials, for messages
#   GRAFANA_TOKEN      of a service account; or
#   GRAFANA_USER, GRAFANA_PASSWORD
#   FOLDER             uid of Grafana's folder, empty for the general one
#   DASHBOARDS         folder with dashboards that need no inputs, each NAME.json
#   PUBLISHED          ID/REVISION of a dashboard of grafana.com, which Grafana downloads itself; may be empty
#   SHA256             of its JSON; may be empty
#   INPUTS             values of its inputs: JSON objects with commas between them, that of any other data source (*) last
# Exit codes: 0 all imported, 1 one was not, 2 wrong settings. The image has no bash, only a POSIX shell and curl.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 143' TERM INT

main() {
  : "${GRAFANA:?address of Grafana}" "${SECRET:?name of the Secret}" "${DASHBOARDS:?folder of dashboards}"
  credentials
  for file in "$DASHBOARDS"/*.json; do
    [ -f "$file" ] || continue
    name=${file##*/}
    import_dashboard "${name%.json}" "$file" ''
  done
  if [ -n "${PUBLISHED:-}" ]; then
    download
    check_sha256
    constants
    import_dashboard "$PUBLISHED" "$scratch/published" "$constants${INPUTS:-}"
  fi
}

# In a file, since every user of the machine may read the arguments of a process.
credentials() {
  if [ -n "${GRAFANA_TOKEN:-}" ]; then
    printf 'header = "Authorization: Bearer %s"\n' "$(quoted "$GRAFANA_TOKEN")" >"$scratch/credentials"
  elif [ -n "${GRAFANA_USER:-}" ] && [ -n "${GRAFANA_PASSWORD:-}" ]; then
    printf 'user = "%s:%s"\n' "$(quoted "$GRAFANA_USER")" "$(quoted "$GRAFANA_PASSWORD")" >"$scratch/credentials"
  else
    fail 2 "Secret $SECRET has neither token nor admin-user and admin-password"
  fi
}

quoted() { printf '%s' "$1" | sed 's/[\\"]/\\&/g'; }

# The proxy to grafana.com that the import page uses: only Grafana needs to reach it.
download() {
  ask "/api/gnet/dashboards/${PUBLISHED%/*}/revisions/${PUBLISHED#*/}/download"
  case $status in
    200) mv "$scratch/answer" "$scratch/published" ;;
    404) fail 1 "grafana.com has no dashboard ${PUBLISHED%/*} with revision ${PUBLISHED#*/} (404): correct monitoring.dashboard.id or .revision" ;;
    *) refused "download of dashboard $PUBLISHED" ;;
  esac
}

check_sha256() {
  [ -n "${SHA256:-}" ] || return 0
  sum=$(sha256sum "$scratch/published")
  [ "${sum%% *}" = "$SHA256" ] ||
    fail 1 "dashboard $PUBLISHED has sha256 ${sum%% *}: it is another one than was recorded in monitoring.dashboard.sha256, $SHA256"
}

# Sets constants: the inputs that the dashboard brings a value for, which Grafana wants to be told all the same.
# An input of another kind of data source has to be named, since the * in INPUTS would give it Prometheus.
constants() {
  constants=''
  tr -d '\r\n' <"$scratch/published" | sed -n 's/.*"__inputs"[[:space:]]*:[[:space:]]*\[\([^]]*\)\].*/\1/p' | tr '}' '\n' >"$scratch/inputs"
  while IFS= read -r input; do
    name=$(field name "$input")
    case ${INPUTS:-} in *"\"name\":\"$name\""*) continue ;; esac
    plugin=$(field pluginId "$input")
    case $(field type "$input") in
      constant) constants="$constants{${input#*\{}}," ;;
      datasource)
        [ "$plugin" = prometheus ] ||
          fail 1 "dashboard $PUBLISHED asks for a data source of $plugin under the name $name: expected its uid in monitoring.dashboard.datasources: {$name: ...}"
        ;;
    esac
  done <"$scratch/inputs"
}

# field NAME OBJECT
field() { printf '%s' "$2" | sed -n 's/.*"'"$1"'"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p'; }

# import_dashboard NAME FILE INPUTS
import_dashboard() {
  {
    printf '{"dashboard":'
    cat "$2"
    printf ',"overwrite":true,"folderUid":"%s","inputs":[%s]}' "${FOLDER:-}" "$3"
  } >"$scratch/body"
  ask /api/dashboards/import --header 'Content-Type: application/json' --data-binary "@$scratch/body"
  [ "$status" = 200 ] || refused "import of dashboard $1"
  printf 'Imported dashboard %s\n' "$1"
}

# ask PATH CURL-ARGUMENTS...: sets status; what Grafana answers is in the file answer.
ask() {
  path=$1
  shift
  status=$(curl --silent --show-error --config "$scratch/credentials" --connect-timeout 5 --max-time 60 \
    --output "$scratch/answer" --write-out '%{http_code}' "$@" "${GRAFANA%/}$path") ||
    fail 1 "Grafana cannot be reached at $GRAFANA: see monitoring.dashboard.grafana.address"
}

# refused WHAT: says what the status means, and what Grafana said.
refused() {
  said=$(head -c 300 "$scratch/answer" 2>/dev/null || true)
  case $status in
    401 | 403) fail 1 "$1: Grafana refuses the credentials of Secret $SECRET ($status): expected a user or token that may create dashboards" ;;
    404) fail 1 "$1: $GRAFANA has no such address ($status): is it Grafana? See monitoring.dashboard.grafana.address and .folder" ;;
    400 | 412 | 422) fail 1 "$1: Grafana refuses the dashboard ($status): another of the same name is provisioned or was changed, or an input has no data source. Grafana says: $said" ;;
    *) fail 1 "$1: Grafana failed ($status); run up again when it is well. Grafana says: $said" ;;
  esac
}

fail() {
  printf 'error: %s\n' "$2" >&2
  exit "$1"
}

main
