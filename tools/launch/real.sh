# shellcheck shell=bash
# What the launchers share, and those who want to get around them.

# plain_path: PATH without this folder, and without that of another checkout: each would take the other's launcher for the real program.
plain_path() {
  local entry plain=''
  while read -r -d : entry; do
    [[ $entry -ef ${BASH_SOURCE[0]%/*} || $entry == */tools/launch ]] || plain+=${plain:+:}$entry
  done <<<"$PATH:"
  printf '%s' "$plain"
}

# real NAME: the program of that name on PATH that is no launcher.
real() {
  PATH=$(plain_path) type -P "$1" || {
    printf '%s: not found on PATH\n' "$1" >&2
    exit 127
  }
}

# hand_on_but_to_pulumi NAME ARGUMENT...: runs the real program, unless Pulumi's Java host wants to know its version: it notes that in the update's
# metadata, in every preview and up, for 0.7 s of CPU (javac and Maven together), and does without where it gets no answer.
hand_on_but_to_pulumi() {
  local name=$1 asking='' program
  shift
  [[ ! -r /proc/$PPID/comm ]] || asking=$(<"/proc/$PPID/comm")
  if [[ $* == --version && $asking == pulumi-language* ]]; then
    exit 1
  fi
  program=$(real "$name")
  exec "$program" "$@"
}
