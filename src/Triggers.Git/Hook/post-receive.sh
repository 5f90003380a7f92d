#!/bin/sh
# Tells Triggers of every push to this repository. Made by: triggers git hook
#
# What git says goes into the spool folder; a process in the background sends it, signed, and tries again until it is taken. The push
# does not wait for that and cannot fail of it. Needs sha256sum (or shasum), od and curl.
url='@URL@'
secret_file='@SECRET_FILE@'
spool='@SPOOL@'
# Seconds to keep trying before the next push (or: post-receive --send) has to.
patience=86400

LC_ALL=C
export LC_ALL

say() { printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*" >>"$spool/log" 2>/dev/null; }

sha256() { if command -v sha256sum >/dev/null 2>&1; then sha256sum; else shasum -a 256; fi | cut -c1-64; }

hex() { od -An -v -tx1 | tr -d ' \n'; }

# Hexadecimal digits as escapes of printf, each byte combined with $2.
escapes() {
  rest=$1 out=''
  while [ -n "$rest" ]; do
    byte=$((0x${rest%"${rest#??}"} ^ $2)) rest=${rest#??}
    out="$out\\$((byte / 64))$((byte / 8 % 8))$((byte % 8))"
  done
  printf %s "$out"
}

# HMAC-SHA256 (RFC 2104) with the shell's own printf: the secret is on no command line.
sign() {
  secret=$(cat "$secret_file") || return 1
  [ -n "$secret" ] || return 1
  key=$(printf %s "$secret" | hex)
  [ ${#key} -le 128 ] || key=$(printf %s "$secret" | sha256)
  while [ ${#key} -lt 128 ]; do key=${key}00; done
  inner=$({ printf "$(escapes "$key" 0x36)"; cat "$1"; } | sha256)
  { printf "$(escapes "$key" 0x5c)"; printf "$(escapes "$inner" 0)"; } | sha256
}

# 0 = taken, 1 = try again, 2 = refused for good. The first line of a spooled push is who pushed.
post() {
  who=$(sed -n 1p "$1" | tr -d '\n' | hex | sed 's/../%&/g')
  sed 1d "$1" >"$spool/sending.$$" || return 1
  signature=$(sign "$spool/sending.$$") || { say "cannot sign: is there a secret in $secret_file?"; return 1; }
  delivery=$({ hostname; pwd; basename "$1"; cat "$1"; } 2>/dev/null | sha256 | cut -c1-32)
  status=$(curl --silent --show-error --output /dev/null --write-out '%{http_code}' --connect-timeout 5 --max-time 30 \
    --header 'Content-Type: text/plain' --header 'Expect:' --header "X-Triggers-Delivery: $delivery" \
    --header "X-Triggers-Signature-256: sha256=$signature" --data-binary "@$spool/sending.$$" "$url?pusher=$who" 2>"$spool/error.$$")
  case $status in
    2??) return 0 ;;
    400 | 413) say "refused with $status: $1"; return 2 ;;
    *) say "not taken ($status): $(cat "$spool/error.$$")"; return 1 ;;
  esac
}

pending() { ls "$spool" | grep '\.push$' | head -n 1; }

# One sender at a time; a lock whose owner is gone is nobody's.
take_lock() {
  mkdir "$spool/lock" 2>/dev/null && return 0
  # One that has just been made has no owner yet.
  [ -s "$spool/lock/pid" ] || sleep 1
  owner=$(cat "$spool/lock/pid" 2>/dev/null)
  if [ -n "$owner" ] && kill -0 "$owner" 2>/dev/null; then return 1; fi
  rm -rf "$spool/lock"
  mkdir "$spool/lock" 2>/dev/null
}

clean() { rm -rf "$spool/lock" "$spool/sending.$$" "$spool/error.$$"; }

# Oldest first. 0 = all sent, 1 = another sender is at it, or patience has run out.
send() {
  take_lock || return 1
  echo $$ >"$spool/lock/pid"
  trap clean EXIT
  trap 'exit 1' HUP INT TERM
  wait=1 waited=0
  while next=$(pending) && [ -n "$next" ]; do
    post "$spool/$next"
    case $? in
      0) rm -f "$spool/$next"; wait=1 waited=0 ;;
      2) mkdir -p "$spool/refused" && mv "$spool/$next" "$spool/refused/"; wait=1 ;;
      *)
        [ "$waited" -lt "$patience" ] || return 1
        sleep "$wait"
        waited=$((waited + wait)) wait=$((wait * 2))
        [ "$wait" -le 60 ] || wait=60 ;;
    esac
  done
  clean
  trap - EXIT
}

if [ "${1-}" = --send ]; then
  # Again for what was spooled while the lock was given back.
  while send && [ -n "$(pending)" ]; do :; done
  exit 0
fi

umask 077
if mkdir -p "$spool" 2>/dev/null; then
  name=$(date +%s%N | tr -dc 0-9)
  name="$(printf %.20s "${name}0000000000")-$$"
  if { printf '%s\n' "${GL_USERNAME:-${GL_USER:-${REMOTE_USER:-${USER:-$(id -un)}}}}"; cat; } >"$spool/$name.new" 2>/dev/null \
    && mv "$spool/$name.new" "$spool/$name.push"; then
    nohup "$0" --send </dev/null >/dev/null 2>&1 &
    exit 0
  fi
fi
echo 'Triggers: this push could not be noted, so no function runs for it.' >&2
exit 0
