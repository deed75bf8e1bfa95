#!/bin/bash
# The image's entry point: prepares the data folder when it is the member itself that starts, then becomes what it was asked to run.
set -euo pipefail
scripts=$(dirname "${BASH_SOURCE[0]}")

if [[ ${1:-} == */run.sh ]]; then "$scripts/setup.sh"; fi
exec "$@"
