// Command cilium prints the CRDs that Cilium's operator registers.
//
// go.mod holds the newest minor version; `go run -modfile=v1.19.mod .` prints another one.
package main

import (
	"github.com/cilium/cilium/pkg/k8s/apis/cilium.io/client"
	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"

	"skyctl.dev/schemagen/upstream"
)

func main() {
	var crds []apiextensions.CustomResourceDefinition
	for _, crd := range client.CustomResourceDefinitionList() {
		crds = append(crds, client.GetPregeneratedCRD(nil, crd.Name))
	}
	upstream.PrintCRDs("github.com/cilium/cilium", crds)
}
