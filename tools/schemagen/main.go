// Command schemagen writes the JSON Schemas below schemas/ from the API modules that the folders beside it pin.
//
//	schemagen                  regenerates them
//	schemagen --check          says whether inputs or outputs changed since
//	schemagen --check --full   regenerates them in memory and compares every byte
//	schemagen --crds           prints the CRDs that they come from, one a line
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"skyctl.dev/schemagen/upstream"
)

const target = "../../schemas"

func main() {
	check := flag.Bool("check", false, "write nothing; fail where the schemas are not up to date")
	full := flag.Bool("full", false, "with --check: regenerate and compare every byte")
	crds := flag.Bool("crds", false, "write nothing; print the CRDs as upstream states them, one a line")
	flag.Parse()
	if flag.NArg() > 0 || *full && !*check || *crds && *check {
		flag.Usage()
		os.Exit(2)
	}
	if *crds {
		if err := printCRDs(os.Stdout); err != nil {
			upstream.Fail(err)
		}
		return
	}
	if err := run(*check, *full); err != nil {
		upstream.Fail(err)
	}
}

func run(check, full bool) error {
	given, err := inputs()
	if err != nil {
		return err
	}
	present, err := outputs()
	if err != nil {
		return err
	}
	if check && !full {
		return compareSums(sums(given, present))
	}
	files, err := generate(given)
	if err != nil {
		return err
	}
	if check {
		if err := compareFiles(present, files); err != nil {
			return err
		}
		return compareSums(sums(given, files))
	}
	return replace(present, files, sums(given, files))
}

// generate asks every source and renders what they say.
func generate(given map[string][]byte) (map[string][]byte, error) {
	out := &output{folders: map[string]*folder{}}
	builtIn := map[string]*upstream.Component{}
	for _, s := range kubernetes {
		component, err := s.ask()
		if err != nil {
			return nil, err
		}
		builtIn[s.name] = component
		if err := out.addKubernetes(s, component); err != nil {
			return nil, err
		}
	}
	for _, s := range extensions {
		component, err := s.ask()
		if err != nil {
			return nil, err
		}
		if err := out.addExtension(s, component, builtIn[kubernetes[0].name]); err != nil {
			return nil, err
		}
	}
	out.table.Components = append(out.table.Components, eksctl(given[eksctlModule]))
	files := out.files()
	files["components.json"] = out.table.text()
	return files, nil
}

func (s source) ask() (*upstream.Component, error) {
	fmt.Fprintln(os.Stderr, "reading", s.name)
	component, err := s.read()
	if err == nil && s.correct != nil {
		s.correct(component)
	}
	return component, err
}

// eksctl prints its schema itself; the conformance tool writes it.
func eksctl(module []byte) *entry {
	const path = "github.com/weaveworks/eksctl"
	version := regexp.MustCompile(path + ` (v\S+)`).FindSubmatch(module)
	return &entry{
		Component: "eksctl", Module: path, Version: string(version[1]), Folder: "crds",
		Kinds: []kindEntry{{
			Group: "eksctl.io", Version: "v1alpha5", Kind: "ClusterConfig", Plural: "", Scope: "Cluster",
			File: "crds/eksctl.io/clusterconfig_v1alpha5.json",
		}},
	}
}

// outputs are the files below schemas/ that this program owns: not eksctl's, not ours.
func outputs() (map[string][]byte, error) {
	files := map[string][]byte{}
	err := filepath.WalkDir(target, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := filepath.ToSlash(strings.TrimPrefix(path, target+string(filepath.Separator)))
		if entry.IsDir() {
			if name == "skyctl" || name == "crds/eksctl.io" {
				return filepath.SkipDir
			}
			return nil
		}
		if name == sumsFile {
			return nil
		}
		files[name], err = os.ReadFile(path)
		return err
	})
	return files, err
}

func compareSums(now string) error {
	then, err := os.ReadFile(filepath.Join(target, sumsFile))
	if err != nil {
		return err
	}
	if string(then) == now {
		return nil
	}
	want, have := strings.SplitAfter(string(then), "\n"), strings.SplitAfter(now, "\n")
	if want[0] != have[0] {
		return fmt.Errorf("tools/schemagen changed since the schemas were made from it: run npm run schemas, and commit schemas/")
	}
	return fmt.Errorf("the schemas are not what tools/schemagen wrote: run npm run schemas, and never edit schemas/ by hand")
}

func compareFiles(present, files map[string][]byte) error {
	var differences []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if have, ok := present[name]; !ok {
			differences = append(differences, name+" is missing")
		} else if !bytes.Equal(have, files[name]) {
			differences = append(differences, name+" differs")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(present)) {
		if _, ok := files[name]; !ok {
			differences = append(differences, name+" is not generated")
		}
	}
	if len(differences) > 0 {
		return fmt.Errorf("%s\nrun npm run schemas, and commit schemas/", strings.Join(differences, "\n"))
	}
	return nil
}

// replace writes what changed and removes what is no longer made.
func replace(present, files map[string][]byte, sums string) error {
	files[sumsFile] = []byte(sums)
	for name, text := range files {
		if have, ok := present[name]; ok && bytes.Equal(have, text) {
			continue
		}
		path := filepath.Join(target, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	for name := range present {
		if _, ok := files[name]; !ok {
			if err := os.Remove(filepath.Join(target, name)); err != nil {
				return err
			}
		}
	}
	return nil
}
