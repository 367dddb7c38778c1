// Command crdgen prints the CRDs that controller-tools, which upstream's own build runs, makes of Go types.
//
//	crdgen DIR MODULE PACKAGE...
//
// It reads the packages as the go.mod of DIR pins them, so each component keeps the versions that its module asks for.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-tools/pkg/crd"
	"sigs.k8s.io/controller-tools/pkg/loader"
	"sigs.k8s.io/controller-tools/pkg/markers"

	"skyctl.dev/schemagen/upstream"
)

func main() {
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "usage: crdgen DIR MODULE PACKAGE...")
		os.Exit(2)
	}
	component, err := generate(os.Args[1], os.Args[2], os.Args[3:])
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(component)
	}
	if err != nil {
		upstream.Fail(err)
	}
}

func generate(dir, module string, paths []string) (*upstream.Component, error) {
	version, err := versionOf(dir, module)
	if err != nil {
		return nil, err
	}
	roots, err := loader.LoadRootsWithConfig(&packages.Config{Dir: dir}, paths...)
	if err != nil {
		return nil, err
	}
	registry := &markers.Registry{}
	if err := (crd.Generator{}).RegisterMarkers(registry); err != nil {
		return nil, err
	}
	// AllowDangerousTypes: floats, which upstream uses; embedded metadata: closed by schemagen, which knows ObjectMeta.
	parser := &crd.Parser{
		Collector:           &markers.Collector{Registry: registry},
		Checker:             &loader.TypeChecker{NodeFilters: []loader.NodeFilter{(crd.Generator{}).CheckFilter()}},
		AllowDangerousTypes: true,
	}
	crd.AddKnownTypes(parser)
	for _, root := range roots {
		parser.NeedPackage(root)
	}
	kinds := crd.FindKubeKinds(parser, crd.FindMetav1(roots))
	if len(kinds) == 0 {
		return nil, fmt.Errorf("no kinds in %v", paths)
	}
	slices.SortFunc(kinds, func(a, b schema.GroupKind) int { return strings.Compare(a.String(), b.String()) })

	component := &upstream.Component{Module: module, Version: version}
	for _, kind := range kinds {
		parser.NeedCRDFor(kind, nil)
		found, err := upstream.KindsOf(parser.CustomResourceDefinitions[kind])
		if err != nil {
			return nil, err
		}
		component.Kinds = append(component.Kinds, found...)
	}
	if loader.PrintErrors(roots, packages.TypeError) {
		return nil, fmt.Errorf("%s: the types cannot be read", module)
	}
	return component, nil
}

func versionOf(dir, module string) (string, error) {
	command := exec.Command("go", "list", "-m", "-f", "{{.Version}}", module)
	command.Dir, command.Stderr = dir, os.Stderr
	version, err := command.Output()
	return strings.TrimSpace(string(version)), err
}
