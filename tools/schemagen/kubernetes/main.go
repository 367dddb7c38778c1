// Command kubernetes prints the built-in kinds of Kubernetes: the definitions that the API server compiles its OpenAPI
// from, and the kinds that it serves by default.
//
// go.mod holds the newest minor version; `go run -modfile=v1.35.mod .` prints another one.
package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	apiextensions "k8s.io/apiextensions-apiserver/pkg/client/clientset/clientset"
	"k8s.io/client-go/kubernetes"
	aggregator "k8s.io/kube-aggregator/pkg/client/clientset_generated/clientset"
	"k8s.io/kube-openapi/pkg/util"
	"k8s.io/kube-openapi/pkg/validation/spec"
	"k8s.io/kubernetes/pkg/generated/openapi"

	"skyctl.dev/schemagen/upstream"
)

// Stable versions are served by default, alpha and beta ones are not: DefaultAPIResourceConfigSource in
// pkg/controlplane/instance.go, and EKS changes nothing about it.
var stable = regexp.MustCompile(`^v[0-9]+$`)

func main() {
	component := upstream.Component{Module: "k8s.io/kubernetes", Definitions: map[string]any{}}
	ref := func(name string) spec.Ref { return spec.MustCreateRef("#/definitions/" + name) }
	for name, definition := range openapi.GetOpenAPIDefinitions(ref) {
		// The form for OpenAPI v2 of the few types that have two, as the API server publishes it.
		schema := definition.Schema
		if v2, ok := schema.Extensions["x-kubernetes-v2-schema"].(spec.Schema); ok {
			schema = v2
		}
		component.Definitions[name] = plain(schema)
	}
	// The typed clients have one getter for each resource that stands at the top of an API, which the scheme, with its
	// options and subresources, cannot tell.
	for _, clientset := range []any{(*kubernetes.Interface)(nil), (*apiextensions.Interface)(nil), (*aggregator.Interface)(nil)} {
		component.Kinds = append(component.Kinds, kindsOf(reflect.TypeOf(clientset).Elem(), component.Definitions)...)
	}
	upstream.Print(component)
}

// kindsOf reads Clientset -> AppsV1() -> Deployments(namespace) -> Create() (*apps.Deployment, error).
func kindsOf(clientset reflect.Type, definitions map[string]any) []upstream.Kind {
	var kinds []upstream.Kind
	for i := range clientset.NumMethod() {
		client := clientset.Method(i).Type
		if client.NumOut() != 1 || client.Out(0).Kind() != reflect.Interface {
			continue
		}
		for j := range client.Out(0).NumMethod() {
			getter := client.Out(0).Method(j).Type
			if getter.NumOut() != 1 || getter.Out(0).Kind() != reflect.Interface {
				continue
			}
			create, ok := getter.Out(0).MethodByName("Create")
			if !ok || create.Type.NumOut() != 2 { // the RESTClient, or what cannot be written
				continue
			}
			kind := describe(create.Type.Out(0).Elem())
			if !stable.MatchString(kind.Version) {
				continue
			}
			if definitions[kind.Definition] == nil {
				upstream.Fail(fmt.Errorf("no definition %s", kind.Definition))
			}
			takeEmptyText(create.Type.Out(0).Elem(), definitions, map[reflect.Type]bool{})
			kind.Namespaced = getter.NumIn() == 1
			kind.Plural = strings.ToLower(client.Out(0).Method(j).Name)
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// takeEmptyText adds "" to the values of each optional text that is no pointer: to the decoder it is an absent field.
func takeEmptyText(goType reflect.Type, definitions map[string]any, seen map[reflect.Type]bool) {
	for goType.Kind() == reflect.Pointer || goType.Kind() == reflect.Slice || goType.Kind() == reflect.Map {
		goType = goType.Elem()
	}
	if goType.Kind() != reflect.Struct || seen[goType] {
		return
	}
	seen[goType] = true
	definition, _ := definitions[definitionOf(goType)].(map[string]any)
	properties, _ := definition["properties"].(map[string]any)
	required, _ := definition["required"].([]any)
	for field := range goType.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		property, _ := properties[name].(map[string]any)
		values, isEnum := property["enum"].([]any)
		if isEnum && field.Type.Kind() == reflect.String && !slices.Contains(required, any(name)) && !slices.Contains(values, any("")) {
			property["enum"] = append(values, "")
		}
		takeEmptyText(field.Type, definitions, seen)
	}
}

func definitionOf(goType reflect.Type) string {
	return util.ToRESTFriendlyName(goType.PkgPath() + "." + goType.Name())
}

// describe finds group and version where the packages of the API types state them.
func describe(goType reflect.Type) upstream.Kind {
	path := strings.Split(goType.PkgPath(), "/")
	group, version := path[len(path)-2], path[len(path)-1]
	if full, ok := groups[group]; ok {
		group = full
	}
	return upstream.Kind{
		Group: group, Version: version, Kind: goType.Name(),
		Definition: definitionOf(goType),
	}
}

// groups whose name is not the name of the folder of their types.
var groups = map[string]string{
	"core":                  "",
	"admissionregistration": "admissionregistration.k8s.io",
	"apiextensions":         "apiextensions.k8s.io",
	"apiregistration":       "apiregistration.k8s.io",
	"authentication":        "authentication.k8s.io",
	"authorization":         "authorization.k8s.io",
	"certificates":          "certificates.k8s.io",
	"coordination":          "coordination.k8s.io",
	"discovery":             "discovery.k8s.io",
	"events":                "events.k8s.io",
	"flowcontrol":           "flowcontrol.apiserver.k8s.io",
	"networking":            "networking.k8s.io",
	"node":                  "node.k8s.io",
	"rbac":                  "rbac.authorization.k8s.io",
	"resource":              "resource.k8s.io",
	"scheduling":            "scheduling.k8s.io",
	"storage":               "storage.k8s.io",
	"storagemigration":      "storagemigration.k8s.io",
}

func plain(schema spec.Schema) any {
	text, err := json.Marshal(schema)
	if err != nil {
		upstream.Fail(err)
	}
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		upstream.Fail(err)
	}
	return value
}
