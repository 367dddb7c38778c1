#!/usr/bin/env bash
# Lands one release on a branch that others push to at the same time. Where somebody was faster, the release is made again
# on the fresh head: never merged, never rebased, since a merge of two texts is a tree that nobody generated.
# docs/releases.md says when to use it.

usage() {
  cat <<'END'
Usage: tools/release.sh [options] image set <app> <image@digest> --env <environment>
       tools/release.sh [options] promote <app> --from <environment> --to <environment>

Fetches the branch, runs skyctl on its head, commits what that wrote and pushes it; starts over from the fresh head where
the push came too late.

Options:
  --remote <name>    default: origin
  --branch <name>    default: main
  --attempts <n>     how often to try, 1 to 99; default: 10

Exit codes: 0 landed, or nothing to release; 1 refused; 2 wrong use. SKYCTL names another skyctl than that of the workspace.
END
}

say() { printf 'release: %s\n' "$1" >&2; }

fail() {
  say "$2"
  exit "$1"
}

skyctl() {
  if [ -n "${SKYCTL-}" ]; then
    "$SKYCTL" "$@"
  else
    npx --no-install skyctl "$@"
  fi
}

# Back to where the caller was, without what a release that failed half-way wrote. The trap calls it.
# shellcheck disable=SC2317,SC2329
restore() {
  git restore --quiet --staged --worktree -- environments generated 2>/dev/null
  git clean --quiet --force -d -- environments generated
  git checkout --quiet "$start"
}

# The remote had no newer head yet, but another push was just changing it.
is_race() {
  case $1 in
    *'cannot lock ref'* | *'failed to update ref'* | *'incorrect old value'*) return 0 ;;
    *) return 1 ;;
  esac
}

fetch_head() {
  git fetch --quiet "$remote" "refs/heads/$branch" || fail 1 "cannot fetch $branch of $remote"
  git rev-parse FETCH_HEAD
}

# One try on the head that it is given: 0 landed or nothing to do, 3 somebody was faster; anything else ends the script.
attempt() {
  local head=$1 message output now
  shift
  git checkout --quiet --detach "$head" || fail 1 "cannot check out $head"
  if ! git diff --quiet "$installed" "$head" -- package-lock.json; then
    say 'package-lock.json has changed: npm ci'
    npm ci --no-audit --no-fund >&2 || fail 1 'npm ci failed'
    installed=$head
  fi
  message=$(skyctl "$@") || exit
  if [ -z "$(git status --porcelain -- environments generated)" ]; then
    printf '%s\n' "$message"
    return 0
  fi
  git add --all -- environments generated || fail 1 'git add failed'
  git commit --quiet --file=- <<<"$message" || fail 1 'git commit failed'
  output=$(LC_ALL=C git push --porcelain "$remote" "HEAD:refs/heads/$branch" 2>&1)
  local code=$?
  [ "$code" -eq 0 ] || printf '%s\n' "$output" >&2
  now=$(fetch_head) || exit
  # The answer may get lost where the push did not.
  if [ "$code" -eq 0 ] || git merge-base --is-ancestor HEAD "$now"; then
    printf '%s\n\nlanded on %s as %s\n' "$message" "$branch" "$(git rev-parse HEAD)"
    return 0
  fi
  if [ "$now" = "$head" ] && ! is_race "$output"; then
    fail 1 "$remote refused the push, and nobody else had pushed: the reason stands above"
  fi
  return 3
}

main() {
  remote=origin
  branch=main
  local attempts=10
  while [ $# -gt 0 ]; do
    case $1 in
      --remote | --branch | --attempts)
        [ $# -gt 1 ] || fail 2 "$1 needs a value"
        case $1 in
          --remote) remote=$2 ;;
          --branch) branch=$2 ;;
          *) attempts=$2 ;;
        esac
        shift 2
        ;;
      -h | --help)
        usage
        exit 0
        ;;
      *) break ;;
    esac
  done
  [[ $attempts =~ ^[1-9][0-9]?$ ]] || fail 2 "--attempts is a number from 1 to 99, not '$attempts'"
  [[ $remote != -* ]] || fail 2 "'$remote' is no remote"
  git check-ref-format "refs/heads/$branch" || fail 2 "'$branch' is no branch"
  case "${1-} ${2-}" in
    'image set' | 'promote '*) ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
  local argument
  for argument in "$@"; do
    case $argument in
      --json | --format*) fail 2 "$argument: what skyctl prints becomes the commit message" ;;
      *) ;;
    esac
  done

  local top
  top=$(git rev-parse --show-toplevel) || exit 2
  cd "$top" || exit 2
  [ -z "$(git status --porcelain)" ] || fail 2 'the worktree has changes: commit or stash them first'
  start=$(git symbolic-ref --quiet --short HEAD || git rev-parse HEAD) || exit 2
  installed=$(git rev-parse HEAD) || exit 2
  trap restore EXIT

  local try head
  for ((try = 1; try <= attempts; try++)); do
    head=$(fetch_head) || exit
    attempt "$head" "$@"
    case $? in
      0) exit 0 ;;
      3) say "somebody else was faster (attempt $try of $attempts)" ;;
      *) exit 1 ;;
    esac
  done
  fail 1 "gave up after $attempts attempts: others push to $branch all the time"
}

main "$@"
