# shellcheck shell=bash
# What the entry points share: messages, and the cluster's members. Meant to be sourced.

say() { printf 'etcd %(%H:%M:%S)T %s\n' -1 "$1" >&2; }

stop() {
  say "error: $1"
  exit 1
}

# The flags by which etcdctl identifies itself. None: this image knows neither passwords nor TLS. The chart's defrag job asks for them.
etcdctl_auth_flags() { echo ""; }

# URL of the member's own client port: the first of those that it tells others.
own_client_url() { printf '%s' "${ETCD_ADVERTISE_CLIENT_URLS%%,*}"; }

# client_port: the port that all members serve clients on.
client_port() {
  local url
  url=$(own_client_url)
  printf '%s' "${url##*:}"
}

# addresses HOST: how many addresses the name has now.
addresses() { { getent ahosts "$1" || true; } | awk '!seen[$1]++' | wc -l; }

# cluster_endpoints: host:port of the members, one a line. As many as the headless Service has addresses now, numbered from 0:
# a pod that is gone makes the cluster look smaller, and it is the last member that then goes unasked.
cluster_endpoints() {
  local count ordinal port
  port=$(client_port)
  count=$(addresses "$ETCD_CLUSTER_DOMAIN")
  for ((ordinal = 0; ordinal < count; ordinal++)); do
    printf '%s-%d.%s:%s\n' "$MY_STS_NAME" "$ordinal" "$ETCD_CLUSTER_DOMAIN" "$port"
  done
}

# is_listening HOST:PORT: answers at once where etcdctl would wait for its timeout.
is_listening() { timeout 1 bash -c "exec 3<>/dev/tcp/${1%:*}/${1##*:}" 2>/dev/null; }

# is_healthy HOST:PORT: whether a write through this member would be accepted by the cluster.
is_healthy() { is_listening "$1" && etcdctl --command-timeout=3s --endpoints="$1" endpoint health >/dev/null 2>&1; }
