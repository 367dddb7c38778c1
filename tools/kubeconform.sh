#!/usr/bin/env bash
# `npm run kubeconform [ENVIRONMENT...]`: kubeconform judges what Argo CD syncs and what eksctl reads, by the schemas that
# are committed. It fails on an error, on anything skipped, and on an environment without resources.
# `tools/kubeconform.sh --judge KUBERNETES ARGUMENT...` runs it on other files, by the same schemas.
set -euo pipefail
cd "$(dirname "$0")/.."

version=v0.7.0
bin=$PWD/node_modules/.cache/skyctl/kubeconform-$version
[ -x "$bin/kubeconform" ] || GOBIN=$bin go install "github.com/yannh/kubeconform/cmd/kubeconform@$version"

by_our_schemas() {
  "$bin/kubeconform" -strict -kubernetes-version "$1.0" \
    -schema-location 'schemas/{{.NormalizedKubernetesVersion}}-standalone{{.StrictSuffix}}/{{.ResourceKind}}{{.KindSuffix}}.json' \
    -schema-location 'schemas/crds/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json' \
    "${@:2}"
}

if [ "${1:-}" = --judge ]; then
  by_our_schemas "${@:2}"
  exit
fi

if [ $# -eq 0 ]; then
  for folder in generated/*/argocd; do
    set -- "$@" "$(basename "$(dirname "$folder")")"
  done
fi

total=0
failed=0
for environment in "$@"; do
  folder=generated/$environment
  kubernetes=$(sed -nE "s/^ +kubernetesVersion: '?([0-9]+\.[0-9]+)'?$/\1/p" "$folder/world/profile.yaml")
  echo "$environment, Kubernetes ${kubernetes:?is not named by $folder/world/profile.yaml}"
  report=$(by_our_schemas "$kubernetes" -summary "$folder"/{argocd,platform,apps} "$folder"/cluster/cluster*.yaml) || failed=1
  printf '%s\n' "$report"
  read -r resources skipped < <(sed -nE 's/^Summary: ([0-9]+) resources? .*Skipped: ([0-9]+)$/\1 \2/p' <<<"$report") || failed=1
  { [ "${resources:-0}" -gt 0 ] && [ "${skipped:-1}" -eq 0 ]; } || failed=1
  total=$((total + ${resources:-0}))
done
[ "$total" -gt 0 ] || failed=1
if [ "$failed" -ne 0 ]; then
  echo "kubeconform refuses what is generated" >&2
  exit 1
fi
echo "kubeconform accepts all $total resources"
