#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# test_rust.sh ROOT FOLDER: builds a copy of the Rust SDK in FOLDER against Debian's crates, with its samples, and runs its tests. In
# FOLDER/target/debug/examples are also the driver of the conformance suite, and as readme_worker the worker of the README.
set -euo pipefail
root=$1 folder=$2
mkdir -p "$folder"
rm -rf "$folder/rust" "$folder/contract"
cp -r "$root/sdk/contract" "$folder/contract" # its tests read the example answers
cp -a "$root/sdk/rust" "$folder/rust" # with the times of the files, so that cargo builds no more than it must
cd "$folder/rust"
awk '/^```/ { if (inside) exit; inside = 1; next } inside' README.md >examples/readme_worker.rs
touch -r README.md examples/readme_worker.rs
rm -f Cargo.lock
export CARGO_PROFILE_DEV_DEBUG=0 # for what nobody looks at with a debugger
# Debian's own, also where somebody has others in the path.
export CARGO_TARGET_DIR=$folder/target CARGO_HOME=$folder/home RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc
exec /usr/bin/cargo test --config debian.toml --offline --quiet
