#!/usr/bin/env bash
# Stock under fire: tests/campaigns/stock.sh [minutes] [seed] [mutant]
# Exit 0 without violations, 1 with. Mutants, each of which must report violations: resend-on-timeout, message-outside, done-twice.
set -euo pipefail
cd "$(dirname "$0")/../.."
minutes=${1:-2}
seed=${2:-1}
mutant=${3:-none}
dotnet build tests/ReturnsConsole.Campaigns -c Release -v q --nologo -p:RunAnalyzers=false
exec dotnet tests/ReturnsConsole.Campaigns/bin/Release/net10.0/ReturnsConsole.Campaigns.dll stock "$(awk "BEGIN{print int($minutes*60)}")" "$seed" "$mutant"
