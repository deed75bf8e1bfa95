# shellcheck shell=bash
# What the scripts print: one aligned line a step, colour only on a terminal. Meant to be sourced.

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  readonly BOLD=$'\e[1m' GREEN=$'\e[32m' RED=$'\e[31m' YELLOW=$'\e[33m' PLAIN=$'\e[0m'
else
  readonly BOLD='' GREEN='' RED='' YELLOW='' PLAIN=''
fi

# headline TEXT: begins a group of steps.
headline() { printf '%s%s%s\n' "$BOLD" "$1" "$PLAIN"; }

# done_line NAME TEXT: a step that is finished.
done_line() { printf '  %s✓%s %-28s %s\n' "$GREEN" "$PLAIN" "$1" "$2"; }

# doing NAME TEXT: a step that has begun and takes a while.
doing() { printf '  · %-28s %s\n' "$1" "$2"; }

# warn TEXT: to standard error, nothing stops.
warn() { printf '%swarning:%s %s\n' "$YELLOW" "$PLAIN" "$1" >&2; }

# fail TEXT: to standard error, and ends the script with 1.
fail() {
  printf '%serror:%s %s\n' "$RED" "$PLAIN" "$1" >&2
  exit 1
}

# elapsed START: seconds since START (a value of SECONDS), as 75 s or 2 min 5 s.
elapsed() {
  local seconds=$((SECONDS - $1))
  if ((seconds < 100)); then printf '%d s' "$seconds"; else printf '%d min %d s' $((seconds / 60)) $((seconds % 60)); fi
}
