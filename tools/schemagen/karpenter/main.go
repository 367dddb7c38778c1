// Command karpenter prints the CRDs that Karpenter's core carries. EC2NodeClass belongs to its AWS provider.
package main

import (
	"sigs.k8s.io/karpenter/pkg/apis"

	"skyctl.dev/schemagen/upstream"
)

func main() {
	upstream.PrintCRDs("sigs.k8s.io/karpenter", apis.CRDs)
}
