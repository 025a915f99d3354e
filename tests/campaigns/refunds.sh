#!/usr/bin/env bash
# Refunds under fire: tests/campaigns/refunds.sh [minutes] [seed] [mutant]
# Exit 0 without violations, 1 with. Mutants, each of which must report violations: unique-key-dropped, resend-on-timeout, cap-before-lock, audit-outside.
set -euo pipefail
cd "$(dirname "$0")/../.."
minutes=${1:-2}
seed=${2:-1}
mutant=${3:-none}
dotnet build tests/ReturnsConsole.Campaigns -c Release -v q --nologo -p:RunAnalyzers=false
exec dotnet tests/ReturnsConsole.Campaigns/bin/Release/net10.0/ReturnsConsole.Campaigns.dll refunds "$(awk "BEGIN{print int($minutes*60)}")" "$seed" "$mutant"
