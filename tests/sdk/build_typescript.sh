#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# build_typescript.sh ROOT FOLDER: builds a copy of the TypeScript SDK in FOLDER/typescript, so that nothing is made among the sources.
set -euo pipefail
root=$1 folder=$2
rm -rf "$folder"
mkdir -p "$folder"
cp -r "$root/sdk/typescript" "$folder/typescript"
cp -r "$root/sdk/contract" "$folder/contract" # its tests read the example answers
cd "$folder/typescript"
tsc -p tsconfig.json
tsc -p tsconfig.cjs.json
cp package.cjs.json dist/cjs/package.json
tsc -p tests/tsconfig.json
