#!/usr/bin/env bash
# The rules of the house that no other tool checks. Prints what breaks one; silent and 0 when none is broken.
set -uo pipefail
cd "$(dirname "$0")/../.."
failed=0
fail() { echo "$*"; failed=1; }

ours() { git ls-files --cached --others --exclude-standard -- "$@" | sort -u; }

# A provider's name belongs to profiles, tests and documents.
hits=$(ours src web/src wasm | xargs -d '\n' grep -ilE 'websupport' 2>/dev/null) && fail "a provider is named in: $hits"

# `src/core` is pure.
hits=$(ours 'src/core/*.cpp' 'src/core/*.hpp' | xargs -d '\n' grep -nE '#include <(boost|nlohmann|openssl|ares|thread|mutex|chrono|iostream|fstream|filesystem|exception)|\bthrow\b|\btry \{' 2>/dev/null) &&
  fail "src/core must stay pure:"$'\n'"$hits"

# No page code from strings or for strings as markup.
hits=$(ours 'web/src/*.ts' 'web/article/*' | grep -v '/generated/' | xargs -d '\n' grep -nE '\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|https?://[a-z.]*(cdn|unpkg|jsdelivr)' 2>/dev/null) &&
  fail "the page must not make code or markup from strings:"$'\n'"$hits"

# Facts are compiled to numbers: one that nobody observes would be silently false.
while read -r fact; do
  grep -qF "\"$fact\"" web/src/generated/contract.json || fail "src/core names a fact that nobody observes: $fact"
done < <(ours 'src/core/*.cpp' | xargs -d '\n' grep -ohP '(\bsays\([^;]*?, |\bFact\()"\K[^"]+|kTold\[\] = \{\K[^}]+' | tr -d '" ' | tr ',' '\n')

# Files that one reads at a sitting.
while read -r lines file; do
  [[ $file == total ]] || ((lines <= 450)) || fail "$file has $lines lines; split it (450 at most)"
done < <(ours 'src/*.cpp' 'src/*.hpp' 'wasm/*.cpp' 'wasm/*.hpp' 'web/src/*.ts' | grep -v '/generated/' | xargs -d '\n' wc -l)

# No sleeping tests.
hits=$(ours 'tests/*.cpp' 'tests/*.hpp' | grep -v '^tests/lint/' | xargs -d '\n' grep -nE 'sleep_for|sleep_until|\busleep\(' 2>/dev/null) && fail "tests must not sleep:"$'\n'"$hits"

exit "$failed"
