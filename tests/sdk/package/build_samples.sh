#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# build_samples.sh ROOT BUILD FOLDER CMAKE COMPILER CCACHE: installs the C++ SDK of BUILD into FOLDER/prefix and, against nothing but that,
# builds a copy of its samples in FOLDER/build, and a source for each of its headers and the README's client. Configures the SDK as a
# project alone, too. CCACHE may be empty.
set -euo pipefail
root=$1 build=$2 folder=$3 cmake=$4 compiler=$5 ccache=$6

# configure SOURCE BUILD
configure() {
    "$cmake" -S "$1" -B "$2" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS=-g0 -DCMAKE_PREFIX_PATH="$folder/prefix" \
        -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_CXX_COMPILER_LAUNCHER="$ccache" >/dev/null
}

rm -rf "$folder/prefix" "$folder/samples" "$folder/headers_and_readme"
mkdir -p "$folder"
"$cmake" --install "$build" --component conduit_sdk --prefix "$folder/prefix" >/dev/null
cp -a "$root/sdk/cpp/samples" "$folder/samples"
cp -a "$root/tests/sdk/package/headers" "$folder/headers_and_readme"
# The README's first program is the sample worker, the second a client.
awk '/^```/ { inside = /^```cpp$/; programs += inside; next } inside && programs == 2' "$root/sdk/cpp/README.md" \
    >"$folder/headers_and_readme/readme_client.cpp"

configure "$folder/samples" "$folder/build"
"$cmake" --build "$folder/build"
configure "$folder/headers_and_readme" "$folder/headers_and_readme_build"
"$cmake" --build "$folder/headers_and_readme_build"
configure "$root/sdk/cpp" "$folder/alone"
