package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"

	"skyctl.dev/schemagen/upstream"
)

// carried says where a module carries its CRDs as files, by component: what is installed, webhooks' omissions included.
// The other modules hand them out as they do for the schemas.
var carried = map[string]struct{ module, files string }{
	"tekton-pipelines":             {"github.com/tektoncd/pipeline", "config/300-crds/*.yaml"},
	"tekton-triggers":              {"github.com/tektoncd/triggers", "config/300-*.yaml"},
	"tekton-operator":              {"github.com/tektoncd/operator", "config/base/generated-crds/*.yaml"},
	"argocd":                       {"github.com/argoproj/argo-cd/v3", "manifests/crds/*-crd.yaml"},
	"external-secrets":             {"github.com/external-secrets/external-secrets", "config/crds/bases/*.yaml"},
	"cert-manager":                 {"github.com/cert-manager/cert-manager", "deploy/crds/*.yaml"},
	"aws-load-balancer-controller": {"sigs.k8s.io/aws-load-balancer-controller", "config/crd/bases/*.yaml"},
	"network-policy-api":           {"sigs.k8s.io/network-policy-api", "config/crd/experimental/*_*.yaml"},
	"external-snapshotter":         {"github.com/kubernetes-csi/external-snapshotter/client/v8", "config/crd/*.yaml"},
}

// printCRDs prints the CRDs behind schemas/crds as upstream states them, one a line with its component. What this program
// corrects in the schemas stays uncorrected: a server that gets the CRD judges by it.
func printCRDs(out io.Writer) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	seen := map[string]bool{}
	for _, s := range extensions {
		if s.out != "crds" || seen[s.name] {
			continue
		}
		seen[s.name] = true
		component, err := s.readCRDs()
		if err != nil {
			return err
		}
		if len(component.CRDs) == 0 {
			return fmt.Errorf("%s hands out no CRDs", s.name)
		}
		// Some modules hand them out in any order.
		slices.SortFunc(component.CRDs, func(a, b json.RawMessage) int { return bytes.Compare(a, b) })
		for _, crd := range component.CRDs {
			if err := encoder.Encode(map[string]any{"component": s.name, "crd": crd}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s source) readCRDs() (*upstream.Component, error) {
	fmt.Fprintln(os.Stderr, "reading the CRDs of", s.name)
	files, ok := carried[s.name]
	if !ok {
		return s.read()
	}
	return runProgram(s.name, "crdgen", []string{"run", ".", "-files", files.files, "../" + s.dir, files.module})
}
