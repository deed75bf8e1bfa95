# shellcheck shell=bash
# Finds the pulumi that is used. Meant to be sourced after paths.sh and go-tools.sh.

readonly PULUMI_AT_LEAST=3.250.0
readonly KUBERNETES_PLUGIN=4.27.0
# With the provider plugin of the pinned version in its place; the user's own stays as it is.
readonly PULUMI_OWN_HOME=$CACHE/pulumi-home

# fitting_pulumi: whether a pulumi on PATH is new enough and has the Java language host beside it.
fitting_pulumi() {
  local version
  command -v pulumi >/dev/null && command -v pulumi-language-java >/dev/null || return 1
  [[ $(command -v pulumi) != "$CACHE"/* ]] || return 1
  version=$(pulumi version 2>/dev/null) || return 1
  [[ $(printf '%s\nv%s\n' "$version" "$PULUMI_AT_LEAST" | sort -V | head -n 1) == "v$PULUMI_AT_LEAST" ]]
}

# own_plugin_home BINARY: puts the provider plugin into it.
own_plugin_home() {
  local binary=$1 folder=$PULUMI_OWN_HOME/plugins/resource-kubernetes-v$KUBERNETES_PLUGIN
  mkdir -p "$folder"
  # Renamed into place: a run at the same time sees the old link or the new one, never none.
  ln -sfn "$binary" "$folder/.link.$$"
  mv -T "$folder/.link.$$" "$folder/pulumi-resource-kubernetes"
}
