# shellcheck shell=bash
# The image that holds each pod's namespaces open, made here: busybox and nothing else. It ends at once when asked to.

import_pause_image() {
  [[ -z $(ctr_images ls -q name==localhost/pause:1 2>/dev/null) ]] || return 0
  local folder=$CLUSTER/pause-image layer config
  rm -rf "$folder"
  mkdir -p "$folder/root/bin"
  install -m 0755 "$(PATH=/bin:/usr/bin command -v busybox)" "$folder/root/bin/busybox"
  ln -s busybox "$folder/root/bin/sh"
  tar -C "$folder/root" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -cf "$folder/layer.tar" bin
  layer=sha256:$(sha256sum "$folder/layer.tar" | cut -d ' ' -f 1)
  pause_configuration "$layer" >"$folder/config.json"
  config=config.json
  jq -n --arg config "$config" '[{Config: $config, RepoTags: ["localhost/pause:1"], Layers: ["layer.tar"]}]' >"$folder/manifest.json"
  tar -C "$folder" -cf "$folder/image.tar" manifest.json config.json layer.tar
  ctr_images import --local "$folder/image.tar" >"$CLUSTER/logs/pause-image.log" 2>&1 ||
    ctr_images import "$folder/image.tar" >>"$CLUSTER/logs/pause-image.log" 2>&1 ||
    fail "The image for pods' namespaces could not be imported; see $CLUSTER/logs/pause-image.log."
  rm -rf "$folder"
}

pause_configuration() {
  jq -n --arg layer "$1" '{
    architecture: "'"$(dpkg --print-architecture 2>/dev/null || echo amd64)"'", os: "linux",
    config: {Entrypoint: ["/bin/sh", "-c", "trap \"exit 0\" TERM INT; while :; do /bin/busybox sleep 2147483647 & wait $!; done"]},
    rootfs: {type: "layers", diff_ids: [$layer]}
  }'
}
