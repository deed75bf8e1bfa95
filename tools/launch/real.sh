# shellcheck shell=bash
# real NAME: the program of that name on PATH that is no launcher. The launcher of another checkout may stand on PATH as well: each would take
# the other for the real one.
real() {
  local entry
  while read -r -d : entry; do
    if [[ -x $entry/$1 && ! $entry -ef ${BASH_SOURCE[0]%/*} && $entry != */tools/launch ]]; then
      printf '%s/%s' "$entry" "$1"
      return
    fi
  done <<<"$PATH:"
  printf '%s: not found on PATH\n' "$1" >&2
  exit 127
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
