# shellcheck shell=bash
# What a crash, a reboot or a kill leaves behind, and how it goes away. All of it is safe to run on any half-made state.

# cgroup_folders: ours in each hierarchy of version 1, or the one of version 2.
cgroup_folders() {
  local folder
  for folder in /sys/fs/cgroup/"$CGROUP" /sys/fs/cgroup/*/"$CGROUP"; do
    if [[ -d $folder ]]; then echo "$folder"; fi
  done
}

make_cgroups() {
  local hierarchy
  if [[ -f /sys/fs/cgroup/cgroup.controllers ]]; then
    mkdir -p "/sys/fs/cgroup/$CGROUP"
    for hierarchy in $(</sys/fs/cgroup/cgroup.controllers); do
      echo "+$hierarchy" >/sys/fs/cgroup/cgroup.subtree_control 2>/dev/null || true
    done
    return
  fi
  for hierarchy in /sys/fs/cgroup/*/; do
    [[ -L ${hierarchy%/} || ! -f $hierarchy/cgroup.procs ]] || mkdir -p "$hierarchy$CGROUP"
  done
}

pod_processes() {
  local folder
  for folder in $(cgroup_folders); do find "$folder" -name cgroup.procs -exec cat {} + 2>/dev/null || true; done | sort -u
}

# end_pods: at once; whoever wants them ended politely deletes them first.
end_pods() {
  local numbers round
  for ((round = 0; round < 50; round++)); do
    mapfile -t numbers < <(pod_processes)
    ((${#numbers[@]})) || return 0
    kill -KILL "${numbers[@]}" 2>/dev/null || true
    sleep 0.1
  done
  warn "Processes of pods do not end: ${numbers[*]}"
}

remove_cgroups() {
  local folder round
  for ((round = 0; round < 30; round++)); do
    for folder in $(cgroup_folders); do find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null || true; done
    [[ -n $(cgroup_folders) ]] || return 0
    sleep 0.1
  done
  warn "Control groups that cannot be removed: $(cgroup_folders | tr '\n' ' ')"
}

# end_pod_layer: the kubelet first, or it would start anew what is being ended. What containerd keeps about running
# containers describes nothing any more once they are gone.
end_pod_layer() {
  local numbers
  stop kubelet
  end_pods
  stop containerd
  mapfile -t numbers < <(shims)
  finish ${numbers[@]+"${numbers[@]}"}
  stop mounts
  rm -rf --one-file-system "$CLUSTER/containerd/state" "$CONTAINERD_SOCKET" "$CONTAINERD_SOCKET.ttrpc"
}

# end_processes: everything that carries this cluster's marker, recorded or not.
end_processes() {
  local component numbers
  stop provisioner
  end_pod_layer
  for component in registry coredns kube-proxy kube-scheduler kube-controller-manager kube-apiserver etcd; do stop "$component"; done
  mapfile -t numbers < <(marked)
  finish ${numbers[@]+"${numbers[@]}"}
}

# clear_remains MODE: of what does not run any more, so that it can be started; what runs is left alone.
clear_remains() {
  local component
  local -a components
  read -ra components <<<"$(components_of "$1")"
  for component in "${components[@]}"; do
    alive "$component" || stop "$component"
  done
  [[ $1 == control-plane ]] || alive mounts || end_pod_layer
}

remove_covered_folders() {
  local folder
  [[ -f $CLUSTER/covered-folders ]] || return 0
  while read -r folder; do rmdir "$folder" 2>/dev/null || true; done <"$CLUSTER/covered-folders"
}
