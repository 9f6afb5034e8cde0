#!/bin/bash
# Prints the app's table with executed instructions in place of time: a thousand instructions count as a microsecond.
#   callgrind.sh nanoclr mscorlib.pe nanoFramework.Runtime.Native.pe LlsEdge.MicroBench.pe > executed.txt
# The first argument is a nanoCLR for this machine with its symbols, the others are what it loads.
set -e
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A dump before each line that the app prints: what was executed since the line before.
valgrind --tool=callgrind --callgrind-out-file="$work/dump" --dump-before='*Debug::WriteLineNative*' "$@" > "$work/console" 2> "$work/log" || {
  tail -5 "$work/log" >&2
  exit 1
}
line=1
tr -d '\r' < "$work/console" | sed -n '/^construct |/,/^end of table/p' | while IFS= read -r text; do
  instructions=$(awk '/^(summary|totals):/ { print $2; exit }' "$work/dump.$line")
  awk -v text="$text" -v instructions="$instructions" 'BEGIN {
    if (split(text, column, " \\| ") < 4 || column[2] + 0 == 0) { print text; exit }
    printf "%s | %s | %.3f | %.3f\n", column[1], column[2], instructions / 1e6, instructions / 1000 / column[2]
  }'
  line=$((line + 1))
done
