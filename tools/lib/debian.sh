# shellcheck shell=bash
# The Debian packages that the embedded cluster and the checks need. Meant to be sourced after output.sh.

# Each with a program of it, by which it is found without asking dpkg (another system may have it under another name).
readonly DEBIAN_PACKAGES=(
  containerd:containerd runc:runc iptables:iptables conntrack:conntrack docker-registry:docker-registry
  containernetworking-plugins:/usr/lib/cni/bridge busybox-static:busybox iproute2:ip util-linux:flock
  openssl:openssl curl:curl jq:jq shellcheck:shellcheck prometheus:promtool
  buildah:buildah
)

# debian_packages: installs what is missing, or says what is.
debian_packages() {
  local entry missing=() start=$SECONDS
  for entry in "${DEBIAN_PACKAGES[@]}"; do
    command -v "${entry#*:}" >/dev/null || missing+=("${entry%%:*}")
  done
  ((${#missing[@]})) || return 0
  if ! command -v apt-get >/dev/null || ((EUID != 0)); then
    fail "these Debian packages, or programs of the same kind, are missing: ${missing[*]}. Installing them takes apt-get and root; install them by hand, then run this again."
  fi
  doing "Debian packages" "installing ${missing[*]} ..."
  mkdir -p "$CACHE"
  if ! install_packages "${missing[@]}" >"$CACHE/apt.log" 2>&1; then
    tail -n 5 "$CACHE/apt.log" >&2
    fail "apt-get could not install ${missing[*]}; its output is $CACHE/apt.log."
  fi
  done_line "Debian packages" "${#missing[@]} installed in $(elapsed "$start")"
}

# Services that a package would start by itself (a system containerd, a registry on all addresses) are not wanted here.
install_packages() {
  local policy=/usr/sbin/policy-rc.d ours='' result=0
  if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" && ours=yes
  fi
  apt-get update -qq || true
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" || result=$?
  [[ -z $ours ]] || rm -f "$policy"
  return "$result"
}
