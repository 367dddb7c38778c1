package main

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"skyctl.dev/schemagen/upstream"
)

// definitionsFile stands beside the kinds that refer to it.
const definitionsFile = "_definitions.json"

// folder is what the kinds of one folder are made of.
type folder struct {
	kinds       []kindSchema
	definitions map[string]node
}

type kindSchema struct {
	file   string
	schema node
}

// output is everything that is to be written, by path below schemas/.
type output struct {
	folders map[string]*folder
	table   table
}

func (o *output) folder(name string) *folder {
	if o.folders[name] == nil {
		o.folders[name] = &folder{definitions: map[string]node{}}
	}
	return o.folders[name]
}

// addKubernetes puts all kinds of one version into one folder, with one definition a Go type.
func (o *output) addKubernetes(s source, component *upstream.Component) error {
	own := o.folder(s.out)
	entry := s.entry(component)
	names := define(own.definitions, component.Definitions)
	for _, kind := range component.Kinds {
		schema := names.root(kind)
		// Reviews are answered, not stored.
		if strings.HasPrefix(kind.Group, "authentication.") || strings.HasPrefix(kind.Group, "authorization.") {
			schema["required"] = slices.DeleteFunc(schema["required"].([]string), func(name string) bool { return name == "metadata" })
		}
		suffix := kind.Version
		if kind.Group != "" {
			label, _, _ := strings.Cut(kind.Group, ".")
			suffix = label + "-" + suffix
		}
		file := strings.ToLower(kind.Kind) + "-" + suffix + ".json"
		own.kinds = append(own.kinds, kindSchema{file, schema})
		entry.add(kind, path.Join(s.out, file))
	}
	o.table.Kubernetes = append(o.table.Kubernetes, entry)
	return nil
}

// addExtension puts the kinds of each API group into its folder.
func (o *output) addExtension(s source, component *upstream.Component, kubernetes *upstream.Component) error {
	shared := o.folder(s.out)
	define(shared.definitions, kubernetes.Definitions).use(objectMeta)
	entry := o.table.component(s, component)
	for _, kind := range component.Kinds {
		own := o.folder(path.Join(s.out, kind.Group))
		file := strings.ToLower(kind.Kind) + "_" + kind.Version + ".json"
		var schema node
		if kind.Definition != "" {
			all := maps.Clone(kubernetes.Definitions)
			maps.Copy(all, component.Definitions)
			schema = define(own.definitions, all).root(kind)
		} else {
			schema = structuralRoot(kind)
		}
		if slices.ContainsFunc(own.kinds, func(other kindSchema) bool { return other.file == file }) {
			return fmt.Errorf("%s: %s/%s comes from two sources", s.name, kind.Group, file)
		}
		own.kinds = append(own.kinds, kindSchema{file, schema})
		entry.add(kind, path.Join(s.out, kind.Group, file))
	}
	return nil
}

// definer converts definitions as kinds come to need them.
type definer struct {
	converter
	given map[string]node
	into  map[string]node
}

func define(into map[string]node, given map[string]any) *definer {
	d := &definer{given: map[string]node{}, into: into}
	for name, definition := range given {
		d.given[shortName(name)] = definition.(node)
	}
	d.refer = func(ref string) string {
		name := shortName(strings.ReplaceAll(strings.TrimPrefix(ref, "#/definitions/"), "~1", "/"))
		d.use(name)
		return name
	}
	return d
}

func (d *definer) use(name string) {
	if d.into[name] != nil {
		return
	}
	given, ok := d.given[name]
	if !ok {
		panic("no definition " + name)
	}
	d.into[name] = node{} // ends the recursion of types that contain themselves
	d.into[name] = d.convert(given)
}

func (d *definer) root(kind upstream.Kind) node {
	schema := d.convert(d.given[shortName(kind.Definition)])
	return identify(kind, schema, nil)
}

func structuralRoot(kind upstream.Kind) node {
	c := converter{structural: true, refer: func(ref string) string { return strings.TrimPrefix(ref, "#/definitions/") }}
	given := kind.Schema.(node)
	schema := c.convert(given)
	properties, _ := given["properties"].(node)
	metadata, _ := properties["metadata"].(node)
	return identify(kind, schema, c.validation(metadata))
}

// identify closes the root over what every object has.
func identify(kind upstream.Kind, schema, metadata node) node {
	properties, ok := schema["properties"].(node)
	if !ok {
		properties = node{}
	}
	version := kind.Version
	if kind.Group != "" {
		version = kind.Group + "/" + version
	}
	properties["apiVersion"] = node{"type": "string", "enum": []any{version}}
	properties["kind"] = node{"type": "string", "enum": []any{kind.Kind}}
	properties["metadata"] = node{"$ref": objectMeta}
	delete(metadata, "type")
	if len(metadata) > 0 {
		properties["metadata"] = node{"allOf": []any{node{"$ref": objectMeta}, metadata}}
	}
	required, _ := schema["required"].([]string)
	schema["type"] = "object"
	schema["properties"] = properties
	schema["required"] = union(required, "apiVersion", "kind", "metadata")
	return schema
}

// shortName is the name of a Go type in OpenAPI: Kubernetes turns the host around, others keep what follows the last slash.
func shortName(name string) string {
	if host, rest, ok := strings.Cut(name, "/"); ok && host == "k8s.io" {
		return "io.k8s." + strings.ReplaceAll(rest, "/", ".")
	}
	return name[strings.LastIndex(name, "/")+1:]
}

// files renders all folders.
func (o *output) files() map[string][]byte {
	files := map[string][]byte{}
	for _, name := range slices.Sorted(maps.Keys(o.folders)) {
		own := o.folders[name]
		shared := o.folders[path.Dir(name)]
		if shared != nil {
			delete(own.definitions, objectMeta)
			own.shareSchemas()
		}
		lookup := func(from string) renderer {
			return renderer{
				path: func(definition string) string {
					if own.definitions[definition] == nil {
						return "../" + definitionsFile + "#/definitions/" + definition
					}
					return from + "#/definitions/" + definition
				},
				definition: func(definition string) node {
					if own.definitions[definition] == nil {
						return shared.definitions[definition]
					}
					return own.definitions[definition]
				},
			}
		}
		for _, kind := range own.kinds {
			schema := lookup(definitionsFile).schema(kind.schema, false)
			schema["$schema"] = draft
			files[path.Join(name, kind.file)] = text(schema)
		}
		if len(own.definitions) > 0 {
			definitions := node{}
			for definition, schema := range own.definitions {
				definitions[definition] = lookup("").schema(schema, true)
			}
			files[path.Join(name, definitionsFile)] = text(node{"$schema": draft, "definitions": definitions})
		}
	}
	return files
}

// shareSchemas finds what the schemas of the folder have in common.
func (f *folder) shareSchemas() {
	slices.SortFunc(f.kinds, func(a, b kindSchema) int { return strings.Compare(a.file, b.file) })
	var schemas []node
	for _, kind := range f.kinds {
		schemas = append(schemas, kind.schema)
	}
	for _, name := range slices.Sorted(maps.Keys(f.definitions)) {
		schemas = append(schemas, f.definitions[name])
	}
	maps.Copy(f.definitions, share(schemas))
}
