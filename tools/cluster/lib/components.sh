# shellcheck shell=bash
# How each part is started, and how one sees that it works.

start() { "start_${1//-/_}"; }
healthy() { alive "$1" && "check_${1//-/_}" >/dev/null 2>&1; }

ask() { curl --noproxy '*' --silent --fail --max-time 3 "$@"; }
ask_securely() { ask --cacert "$CERTIFICATES/authority.crt" "$@"; }

# Nothing here outlives the machine on purpose, so etcd need not wait for the disk.
start_etcd() {
  launch etcd "$(binary etcd etcd)" --name "$NODE" --data-dir "$CLUSTER/etcd" --unsafe-no-fsync --log-level warn \
    --listen-client-urls http://127.0.0.1:12379 --advertise-client-urls http://127.0.0.1:12379 \
    --listen-peer-urls http://127.0.0.1:12380 --initial-advertise-peer-urls http://127.0.0.1:12380 \
    --initial-cluster "$NODE=http://127.0.0.1:12380"
}
check_etcd() { [[ $(ask http://127.0.0.1:12379/health) == *'"true"'* ]]; }

# On the bridge, where pods reach it; without pods there is no bridge and loopback will do.
api_address() { if [[ $(recorded_mode) == control-plane ]]; then echo 127.0.0.1; else echo "$BRIDGE_ADDRESS"; fi; }

start_kube_apiserver() {
  launch kube-apiserver "$(binary kubernetes kube-apiserver)" --etcd-servers=http://127.0.0.1:12379 \
    --bind-address="$(api_address)" --advertise-address="$BRIDGE_ADDRESS" --secure-port="$API_PORT" \
    --tls-cert-file="$CERTIFICATES/kube-apiserver.crt" --tls-private-key-file="$CERTIFICATES/kube-apiserver.key" \
    --client-ca-file="$CERTIFICATES/authority.crt" --service-account-issuer=https://kubernetes.default.svc \
    --service-account-key-file="$CERTIFICATES/service-accounts.pub" \
    --service-account-signing-key-file="$CERTIFICATES/service-accounts.key" \
    --service-cluster-ip-range="$SERVICE_RANGE" --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction \
    --allow-privileged=true --kubelet-preferred-address-types=InternalIP \
    --kubelet-client-certificate="$CERTIFICATES/admin.crt" --kubelet-client-key="$CERTIFICATES/admin.key"
}
check_kube_apiserver() { ask_securely "https://127.0.0.1:$API_PORT/readyz"; }

start_kube_controller_manager() {
  launch kube-controller-manager "$(binary kubernetes kube-controller-manager)" \
    --kubeconfig="$CLUSTER/kube-controller-manager.kubeconfig" --bind-address=127.0.0.1 \
    --secure-port="$(ports_of kube-controller-manager)" --root-ca-file="$CERTIFICATES/authority.crt" \
    --service-account-private-key-file="$CERTIFICATES/service-accounts.key" --use-service-account-credentials=true \
    --controllers='*' --leader-elect=false --kube-api-qps=200 --kube-api-burst=400 --pvclaimbinder-sync-period=2s \
    --node-monitor-period=1s
}
check_kube_controller_manager() { ask --insecure "https://127.0.0.1:$(ports_of kube-controller-manager)/healthz"; }

start_kube_scheduler() {
  launch kube-scheduler "$(binary kubernetes kube-scheduler)" --kubeconfig="$CLUSTER/kube-scheduler.kubeconfig" \
    --bind-address=127.0.0.1 --secure-port="$(ports_of kube-scheduler)" --leader-elect=false \
    --kube-api-qps=200 --kube-api-burst=400
}
check_kube_scheduler() { ask --insecure "https://127.0.0.1:$(ports_of kube-scheduler)/healthz"; }

# A mount namespace of its own for containerd and the kubelet. Every mount that they make disappears with the last process
# in it, even after a kill, and the machine never sees one: removing the cluster's folder cannot reach through a mount.
# The folders whose places are fixed in their code are covered inside it, so that the machine's own stay as they are.
readonly COVERED=(/run/containerd /run/netns /var/lib/cni /var/lib/kubelet /var/log/containers)

start_mounts() {
  rm -f "$CLUSTER/mounts-made"
  # shellcheck disable=SC2016
  launch mounts unshare --mount --propagation slave bash -euc '
    mount --make-rshared /
    marker=$1
    shift
    for folder in "$@"; do
      mount -t tmpfs -o mode=0755 greptimedb-etcd "$folder"
    done
    mount --make-shared /run/netns
    touch "$marker"
    exec sleep infinity' mounts "$CLUSTER/mounts-made" "${COVERED[@]}"
}
check_mounts() { [[ -e $CLUSTER/mounts-made ]]; }

# make_covered_folders: where there is none to cover; those made here are recorded, for down to remove.
make_covered_folders() {
  local folder
  for folder in "${COVERED[@]}"; do
    [[ -d $folder ]] && continue
    mkdir -p "$folder"
    grep -qsxF "$folder" "$CLUSTER/covered-folders" || echo "$folder" >>"$CLUSTER/covered-folders"
  done
}

inside_mounts() { printf '%s\n' nsenter "--mount=/proc/$(process_of mounts)/ns/mnt" --; }

start_containerd() {
  local inside
  mapfile -t inside < <(inside_mounts)
  launch containerd "${inside[@]}" containerd --config "$CONFIGURATION/containerd.toml" --log-level warn
}
check_containerd() { [[ -S $CONTAINERD_SOCKET ]] && ctr -a "$CONTAINERD_SOCKET" --connect-timeout 2s version; }

start_kubelet() {
  local inside
  mapfile -t inside < <(inside_mounts)
  date -u +%Y-%m-%dT%H:%M:%S >"$CLUSTER/kubelet-started"
  launch kubelet "${inside[@]}" "$(binary kubernetes kubelet)" --config="$CONFIGURATION/kubelet.yaml" \
    --kubeconfig="$CLUSTER/kubelet.kubeconfig" --root-dir="$CLUSTER/kubelet" --cert-dir="$CLUSTER/kubelet/pki" \
    --hostname-override="$NODE" --node-ip="$BRIDGE_ADDRESS"
}
check_kubelet() { ask "http://127.0.0.1:$(ports_of kubelet)/healthz"; }

start_kube_proxy() { launch kube-proxy "$(binary kubernetes kube-proxy)" --config="$CONFIGURATION/kube-proxy.yaml"; }
check_kube_proxy() {
  local health
  read -r health _ < <(ports_of kube-proxy)
  ask "http://127.0.0.1:$health/healthz"
}

start_coredns() { launch coredns "$(binary coredns coredns)" -conf "$CONFIGURATION/Corefile"; }
check_coredns() { timeout 2 busybox nslookup -type=a kubernetes.default.svc.cluster.local "$BRIDGE_ADDRESS"; }

start_registry() { launch registry docker-registry serve "$CONFIGURATION/registry.yaml"; }
check_registry() { ask "http://127.0.0.1:$REGISTRY_PORT/v2/"; }

start_provisioner() { launch provisioner GREPTIMEDB_ETCD_STATE="$STATE" XDG_CACHE_HOME="${CACHE%/*}" bash "$PROJECT/tools/cluster/provisioner"; }
check_provisioner() { :; }

# node_ready: as reported by the kubelet that runs now. After a crash the API server still holds its predecessor's word,
# so the node, or failing that its lease, must be newer than the kubelet's start.
node_ready() {
  local ready created newest
  read -r ready created < <(kubectl get node "$NODE" 2>/dev/null \
    -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status} {.metadata.creationTimestamp}{"\n"}') || return 1
  [[ $ready == True ]] || return 1
  newest=$created
  [[ ! $newest < $(<"$CLUSTER/kubelet-started") ]] ||
    newest=$(kubectl -n kube-node-lease get lease "$NODE" -o 'jsonpath={.spec.renewTime}' 2>/dev/null) || return 1
  [[ ! $newest < $(<"$CLUSTER/kubelet-started") ]]
}

storage_class_there() { kubectl get storageclass local >/dev/null 2>&1; }
