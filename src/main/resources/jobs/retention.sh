# shellcheck shell=bash
# Which files leave the backup volume. Meant to be sourced after snapshot-file.sh. Never touches restore-*.

readonly DAY=86400

# remove_leftovers: what killed runs have left. A file of this very pod is of a run that is dead, as a pod runs one at a time; any
# other one may still be growing, and goes when it is a day old. So do records whose file is gone.
remove_leftovers() {
  local file
  for file in "$SNAPSHOT_FOLDER"/saving-* "$SNAPSHOT_FOLDER"/db-*.part "$SNAPSHOT_FOLDER"/info-*.json; do
    [[ -f $file ]] || continue
    is_leftover "$file" || continue
    rm -f -- "$file"
    say "Removed ${file##*/}, left by an earlier run"
  done
}

is_leftover() {
  local name=${1##*/} of
  [[ $name != "saving-$HOSTNAME-"* ]] || return 0
  ((EPOCHSECONDS - $(file_modified "$1") > DAY)) || return 1
  [[ $name == info-* ]] || return 0
  of=${name#info-}
  [[ ! -e $SNAPSHOT_FOLDER/${of%.json} ]]
}

# prune SAVED: keeps SAVED, which this run has verified, and the next newest ones that can be trusted, KEEP in all; of these, the ones
# older than KEEP_FOR seconds (0: no limit) go as well, but never SAVED. A damaged file counts for nothing: it is reported, and goes
# when it is older than all that are kept.
prune() {
  local saved=$1 name kept=1 oldest=$1 snapshot_problem='' damaged=() surplus=()
  while IFS= read -r name; do
    [[ -n $name && $name != "$saved" ]] || continue
    if ! is_trusted "$name"; then
      damaged+=("$name")
      warn "$name $snapshot_problem: it cannot be restored and does not count as a snapshot"
    elif ((kept < KEEP)) && ! is_too_old "$name"; then
      kept=$((kept + 1))
      [[ $name > $oldest ]] || oldest=$name
    else
      surplus+=("$name")
    fi
  done < <(snapshot_names)
  for name in "${surplus[@]}"; do remove_snapshot "$name" "$kept are kept"; done
  for name in "${damaged[@]}"; do
    [[ $name > $oldest ]] || remove_snapshot "$name" "it is damaged and older than all that are kept"
  done
}

# is_trusted NAME: it was verified when it was saved and has not changed since, or it is verified now.
is_trusted() {
  [[ -n $(snapshot_record "$SNAPSHOT_FOLDER/$1") ]] || snapshot_verify "$SNAPSHOT_FOLDER/$1"
}

is_too_old() { ((KEEP_FOR > 0 && EPOCHSECONDS - $(snapshot_time "$1") > KEEP_FOR)); }

remove_snapshot() {
  rm -f -- "$SNAPSHOT_FOLDER/$1"
  rm -f -- "$(record_path "$SNAPSHOT_FOLDER/$1")"
  say "Removed $1: $2"
}
