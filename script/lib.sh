# Read by the other scripts: moves to the root of the tree and holds what they share.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
export NODE_PATH="/usr/share/nodejs${NODE_PATH:+:$NODE_PATH}"   # Debian's emcc looks for acorn there

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
die() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Files of ours, tracked or new, that match the patterns.
our_files() { git ls-files --cached --others --exclude-standard -- "$@" | while read -r file; do [[ -f $file ]] && echo "$file"; done; }

# build PRESET [TARGET...]: configures and builds, with ccache where there is one.
build() {
  local preset=$1
  shift
  local launcher=()
  have ccache && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  export CCACHE_BASEDIR=$PWD  # `native` takes the objects of `release`: their unit files differ in the folder only
  cmake --preset "$preset" --log-level=WARNING "${launcher[@]}" >/dev/null &&
    cmake --build --preset "$preset" --parallel "$(nproc)" ${1:+--target "$@"}
}

# node_tests PATTERN...: Node's own runner on the test files that match; an empty list is a failure.
node_tests() {
  local files
  mapfile -t files < <(our_files "$@")
  ((${#files[@]})) || { echo "no test file matches $*"; return 1; }
  node tests/support/run.mjs "${files[@]}"
}
