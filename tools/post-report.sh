#!/usr/bin/env bash
# Posts a report as a comment of a pull request, or puts it into the comment that an earlier run has posted.
#
# Usage: tools/post-report.sh REPORT.md OWNER/REPOSITORY NUMBER
# Needs gh, and in GH_TOKEN a token that may write comments.
set -euo pipefail

report=$1 repository=$2 number=$3
marker='<!-- skyctl diff -->'

body=$(mktemp)
trap 'rm -f "$body"' EXIT
printf '%s\n' "$marker" | cat - "$report" >"$body"

# The first of ours counts; nobody else's comment is touched, whatever it quotes.
comment=$(gh api --paginate "repos/$repository/issues/$number/comments" \
  --jq '.[] | select(.user.type == "Bot" and (.body | startswith("'"$marker"'"))) | .id' | sed -n 1p)

if [ -n "$comment" ]; then
  gh api --method PATCH "repos/$repository/issues/comments/$comment" --field "body=@$body" --silent
else
  gh api --method POST "repos/$repository/issues/$number/comments" --field "body=@$body" --silent
fi
