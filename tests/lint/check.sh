#!/usr/bin/env bash
# Proves that the linters see: each planted error is reported on the line after its `// expect:` comment, each check of
# .clang-tidy has a planted error, and clang-format refuses a badly formatted line.
set -euo pipefail
cd "$(dirname "$0")"

found=$(clang-tidy-14 --quiet --config-file=../../.clang-tidy --header-filter='planted\.hpp$' planted.cpp -- -std=c++20 2>/dev/null || true)
failed=0
fail() { echo "$*"; failed=1; }

while IFS=: read -r file line expected; do
  check=${expected##*expect: }
  grep -q "/$file:$((line + 1)):.*\[[^]]*$check" <<<"$found" || fail "$file:$((line + 1)): $check did not report its planted error"
done < <(grep -n '// expect: ' planted.cpp planted.hpp | grep -v 'expect: <')

while read -r check; do
  grep -q "// expect: ${check%\*}" planted.cpp planted.hpp || fail ".clang-tidy has $check, but tests/lint plants no error for it"
done < <(sed -n '/^Checks/,/^Warnings/p' ../../.clang-tidy | grep -oE '^  [a-z][A-Za-z0-9.*-]+')

if printf 'int  f( ){return 1 ;}\n' | clang-format-14 --style=file --assume-filename=x.cpp --dry-run -Werror 2>/dev/null; then
  fail 'clang-format accepted a badly formatted line'
fi
((failed)) || echo "$(grep -c '// expect: [a-z]' planted.cpp planted.hpp | paste -sd' ') planted errors were found"
exit "$failed"
