// Package upstream is the form in which the programs beside it hand over what an API module says about its kinds.
//
// Each of them has a go.mod of its own, because the modules do not agree on the version of Kubernetes, and prints one
// Component. Schemas stay as upstream states them; everything that we change is changed in one place, by schemagen.
package upstream

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
)

// Component is one module at one version.
type Component struct {
	Module  string `json:"module"`
	Version string `json:"version"`
	// Definitions are OpenAPI v2 schemas by name, which refer to each other by "#/definitions/<name>". None for CRDs.
	Definitions map[string]any `json:"definitions,omitempty"`
	Kinds       []Kind         `json:"kinds"`
	// CRDs are the whole CustomResourceDefinitions that the kinds come from, where they come from such.
	CRDs []json.RawMessage `json:"crds,omitempty"`
}

// Kind is one kind that an API server serves: either the name of a definition, or a CRD's structural schema.
type Kind struct {
	Group      string `json:"group"`
	Version    string `json:"version"`
	Kind       string `json:"kind"`
	Plural     string `json:"plural,omitempty"`
	Namespaced bool   `json:"namespaced"`
	Definition string `json:"definition,omitempty"`
	Schema     any    `json:"schema,omitempty"`
}

// Print writes the component to stdout with the version of its module that this program was built with.
func Print(component Component) {
	component.Version = versionOf(component.Module)
	if err := json.NewEncoder(os.Stdout).Encode(component); err != nil {
		Fail(err)
	}
}

// Fail ends the program.
func Fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func versionOf(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return dependency.Version
		}
	}
	Fail(fmt.Errorf("%s is not part of this program", module))
	return ""
}
