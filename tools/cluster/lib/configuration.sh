# shellcheck shell=bash
# The configuration files of the parts that take one. Written at every start, so that a newer checkout's settings hold,
# but only where they differ: kube-proxy ends itself when its file is touched.

readonly CONFIGURATION=$CLUSTER/configuration

write_configuration() {
  mkdir -p "$CONFIGURATION/cni" "$CLUSTER/volumes" "$CLUSTER/kubelet" "$CLUSTER/registry" "$CLUSTER/logs/pods"
  update "$CONFIGURATION/containerd.toml" write_containerd
  update "$CONFIGURATION/cni/local.conflist" write_network
  update "$CONFIGURATION/kubelet.yaml" write_kubelet
  update "$CONFIGURATION/kube-proxy.yaml" write_kube_proxy
  update "$CONFIGURATION/Corefile" write_coredns
  update "$CONFIGURATION/registry.yaml" write_registry
}

# update FILE COMMAND: what the command prints becomes the file's content.
update() {
  "$2" >"$1.new"
  if cmp -s "$1.new" "$1"; then rm "$1.new"; else mv "$1.new" "$1"; fi
}

# restrict_oom_score_adj: without CAP_SYS_RESOURCE every sandbox dies otherwise. The snapshotter is overlayfs except where
# the folder itself lies on one, because those cannot be stacked.
write_containerd() {
  local snapshotter=overlayfs
  [[ $(stat -f -c %T "$CLUSTER") != overlayfs ]] || snapshotter=native
  cat <<END
version = 2
root = "$CLUSTER/containerd/root"
state = "$CLUSTER/containerd/state"
[grpc]
  address = "$CONTAINERD_SOCKET"
[plugins."io.containerd.internal.v1.opt"]
  path = "$CLUSTER/containerd/opt"
[plugins."io.containerd.grpc.v1.cri"]
  restrict_oom_score_adj = true
  sandbox_image = "localhost/pause:1"
  stream_server_address = "127.0.0.1"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$CONFIGURATION/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "$snapshotter"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
END
}

# A bridge alone: NetworkPolicy objects are accepted and enforced by nobody. No address translation and no default route,
# so no pod can reach anything outside the machine. The bridge's own address is set beforehand, see network.sh: as the
# plugin's gateway it would switch forwarding on for every interface of the machine.
write_network() {
  cat <<END
{"cniVersion": "0.4.0", "name": "local", "plugins": [
  {"type": "bridge", "bridge": "$BRIDGE", "hairpinMode": true,
   "ipam": {"type": "host-local", "ranges": [[{"subnet": "$POD_RANGE", "gateway": "$BRIDGE_ADDRESS"}]],
            "routes": [{"dst": "$SERVICE_RANGE", "gw": "$BRIDGE_ADDRESS"}]}}]}
END
}

write_kubelet() {
  cat <<END
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $BRIDGE_ADDRESS
healthzBindAddress: 127.0.0.1
healthzPort: $(ports_of kubelet)
containerRuntimeEndpoint: unix://$CONTAINERD_SOCKET
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $CERTIFICATES/authority.crt}}
authorization: {mode: Webhook}
clusterDNS: [$DNS_ADDRESS]
clusterDomain: cluster.local
resolvConf: /dev/null
cgroupDriver: cgroupfs
cgroupRoot: /$CGROUP
failCgroupV1: false
failSwapOn: false
cpuCFSQuota: false
oomScoreAdj: 0
makeIPTablesUtilChains: false
podLogsDir: $CLUSTER/logs/pods
volumePluginDir: $CLUSTER/kubelet/volume-plugins
evictionHard: {imagefs.available: "1%", nodefs.available: "1%", memory.available: 50Mi}
imageGCHighThresholdPercent: 100
imageGCLowThresholdPercent: 99
maxPods: 60
serializeImagePulls: false
syncFrequency: 5s
nodeStatusUpdateFrequency: 2s
registryPullQPS: 0
eventRecordQPS: 0
kubeAPIQPS: 100
kubeAPIBurst: 200
END
}

# A minSyncPeriod of 0 means its default, a whole second in which a pod that is Ready is not reachable yet.
# NodePorts are served on the bridge alone; on loopback they would need route_localnet for the whole machine.
write_kube_proxy() {
  local health metrics
  read -r health metrics < <(ports_of kube-proxy)
  cat <<END
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: iptables
clusterCIDR: $POD_RANGE
hostnameOverride: $NODE
clientConnection: {kubeconfig: $CLUSTER/kube-proxy.kubeconfig}
healthzBindAddress: 127.0.0.1:$health
metricsBindAddress: 127.0.0.1:$metrics
nodePortAddresses: [$BRIDGE_ADDRESS/32]
oomScoreAdj: 0
iptables: {minSyncPeriod: 20ms, syncPeriod: 30s, localhostNodePorts: false}
conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
END
}

# No forwarding: names outside the cluster are refused, nobody outside is ever asked.
write_coredns() {
  cat <<END
.:53 {
  bind $BRIDGE_ADDRESS
  errors
  kubernetes cluster.local in-addr.arpa ip6.arpa {
    kubeconfig $KUBECONFIG_ADMIN
    pods insecure
    ttl 2
  }
}
END
}

write_registry() {
  cat <<END
version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage:
  filesystem: {rootdirectory: $CLUSTER/registry}
  delete: {enabled: true}
http: {addr: "127.0.0.1:$REGISTRY_PORT"}
END
}
