#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# build_samples.sh ROOT BUILD FOLDER CMAKE CCACHE: installs the C++ SDK of BUILD into FOLDER/prefix and, against nothing but that, builds a
# copy of its samples in FOLDER/build, and a source for each of its headers. CCACHE may be empty.
set -euo pipefail
root=$1 build=$2 folder=$3 cmake=$4 ccache=$5

rm -rf "$folder/prefix" "$folder/samples"
mkdir -p "$folder"
"$cmake" --install "$build" --component conduit_sdk --prefix "$folder/prefix" >/dev/null
cp -a "$root/sdk/cpp/samples" "$folder/samples"

for project in "$folder/samples:$folder/build" "$root/tests/sdk/package/headers:$folder/headers"; do
    "$cmake" -S "${project%%:*}" -B "${project##*:}" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS=-g0 \
        -DCMAKE_PREFIX_PATH="$folder/prefix" -DCMAKE_CXX_COMPILER_LAUNCHER="$ccache" >/dev/null
    "$cmake" --build "${project##*:}"
done
