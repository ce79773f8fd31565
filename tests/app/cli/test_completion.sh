#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-only
# test_completion.sh CMAKE BUILD: installs the program, and has bash complete with the file that is installed.
set -euo pipefail
cmake=$1 build=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$cmake" --install "$build" --component conduit --prefix "$folder" >/dev/null
source "$folder/share/bash-completion/completions/conduit"

failures=0
# expect WORDS OFFERED: what is offered for the last of the words, which a space at the end begins.
expect() {
    mapfile -t -d ' ' COMP_WORDS < <(printf '%s' "$1 ")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _conduit
    [[ ${COMPREPLY[*]} == "$2" ]] || {
        printf 'for "%s" not "%s" but "%s" is offered\n' "$1" "$2" "${COMPREPLY[*]}" >&2
        failures=1
    }
}
[[ $(complete -p conduit) == *'-F _conduit conduit' ]] || failures=1
expect 'conduit ge' 'get gen'
expect 'conduit gen ' 'typescript python rust cpp'
expect 'conduit gen py' 'python'
expect 'conduit gen rust --ch' '--check'
expect 'conduit gen rust --ou' '--output'
expect 'conduit gen rust --js' ''
expect "conduit gen rust -o $folder/sha" "$folder/share"
expect 'conduit enqueue mail --backoff ' 'polynomial exponential fixed list'
expect 'conduit enqueue mail --unique-for ' 'done start'
expect 'conduit enqueue mail --on-conflict re' 'return reject replace'
expect 'conduit enqueue mail --expires-at ' ''
expect 'conduit list --state ca' 'cancelled'
[[ $("$folder/bin/conduit" completion bash) == "$(<"$folder/share/bash-completion/completions/conduit")" ]] || {
    echo 'the installed program prints another completion' >&2
    failures=1
}
exit "$failures"
