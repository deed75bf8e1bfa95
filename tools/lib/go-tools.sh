# shellcheck shell=bash
# Builds the Go modules under tools/modules into the cache, each into a folder named by the hash of its sources, so that
# a folder that exists is complete and a changed pin is a new folder. Meant to be sourced after output.sh and paths.sh.

readonly MODULES=$PROJECT/tools/modules

# go_module_folder MODULE: the folder in the cache that holds, or will hold, the module's binaries.
go_module_folder() {
  local hash
  hash=$(cd "$MODULES/$1" && cat -- * | sha256sum)
  printf '%s/tools/%s-%s' "$CACHE" "$1" "${hash:0:12}"
}

# go_module MODULE: builds it unless it is there. The build happens in a folder of its own and is renamed when whole:
# a build that fails or is killed leaves nothing that a later run could take for a finished one.
go_module() {
  local module=$1 folder scratch start=$SECONDS
  folder=$(go_module_folder "$module")
  [[ -d $folder ]] && return
  command -v go >/dev/null || fail "Go is not installed; it builds $module. Install Go 1.26 or newer, then run this again."
  doing "$module" "building from pinned Go modules ..."
  mkdir -p "$CACHE/tools" "$CACHE/building"
  scratch=$(mktemp -d "$CACHE/building/$module.XXXXXX")
  # In the background, because bash passes over errors in whatever a condition calls.
  build_in "$scratch" "$module" >"$scratch/log" 2>&1 &
  if ! wait "$!"; then
    tail -n 20 "$scratch/log" >&2
    fail "$module could not be built; the whole log is $scratch/log. Nothing was installed; the next run starts it anew."
  fi
  mv -T "$scratch/bin" "$folder"
  rm -rf "$scratch"
  done_line "$module" "built in $(elapsed "$start")"
}

# build_in SCRATCH MODULE: one `go build` a line of the module's file `packages`: binary, package, linker flags.
# -dwarf=false: the linker leaves the debugger's data out (-w), so that the compiler need not write it; a tenth faster, the
# same binaries. All modules are built with the same flags: a package at the same version is compiled once. The compiler, which
# starts thousands of times, collects its garbage less often (GOGC) than would be usual.
build_in() {
  set -euo pipefail
  local scratch=$1 module=$2 binary package flags
  cp -r "$MODULES/$module" "$scratch/source"
  mkdir "$scratch/bin"
  cd "$scratch/source"
  export GOFLAGS='-mod=readonly -trimpath -buildvcs=false' CGO_ENABLED=0 GOGC=400
  # shellcheck source=/dev/null
  [[ ! -f prepare ]] || source ./prepare
  while read -r binary package flags; do
    go build -gcflags=all=-dwarf=false -ldflags "-s -w $flags" -o "$scratch/bin/$binary" "$package"
  done <packages
}
