# shellcheck shell=bash
# Fills Maven's local repository, so that the build works offline afterwards. Meant to be sourced after output.sh and paths.sh.

# maven_libraries: once for each state of the two pom.xml.
maven_libraries() {
  local start=$SECONDS marker
  marker=$CACHE/maven-$(cat "$PROJECT/pom.xml" "$PROJECT/stacks/consumer/pom.xml" | sha256sum | cut -c 1-12)
  [[ ! -f $marker ]] || return 0
  command -v mvn >/dev/null || fail "Maven is not installed; it builds the program. Install Maven 3.8 or newer and JDK 17, then run this again."
  doing libraries "getting what pom.xml names ..."
  # What a plugin needs only when it runs (the test runner's platform, a formatter) is named nowhere: so each runs once.
  if ! (cd "$PROJECT" && mvn -q -B verify failsafe:integration-test -Dtest=PluginVersionTest -Dintegration.tests=None \
    -Dfailsafe.failIfNoSpecifiedTests=false && stacks/consumer/build) >"$marker.log" 2>&1; then
    grep -E '^\[ERROR\]' "$marker.log" | head -n 5 >&2
    fail "Maven could not get the libraries or build; its output is $marker.log."
  fi
  mv "$marker.log" "$marker"
  done_line libraries "in Maven's local repository, $(elapsed "$start")"
}
