# shellcheck shell=bash
# What the scripts of the workflows share. Meant to be sourced. They take every program from PATH, where setup puts it, and the
# name of a stack as their first argument.

shopt -s inherit_errexit
# Characters are counted as GitHub counts them, not as bytes.
export LC_ALL=C.UTF-8

folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=tools/lib/output.sh
source "$folder/lib/output.sh"
# shellcheck source=tools/lib/paths.sh
source "$folder/lib/paths.sh"

# GitHub refuses a comment of more than 65,536 characters.
readonly LONGEST_TEXT=65000
# What must never be in a text that is published, should a program print it.
readonly SECRET_VARIABLES=(PULUMI_CONFIG_PASSPHRASE PULUMI_ACCESS_TOKEN AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN GH_TOKEN)

# full_name STACK: as the Pulumi command line takes it: with its organization, if there is one.
full_name() { printf '%s%s' "${PULUMI_ORGANIZATION:+$PULUMI_ORGANIZATION/}" "$1"; }

# require NAME...: ends the script unless all these variables have a value.
require() {
  local name missing=()
  for name in "$@"; do [[ -n ${!name:-} ]] || missing+=("$name"); done
  ((${#missing[@]} == 0)) || fail "these variables are missing: ${missing[*]}. docs/pull-requests.md says where they come from."
}

# marker KIND STACK: the first line of a comment or an issue, by which it is found again.
marker() { printf '<!-- greptimedb-etcd: %s of %s -->' "$1" "$2"; }

# run_link: where the log of this run is.
run_link() { printf '[log](%s/%s/actions/runs/%s)' "${GITHUB_SERVER_URL:-https://github.com}" "${GITHUB_REPOSITORY:-}" "${GITHUB_RUN_ID:-}"; }

# without_secrets FILE: its text, each secret of the environment as ***.
without_secrets() {
  local text name secret
  text=$(cat -- "$1")
  for name in "${SECRET_VARIABLES[@]}"; do
    secret=${!name:-}
    # Shorter values are no secrets, and would tear the text apart.
    ((${#secret} < 6)) || text=${text//"$secret"/***}
  done
  printf '%s' "$text"
}

# folded TITLE TEXT HEAD: the text in a block that opens on a click, cut at a line's end so that HEAD and all of it fit into a
# comment. What was cut is said.
folded() {
  local title=$1 text=$2 room=$((LONGEST_TEXT - ${#3})) fence shown note=''
  fence=$(fence "$text")
  shown=$text
  local frame=$((${#title} + 2 * ${#fence} + 200))
  if ((${#text} + frame > room)); then
    shown=${text:0:room - frame}
    shown=${shown%$'\n'*}
    note="Cut: the last $(lines "${text:${#shown}}") of $(lines "$text") lines are only in the $(run_link)."
  fi
  printf '<details><summary>%s</summary>\n\n%s\n%s\n%s\n\n</details>\n' "$title" "$fence" "$shown" "$fence"
  [[ -z $note ]] || printf '\n%s\n' "$note"
}

lines() { grep -c '' <<<"${1#$'\n'}"; }

# fence TEXT: more backticks in a row than the text has, so that nothing in it ends the block.
fence() {
  local fence='```'
  while [[ $1 == *"$fence"* ]]; do fence+='`'; done
  printf '%s' "$fence"
}

# resources FILE: the last lines of Pulumi's output on one: "+ 2 to create, 11 unchanged".
resources() {
  awk '/^Resources:/ {on = 1; next} on && !/^ +[^ ]/ {exit} on {sub(/^ +/, ""); printf "%s%s", sep, $0; sep = ", "}' "$1"
}

# warnings FILE: the program's warnings as a list.
warnings() { { grep -E '^ *warning: ' "$1" || true; } | sed -E 's/^ *warning: /- ⚠ /' | sort -u | head -n 30; }

# publish NAME VALUE: an output of this step.
publish() { printf '%s=%s\n' "$1" "$2" >>"${GITHUB_OUTPUT:-/dev/null}"; }

# issues of GITHUB_REPOSITORY, comments included, by GitHub's interface. Pages come as one list each.
github() { gh api "repos/$GITHUB_REPOSITORY/$1" "${@:2}"; }

# own MARKER: of a list of comments or issues, the number of the first that this workflow wrote.
own() {
  jq -rs --arg marker "$1" --arg author "${COMMENT_AUTHOR:-github-actions[bot]}" \
    'add | map(select(.pull_request == null and .user.login == $author and ((.body // "") | startswith($marker))))
     | sort_by(.id) | first | if . == null then empty elif .number then .number else .id end'
}
