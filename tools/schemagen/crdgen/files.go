package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"k8s.io/apimachinery/pkg/util/yaml"

	"skyctl.dev/schemagen/upstream"
)

// readFiles adds the CRDs among the manifests of a module that a pattern matches.
func readFiles(component *upstream.Component, dir, pattern string) error {
	// Nothing is built from the module, so nothing else may have fetched it.
	command := exec.Command("go", "mod", "download", "-json", component.Module)
	command.Dir, command.Stderr = dir, os.Stderr
	answer, err := command.Output()
	if err != nil {
		return err
	}
	var module struct{ Version, Dir string }
	if err := json.Unmarshal(answer, &module); err != nil {
		return err
	}
	component.Version = module.Version
	paths, err := filepath.Glob(filepath.Join(module.Dir, filepath.FromSlash(pattern)))
	if err != nil {
		return err
	}
	for _, path := range paths {
		if err := readFile(component, path); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	if len(component.CRDs) == 0 {
		return fmt.Errorf("no CRDs in %s of %s", pattern, component.Module)
	}
	return nil
}

func readFile(component *upstream.Component, path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	documents := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	for {
		document, err := documents.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		var object map[string]any
		if err := yaml.Unmarshal(document, &object); err != nil {
			return err
		}
		if object["kind"] != "CustomResourceDefinition" {
			continue
		}
		if err := component.AddCRD(object); err != nil {
			return err
		}
	}
}
