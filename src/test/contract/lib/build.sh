# shellcheck shell=bash
# Things that are built once for the same inputs. Meant to be sourced after output.sh and paths.sh.

# hash_of PATH...: of names, permissions and contents of files, or of all files in folders.
hash_of() {
  local hash
  hash=$(tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX -cf - "$@" | sha256sum)
  printf '%s' "${hash:0:12}"
}

# reproducible_tar FOLDER [FLAGS...]: the folder's contents as a tar that is the same on each machine, to standard output.
reproducible_tar() {
  local folder=$1
  shift
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --format=gnu --mode=u=rwX,go=rX -C "$folder" "$@" -cf - .
}

# build_once FOLDER COMMAND...: runs the command with a scratch folder as its last argument, and gives that its name when it is
# whole. A build that fails or is killed leaves nothing that a later run could take for a finished one.
build_once() {
  local folder=$1 scratch
  shift
  [[ -d $folder ]] && return
  mkdir -p "$(dirname "$folder")" "$CACHE/building"
  scratch=$(mktemp -d "$CACHE/building/contract.XXXXXX")
  # apt's own user must be able to write in there.
  chmod 755 "$scratch"
  # In the background, because bash passes over errors in whatever a condition calls.
  "$@" "$scratch" >"$scratch.log" 2>&1 &
  if ! wait "$!"; then
    tail -n 20 "$scratch.log" >&2
    fail "$(basename "$folder") could not be built; the whole log is $scratch.log."
  fi
  # Another run may have been quicker: then this one's result is the same, and not needed.
  mv -T "$scratch" "$folder" 2>/dev/null || rm -rf "$scratch"
  rm -f "$scratch.log"
}

# unpack_packages LIST ROOT [FLAGS...]: downloads the Debian packages that the file LIST names, and unpacks them into ROOT; flags go to tar.
unpack_packages() {
  local list=$1 root=$2 package
  shift 2
  mkdir -p "$root.packages"
  (cd "$root.packages" && xargs apt-get download <"$list") || fail "apt-get could not download the packages. Run apt-get update, then this again."
  for package in "$root.packages"/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar --keep-directory-symlink "$@" -xf - -C "$root"
  done
  rm -r "$root.packages"
}
