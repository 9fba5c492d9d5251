# Runs a program and ends it when standard input closes, which it does when the supervisor dies.
# $1 file for the program's process id, $2 signal that asks it to end, $3 seconds until it is killed.
# A supervisor that stops the program writes a line with other seconds before. Without it, what the
# program needs to finish its work is ending too.
pid_file=$1
signal=$2
patience=$3
shift 3

# A background job gets /dev/null as its standard input, so the pipe is kept under another number.
exec 3<&0
"$@" </dev/null 3<&- &
program=$!
echo "$program" >"$pid_file.new"
mv "$pid_file.new" "$pid_file"

(
  read -r seconds <&3
  kill -s "$signal" "$program"
  tenths=$((${seconds:-$patience} * 10))
  while [ "$tenths" -gt 0 ] && kill -0 "$program"; do
    sleep 0.1
    tenths=$((tenths - 1))
  done
  kill -s KILL "$program"
) >/dev/null 2>&1 &
watcher=$!

wait "$program"
status=$?
kill -s KILL "$watcher" 2>/dev/null
exit "$status"
