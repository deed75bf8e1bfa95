# shellcheck shell=bash
# All of the scripts' common parts. Meant to be sourced first, and by scripts alone: the names that it defines are many, and some
# readonly. tools/environment is what a person sources.

# Without it bash passes over errors in what $(...) calls.
shopt -s inherit_errexit

library=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tools/lib/output.sh
source "$library/output.sh"
# shellcheck source=tools/lib/paths.sh
source "$library/paths.sh"
# shellcheck source=tools/lib/go-tools.sh
source "$library/go-tools.sh"
# shellcheck source=tools/lib/debian.sh
source "$library/debian.sh"
# shellcheck source=tools/lib/maven.sh
source "$library/maven.sh"
# shellcheck source=tools/lib/pulumi.sh
source "$library/pulumi.sh"
# shellcheck source=tools/lib/stack.sh
source "$library/stack.sh"
unset library
