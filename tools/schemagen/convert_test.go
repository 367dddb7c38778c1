package main

import (
	"encoding/json"
	"testing"

	"skyctl.dev/schemagen/upstream"
)

// rendered is what stands in the file of a custom resource with this spec.
func rendered(t *testing.T, spec string) string {
	t.Helper()
	var schema node
	if err := json.Unmarshal([]byte(`{"type":"object","properties":{"spec":`+spec+`}}`), &schema); err != nil {
		t.Fatal(err)
	}
	root := structuralRoot(upstream.Kind{Group: "example.com", Version: "v1", Kind: "Example", Schema: schema})
	plain := renderer{path: func(name string) string { return "#" + name }, definition: func(string) node { return node{"type": "object"} }}
	return string(marshal(plain.schema(root["properties"].(node)["spec"].(node), false)))
}

func TestConvert(t *testing.T) {
	for name, c := range map[string]struct{ given, want string }{
		"closes objects and drops prose": {
			`{"type":"object","description":"a","properties":{"description":{"type":"string","description":"b"}}}`,
			`{"additionalProperties":false,"properties":{"description":{"type":["null","string"]}},"type":["null","object"]}`,
		},
		"keeps open what keeps unknown fields": {
			`{"type":"object","x-kubernetes-preserve-unknown-fields":true}`,
			`{"type":["null","object"],"x-kubernetes-preserve-unknown-fields":true}`,
		},
		"asks for nothing that has a default, and takes null for what is optional, nullable or has one": {
			`{"type":"object","required":["a","b","c"],"properties":{"a":{"type":"string"},"b":{"type":"string","nullable":true},"c":{"type":"string","default":"x"}}}`,
			`{"additionalProperties":false,"properties":{"a":{"type":"string"},"b":{"type":["null","string"]},"c":{"default":"x","type":["null","string"]}},"required":["a","b"],"type":["null","object"]}`,
		},
		"takes null in an enum": {
			`{"type":"string","enum":["A"]}`,
			`{"enum":["A",null],"type":["null","string"]}`,
		},
		"reads int-or-string": {
			`{"x-kubernetes-int-or-string":true,"anyOf":[{"type":"integer"},{"type":"string"}],"pattern":"^a$"}`,
			`{"pattern":"^a$","type":["integer","null","string"]}`,
		},
		"takes no null in a list": {
			`{"type":"array","items":{"type":"string"},"x-kubernetes-list-type":"atomic"}`,
			`{"items":{"type":"string"},"type":["array","null"]}`,
		},
		"closes nothing below anyOf": {
			`{"type":"object","properties":{"a":{"type":"string"}},"anyOf":[{"required":["a"],"properties":{"a":{"pattern":"x"}}}]}`,
			`{"additionalProperties":false,"anyOf":[{"properties":{"a":{"pattern":"x"}},"required":["a"]}],"properties":{"a":{"type":["null","string"]}},"type":["null","object"]}`,
		},
		"turns exclusive bounds into numbers": {
			`{"type":"integer","minimum":1,"exclusiveMinimum":true,"format":"int32"}`,
			`{"exclusiveMinimum":1,"format":"int32","type":["integer","null"]}`,
		},
		"spells out the metadata of an embedded object": {
			`{"type":"object","x-kubernetes-embedded-resource":true,"x-kubernetes-preserve-unknown-fields":true}`,
			`{"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"$ref":"#` + objectMeta + `"}},"required":["apiVersion","kind"],"type":["null","object"],"x-kubernetes-embedded-resource":true,"x-kubernetes-preserve-unknown-fields":true}`,
		},
	} {
		if got := rendered(t, c.given); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", name, got, c.want)
		}
	}
}

func TestShareMovesWhatStandsTwice(t *testing.T) {
	twice := func() node {
		long := node{}
		for _, name := range []string{"one", "two", "three", "four", "five", "six"} {
			long[name] = node{"type": "string", "pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"}
		}
		return node{"type": "object", "properties": long}
	}
	schema := node{"properties": node{"a": twice(), "b": nullable(twice()), "c": node{"type": "string"}}}
	definitions := share([]node{schema})
	if len(definitions) != 1 {
		t.Fatalf("%d definitions", len(definitions))
	}
	properties := schema["properties"].(node)
	a, b := properties["a"].(node), properties["b"].(node)
	if a["$ref"] == nil || a["$ref"] != b["$ref"] || a["nullable"] != nil || b["nullable"] != true {
		t.Errorf("a is %v, b is %v", a, b)
	}
}
