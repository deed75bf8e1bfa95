# shellcheck shell=bash
# The stack that the commands work on. Meant to be sourced after output.sh and paths.sh, in tools/environment's environment.

readonly TARGET=${TARGET:-embedded}
STACK=${STACK:-$([[ $TARGET == embedded ]] && echo local || echo dev)}
readonly STACK
readonly REAL_REGISTRY=greptime-registry.cn-hangzhou.cr.aliyuncs.com

# stack_file: path of the configuration file in use. The stack file itself, unless CHART names another chart: then a copy
# in the state folder, since a committed file must not change by running a command.
stack_file() {
  if [[ $STACK != local && -z ${CHART:-} ]]; then
    printf '%s/Pulumi.%s.yaml' "$PROJECT" "$STACK"
  else
    printf '%s/stacks/Pulumi.%s.yaml' "$STATE" "$STACK"
  fi
}

# prepare_stack: makes the stack and its configuration file, once.
prepare_stack() {
  local original=$PROJECT/Pulumi.$STACK.yaml file
  [[ -f $original ]] || fail "there is no stack file Pulumi.$STACK.yaml; STACK=$STACK names it. Stack files here: $(cd "$PROJECT" && echo Pulumi.*.yaml)."
  file=$(stack_file)
  # Pulumi writes the salt of a new stack into the stack file of the folder it is called in.
  mkdir -p "$STATE/stacks"
  cp "$PROJECT/Pulumi.yaml" "$STATE/stacks/"
  if ! stack_exists; then
    rm -f "$STATE/stacks/Pulumi.$STACK.yaml"
    pulumi -C "$(dirname "$file")" stack init "$STACK" --no-select >/dev/null
  fi
  [[ $file == "$original" ]] || copy_settings "$original" "$file"
  use_chart "$file"
}

# copy_settings ORIGINAL COPY: all but the salt, which stays the one that the stack's state is encrypted with.
copy_settings() {
  local salt=''
  [[ ! -f $2 ]] || salt=$(grep '^encryptionsalt:' "$2" || true)
  grep -v '^encryptionsalt:' "$1" >"$2.part"
  [[ -z $salt ]] || printf '%s\n' "$salt" >>"$2.part"
  mv "$2.part" "$2"
}

stack_exists() { pulumi stack ls --json 2>/dev/null | jq -e --arg name "$STACK" 'any(.[]; .name == $name)' >/dev/null; }

# use_chart FILE: CHART if given; otherwise, for the embedded cluster, the real chart when its registry answers.
use_chart() {
  local chart=${CHART:-}
  if [[ -z $chart && $STACK == local ]]; then
    if real_registry_answers; then chart=oci://$REAL_REGISTRY/charts/etcd; else chart=contract; fi
  fi
  case $chart in
    '') ;;
    contract) done_line chart "the contract chart and image (stand-ins with real etcd; CHART=... chooses another)" ;;
    oci://"$REAL_REGISTRY"/*)
      set_chart "$1" "$chart"
      pulumi config set --config-file "$1" --stack "$STACK" --path greptimedb-etcd:cluster.image.registry "$REAL_REGISTRY"
      done_line chart "$chart" ;;
    *)
      set_chart "$1" "$chart"
      done_line chart "$chart" ;;
  esac
}

set_chart() { pulumi config set --config-file "$1" --stack "$STACK" --path greptimedb-etcd:cluster.chart.reference "$2"; }

real_registry_answers() {
  local status
  status=$(curl -s -o /dev/null -m 3 -w '%{http_code}' "https://$REAL_REGISTRY/v2/" 2>/dev/null) || return 1
  [[ $status == 200 || $status == 401 ]]
}

# setting PATH DEFAULT: a setting of the cluster block, by jq path.
setting() {
  pulumi config --json --config-file "$(stack_file)" --stack "$STACK" |
    jq -r --arg default "$2" "(.[\"greptimedb-etcd:cluster\"].objectValue // {}) | $1 // \$default"
}
