// Command velero prints the CRDs that Velero carries for its own installer.
package main

import (
	v1 "github.com/vmware-tanzu/velero/config/crd/v1/crds"
	v2alpha1 "github.com/vmware-tanzu/velero/config/crd/v2alpha1/crds"

	"skyctl.dev/schemagen/upstream"
)

func main() {
	upstream.PrintCRDs("github.com/vmware-tanzu/velero", append(v1.CRDs, v2alpha1.CRDs...))
}
