package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
)

const draft = "http://json-schema.org/draft-07/schema#"

// renderer turns nodes into what is written.
type renderer struct {
	// path leads from the file to the definition of a name.
	path func(name string) string
	// definition of a name.
	definition func(name string) node
}

// schema renders a node. A definition takes null, since most places do; where null may not stand, its type says so.
func (r renderer) schema(in node, isDefinition bool) node {
	if name, ok := in["$ref"].(string); ok {
		reference := node{"$ref": r.path(name)}
		types := typesOf(r.definition(name))
		if in["nullable"] == true || types == nil {
			return reference
		}
		return node{"allOf": []any{reference}, "type": short(types)}
	}
	out := node{}
	for keyword, value := range in {
		switch keyword {
		case "nullable":
		case "properties":
			properties := node{}
			for name, property := range value.(node) {
				properties[name] = r.schema(property.(node), false)
			}
			out[keyword] = properties
		case "items", "additionalProperties", "not":
			if nested, ok := value.(node); ok {
				value = r.schema(nested, false)
			}
			out[keyword] = value
		case "allOf", "anyOf", "oneOf":
			var list []any
			for _, nested := range value.([]any) {
				list = append(list, r.schema(nested.(node), false))
			}
			out[keyword] = list
		default:
			out[keyword] = value
		}
	}
	types := typesOf(in)
	if types == nil {
		return out
	}
	if isDefinition || in["nullable"] == true {
		types = union(types, "null")
		if values, ok := in["enum"].([]any); ok {
			out["enum"] = append(slices.Clone(values), nil)
		}
	}
	out["type"] = short(types)
	return out
}

func typesOf(schema node) []string {
	switch types := schema["type"].(type) {
	case string:
		return []string{types}
	case []any:
		return stringList(types)
	}
	return nil
}

func short(types []string) any {
	if len(types) == 1 {
		return types[0]
	}
	return types
}

// lineLength from which an object is written with one member a line, for the sake of diffs.
const lineLength = 160

// text writes JSON with sorted keys and no indentation.
func text(value any) []byte {
	var out bytes.Buffer
	write(&out, value)
	out.WriteByte('\n')
	return out.Bytes()
}

func write(out *bytes.Buffer, value any) {
	compact := marshal(value)
	if object, ok := value.(node); ok && len(compact) > lineLength {
		members := slices.Sorted(maps.Keys(object))
		writeLines(out, '{', '}', len(members), func(i int) {
			out.Write(marshal(members[i]))
			out.WriteByte(':')
			write(out, object[members[i]])
		})
		return
	}
	if list, ok := value.([]any); ok && len(compact) > lineLength {
		writeLines(out, '[', ']', len(list), func(i int) { write(out, list[i]) })
		return
	}
	out.Write(compact)
}

func writeLines(out *bytes.Buffer, start, end byte, count int, item func(int)) {
	out.WriteByte(start)
	for i := range count {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		item(i)
	}
	out.WriteByte(end)
}

func marshal(value any) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}
