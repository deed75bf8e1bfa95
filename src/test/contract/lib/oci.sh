# shellcheck shell=bash
# OCI image layouts, and pushing them to a registry without credentials, by its HTTP API. Meant to be sourced after output.sh.

readonly OCI_MANIFEST=application/vnd.oci.image.manifest.v1+json

# new_layout FOLDER
new_layout() {
  mkdir -p "$1/blobs/sha256"
  printf '{"imageLayoutVersion":"1.0.0"}' >"$1/oci-layout"
}

# add_blob LAYOUT FILE MEDIA_TYPE: moves the file into the layout and prints its descriptor.
add_blob() {
  local digest size
  digest=$(sha256sum "$2" | cut -d ' ' -f 1)
  size=$(stat -c %s "$2")
  mv "$2" "$1/blobs/sha256/$digest"
  jq -cn --arg type "$3" --arg digest "sha256:$digest" --argjson size "$size" '{mediaType: $type, digest: $digest, size: $size}'
}

# finish_layout LAYOUT CONFIG LAYER...: descriptors become the manifest, and the layout's only entry.
finish_layout() {
  local layout=$1 config=$2 manifest
  shift 2
  manifest=$layout/manifest.json
  printf '%s\n' "$@" | jq -cs --arg type "$OCI_MANIFEST" --argjson config "$config" \
    '{schemaVersion: 2, mediaType: $type, config: $config, layers: .}' >"$manifest"
  add_blob "$layout" "$manifest" "$OCI_MANIFEST" | jq -c '{schemaVersion: 2, manifests: [.]}' >"$layout/index.json"
}

# layout_digest LAYOUT: the manifest's digest, sha256:...
layout_digest() { jq -r '.manifests[0].digest' "$1/index.json"; }

# blob_file LAYOUT DIGEST
blob_file() { printf '%s/blobs/sha256/%s' "$1" "${2#sha256:}"; }

# registry_digest REGISTRY REPOSITORY TAG: what the registry holds under the tag; empty if nothing.
registry_digest() {
  curl -sfI -H "Accept: $OCI_MANIFEST" "http://$1/v2/$2/manifests/$3" 2>/dev/null | tr -d '\r' |
    awk -F ': ' 'tolower($1) == "docker-content-digest" { print $2 }' || true
}

# push_layout LAYOUT REGISTRY REPOSITORY TAG: the blobs first, so that a manifest never names what is not there.
push_layout() {
  local layout=$1 registry=$2 repository=$3 tag=$4 manifest digest
  manifest=$(blob_file "$layout" "$(layout_digest "$layout")")
  while read -r digest; do
    push_blob "$registry" "$repository" "$(blob_file "$layout" "$digest")" "$digest"
  done < <(jq -r '.config.digest, .layers[].digest' "$manifest")
  curl -sSf -o /dev/null -X PUT -H "Content-Type: $OCI_MANIFEST" --data-binary "@$manifest" \
    "http://$registry/v2/$repository/manifests/$tag" || fail "$registry refused $repository:$tag."
}

# push_blob REGISTRY REPOSITORY FILE DIGEST: unless the repository has it.
push_blob() {
  local base=http://$1/v2/$2/blobs location
  if curl -sfI -o /dev/null "$base/$4"; then return; fi
  location=$(curl -sSf -i -X POST -H 'Content-Length: 0' "$base/uploads/" | tr -d '\r' |
    awk -F ': ' 'tolower($1) == "location" { print $2 }') || fail "$1 takes no uploads for $2."
  [[ $location == http* ]] || location=http://$1$location
  [[ $location == *\?* ]] && location+="&" || location+="?"
  curl -sSf -o /dev/null -T "$3" -H 'Content-Type: application/octet-stream' "${location}digest=$4" ||
    fail "$1 refused a part of $2 ($4)."
}
