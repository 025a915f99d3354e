#!/usr/bin/env bash
# Passes all tests on a fresh Debian machine that has only the .NET SDK. Installs the browser if it is missing.
# tests/run.sh [FILTER]   FILTER as for dotnet test --filter
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

need() { # command, package
  command -v "$1" >/dev/null 2>&1 && return
  echo "Installing $2 …"
  [ -n "${apt_updated:-}" ] || { apt-get update -qq && apt_updated=1; } || { echo "apt-get update failed; $2 is needed" >&2; exit 1; }
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2" >/dev/null || { echo "$2 could not be installed" >&2; exit 1; }
}
need chromium chromium

dotnet build ReturnsConsole.sln -c Release -v q --nologo || { echo "The build failed."; echo "0 passed, 1 failed"; exit 1; }

passed=0 failed=0 skipped=0 status=0
results=$(mktemp)
trap 'rm -f "$results"' EXIT
for project in Connectors.Tests Tests Components.Tests EndToEnd; do
  echo "== ReturnsConsole.$project"
  dotnet test "tests/ReturnsConsole.$project" -c Release --no-build --nologo --logger "console;verbosity=minimal" ${1:+--filter "$1"} 2>&1 | tee "$results"
  [ "${PIPESTATUS[0]}" -eq 0 ] || status=1
  counts=$(grep -E '(Passed|Failed)! +- Failed:' "$results" | tail -n 1)
  if [ -z "$counts" ]; then
    grep -q 'No test matches' "$results" && continue
    echo "ReturnsConsole.$project gave no counts."; failed=$((failed + 1)); status=1; continue
  fi
  number() { sed -E "s/.*$1: *([0-9]+).*/\1/" <<<"$counts"; }
  passed=$((passed + $(number Passed))) failed=$((failed + $(number Failed))) skipped=$((skipped + $(number Skipped)))
done
[ "$failed" -eq 0 ] || status=1
[ "$passed" -gt 0 ] || { echo "No test ran."; status=1; }
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
