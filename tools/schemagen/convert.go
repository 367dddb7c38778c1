package main

import (
	"fmt"
	"slices"
)

// node is a schema. Two keys of a node live until it is rendered only: "$ref" names a definition, and "nullable" says
// that null may stand here, which depends on the place as much as on the type.
type node = map[string]any

// kept are the keywords that say something to a validator; all others, prose first, are dropped.
// The list type "atomic" is the default and says nothing.
var kept = []string{
	"type", "format", "pattern", "enum", "default", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
	"multipleOf", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
	"x-kubernetes-validations", "x-kubernetes-list-type", "x-kubernetes-list-map-keys",
	"x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource",
}

// formats that the API server checks; it ignores all others, which a validator of JSON Schema may know.
var formats = []any{
	"byte", "cidr", "date", "date-time", "double", "duration", "email", "float", "hostname", "int32", "int64", "ipv4", "ipv6",
	"mac", "uri", "uuid", "uuid3", "uuid4", "uuid5",
}

// converter turns one component's schemas into JSON Schema.
type converter struct {
	// structural: a CRD's schema, which prunes; otherwise a Go type, which is decoded strictly.
	structural bool
	// refer names the definition that a "$ref" means.
	refer func(ref string) string
}

// convert closes every object that has no reason to be open: unknown fields are pruned from custom resources and refused
// by the strict decoder of built-in kinds.
func (c converter) convert(in node) node {
	if ref, ok := in["$ref"].(string); ok {
		return node{"$ref": c.refer(ref)} // a default beside it is always the empty object
	}
	out := c.values(in)
	required := c.required(in)
	if len(required) > 0 {
		out["required"] = required
	}
	properties := c.properties(in, required)
	items, hasItems := in["items"].(node)
	if hasItems {
		out["items"] = c.convert(items)
	}
	values, closed := in["additionalProperties"]
	open := in["x-kubernetes-preserve-unknown-fields"] == true
	switch {
	case closed && values == true:
	case closed && values != false:
		out["additionalProperties"] = nullable(c.convert(values.(node)))
	case in["type"] == "object" && !open:
		out["additionalProperties"] = false
	}
	if in["x-kubernetes-embedded-resource"] == true {
		properties["apiVersion"] = node{"type": "string"}
		properties["kind"] = node{"type": "string"}
		properties["metadata"] = nullable(node{"$ref": objectMeta})
		out["required"] = union(required, "apiVersion", "kind")
	}
	if len(properties) > 0 {
		out["properties"] = properties
	}
	return out
}

// required are the fields that a manifest must have: the API server sets the defaults of a custom resource before it looks
// for what is missing, and those of a built-in kind by code that its OpenAPI does not show.
func (c converter) required(in node) []string {
	properties, _ := in["properties"].(node)
	return slices.DeleteFunc(stringList(in["required"]), func(name string) bool {
		property, _ := properties[name].(node)
		value, hasDefault := property["default"]
		return c.structural && hasDefault && value != nil
	})
}

func (c converter) properties(in node, required []string) node {
	properties := node{}
	given, _ := in["properties"].(node)
	for name, property := range given {
		schema := property.(node)
		child := c.convert(schema)
		if c.takesNull(schema, slices.Contains(required, name)) {
			nullable(child)
		}
		properties[name] = child
	}
	return properties
}

// takesNull: the API server drops a null from a custom resource where the schema does not say nullable, before it looks
// for defaults and for what is required. For a built-in kind null is the zero value of the Go type, so that only a
// required value is missing afterwards; an empty list or map is a value.
func (c converter) takesNull(in node, required bool) bool {
	if !required || in["nullable"] == true {
		return true
	}
	_, hasDefault := in["default"]
	if c.structural {
		return hasDefault
	}
	_, isMap := in["additionalProperties"]
	return in["type"] == "array" || isMap
}

// values copies what holds for the value itself.
func (c converter) values(in node) node {
	out := node{}
	for _, keyword := range kept {
		if value, ok := in[keyword]; ok && (value != false || keyword == "default" && c.structural) {
			out[keyword] = value
		}
	}
	if !slices.Contains(formats, out["format"]) {
		delete(out, "format")
	}
	if out["x-kubernetes-list-type"] == "atomic" {
		delete(out, "x-kubernetes-list-type")
	}
	if in["nullable"] == true {
		nullable(out)
	}
	if !c.structural {
		// "" and {} stand for every field without omitempty; the API server's own defaults are not written here.
		if value := out["default"]; value == "" || isEmpty(value) {
			delete(out, "default")
		}
	}
	exclusive(out, "minimum", "exclusiveMinimum")
	exclusive(out, "maximum", "exclusiveMaximum")
	for _, junctor := range []string{"allOf", "anyOf", "oneOf"} {
		list, ok := in[junctor].([]any)
		if !ok || junctor == "anyOf" && in["x-kubernetes-int-or-string"] == true && isIntOrString(list) {
			continue
		}
		var alternatives []any
		for _, alternative := range list {
			alternatives = append(alternatives, c.validation(alternative.(node)))
		}
		out[junctor] = alternatives
	}
	if not, ok := in["not"].(node); ok {
		out["not"] = c.validation(not)
	}
	if in["x-kubernetes-int-or-string"] == true {
		out["type"] = []any{"integer", "string"}
	}
	return out
}

// validation converts a schema below allOf, anyOf, oneOf or not, which never says what fields exist.
func (c converter) validation(in node) node {
	out := c.values(in)
	if required := stringList(in["required"]); len(required) > 0 {
		out["required"] = required
	}
	if given, ok := in["properties"].(node); ok {
		properties := node{}
		for name, property := range given {
			properties[name] = c.validation(property.(node))
		}
		out["properties"] = properties
	}
	if items, ok := in["items"].(node); ok {
		out["items"] = c.validation(items)
	}
	if values, ok := in["additionalProperties"].(node); ok {
		out["additionalProperties"] = c.validation(values)
	}
	return out
}

// exclusive rewrites OpenAPI's boolean, which draft-04 has too, into the number of draft-07.
func exclusive(out node, bound, keyword string) {
	if out[keyword] == true {
		out[keyword] = out[bound]
		delete(out, bound)
	}
}

func isIntOrString(anyOf []any) bool {
	var types []string
	for _, alternative := range anyOf {
		types = append(types, fmt.Sprint(alternative.(node)["type"]))
	}
	slices.Sort(types)
	return slices.Equal(types, []string{"integer", "string"})
}

func nullable(schema node) node {
	schema["nullable"] = true
	return schema
}

func isEmpty(value any) bool {
	object, ok := value.(node)
	return ok && len(object) == 0
}

// stringList reads a list of strings, sorted.
func stringList(value any) []string {
	list, _ := value.([]any)
	var result []string
	for _, item := range list {
		result = append(result, item.(string))
	}
	slices.Sort(result)
	return result
}

func union(list []string, more ...string) []string {
	result := append(slices.Clone(list), more...)
	slices.Sort(result)
	return slices.Compact(result)
}
