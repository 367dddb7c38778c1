package main

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// sumsFile says from which inputs the schemas were made, and what they were then.
const sumsFile = "schemagen.sha256"

// eksctlModule pins eksctl, whose schema `conformance eksctl-schema` prints.
const eksctlModule = "../conformance/go.mod"

// inputs are the files of this folder on which the output depends.
func inputs() (map[string][]byte, error) {
	paths := []string{eksctlModule}
	for _, pattern := range []string{"*.go", "*/*.go", "go.mod", "*/*.mod", "*/*.sum"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			return nil, err
		}
		paths = append(paths, found...)
	}
	files := map[string][]byte{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		files[filepath.ToSlash(path)] = text
	}
	return files, nil
}

// sums is the content of sumsFile.
func sums(inputs, outputs map[string][]byte) string {
	return fmt.Sprintf("%s  inputs\n%s  outputs\n", sum(inputs), sum(outputs))
}

func sum(files map[string][]byte) string {
	all := sha256.New()
	for _, path := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(all, "%x  %s\n", sha256.Sum256(files[path]), path)
	}
	return fmt.Sprintf("%x", all.Sum(nil))
}
