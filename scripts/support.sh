# Shared by the scripts beside it: messages, versions, and stamps of what was settled before. Sourced by bash.

root=$(cd -- "${BASH_SOURCE[0]%/*}/.." && pwd)
tools=${ORRIS_TOOLS:-$root/.tools}
stamps=$tools/stamps

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
fail() { say "$@"; exit 1; }

# The place of a command on the PATH, our own wrappers not counted.
onPath() {
  local folder IFS=:
  for folder in $PATH; do
    if [ "$folder" != "$tools/bin" ] && [ -f "$folder/$1" ] && [ -x "$folder/$1" ]; then
      printf '%s\n' "$folder/$1"
      return
    fi
  done
  return 1
}

# The place of a tool: in our folder, or else on the PATH.
toolPath() { if [ -x "$tools/bin/$1" ]; then printf '%s\n' "$tools/bin/$1"; else onPath "$1"; fi; }

# atLeast 5.048 5.006: compares dotted versions number by number.
atLeast() {
  local have want index IFS=.
  read -r -a have <<<"$1"
  read -r -a want <<<"$2"
  for index in "${!want[@]}"; do
    if ((10#${have[index]:-0} > 10#${want[index]})); then return 0; fi
    if ((10#${have[index]:-0} < 10#${want[index]})); then return 1; fi
  done
}

# The first dotted number that a command prints.
versionOf() { "$@" 2>/dev/null </dev/null | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1 || true; }

# isSettled NAME KEY FILE...: whether NAME was settled as KEY, and none of the files has changed since. The key holds
# everything the decision rests on, so that a new pin, or a command that has come or gone, is looked at again.
isSettled() {
  local file
  [ -f "$stamps/$1" ] && [ "$(<"$stamps/$1")" = "$2" ] || return 1
  for file in "${@:3}"; do
    [ -e "$file" ] && [ ! "$file" -nt "$stamps/$1" ] || return 1
  done
}

settle() { mkdir -p "$stamps" && printf '%s\n' "$2" >"$stamps/$1"; }
