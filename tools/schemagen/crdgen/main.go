// Command crdgen prints the CRDs that controller-tools, which upstream's own build runs, makes of Go types.
//
//	crdgen DIR MODULE PACKAGE...
//	crdgen -files GLOB DIR MODULE     those that the module carries as files instead
//
// It reads the packages as the go.mod of DIR pins them, so each component keeps the versions that its module asks for.
package main

import (
	"encoding/json"
	"flag"
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
	files := flag.String("files", "", "print the CRDs in the files of the module that this pattern matches")
	flag.Parse()
	if (*files == "") != (flag.NArg() > 2) || flag.NArg() < 2 {
		fmt.Fprintln(os.Stderr, "usage: crdgen DIR MODULE PACKAGE...\n       crdgen -files GLOB DIR MODULE")
		os.Exit(2)
	}
	dir, module := flag.Arg(0), flag.Arg(1)
	component := &upstream.Component{Module: module}
	var err error
	if *files == "" {
		err = generate(component, dir, flag.Args()[2:])
	} else {
		err = readFiles(component, dir, *files)
	}
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(component)
	}
	if err != nil {
		upstream.Fail(err)
	}
}

func generate(component *upstream.Component, dir string, paths []string) (err error) {
	if component.Version, err = versionOf(dir, component.Module); err != nil {
		return err
	}
	roots, err := loader.LoadRootsWithConfig(&packages.Config{Dir: dir}, paths...)
	if err != nil {
		return err
	}
	registry := &markers.Registry{}
	if err := (crd.Generator{}).RegisterMarkers(registry); err != nil {
		return err
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
		return fmt.Errorf("no kinds in %v", paths)
	}
	slices.SortFunc(kinds, func(a, b schema.GroupKind) int { return strings.Compare(a.String(), b.String()) })

	for _, kind := range kinds {
		parser.NeedCRDFor(kind, nil)
		if err := component.AddCRD(parser.CustomResourceDefinitions[kind]); err != nil {
			return err
		}
	}
	if loader.PrintErrors(roots, packages.TypeError) {
		return fmt.Errorf("%s: the types cannot be read", component.Module)
	}
	return nil
}

func versionOf(dir, module string) (string, error) {
	command := exec.Command("go", "list", "-m", "-f", "{{.Version}}", module)
	command.Dir, command.Stderr = dir, os.Stderr
	version, err := command.Output()
	return strings.TrimSpace(string(version)), err
}
