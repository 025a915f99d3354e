#!/usr/bin/env bash
# Adds a migration of the given name for both databases: src/build/migrations.sh AddClaims
set -euo pipefail
cd "$(dirname "$0")/../.."
name=${1:?name of the migration}
dotnet tool restore >/dev/null
dotnet build src/ReturnsConsole -v q
for db in Sqlite SqlServer; do
  dotnet ef migrations add "$name" --no-build --project src/ReturnsConsole --context "${db}ConsoleContext" --output-dir "Data/Migrations/$db"
done
