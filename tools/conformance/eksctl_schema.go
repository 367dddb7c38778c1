package main

import (
	"bytes"
	"encoding/json"
	"io"

	api "github.com/weaveworks/eksctl/pkg/apis/eksctl.io/v1alpha5"
)

// prose are the keys of a schema that do not take part in validation.
var prose = map[string]bool{
	"description":                 true,
	"x-intellij-html-description": true,
	"preferredOrder":              true,
	"default":                     true,
	"examples":                    true,
}

// printEksctlSchema prints the schema that eksctl carries, without prose, keys in order.
func printEksctlSchema(out io.Writer) error {
	var schema map[string]any
	if err := json.Unmarshal([]byte(api.SchemaJSON), &schema); err != nil {
		return err
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(withoutProse(schema)); err != nil {
		return err
	}
	_, err := out.Write(text.Bytes())
	return err
}

// withoutProse copies a schema. The keys of `properties` and `definitions` are names of the config, so they all stay.
func withoutProse(schema map[string]any) map[string]any {
	kept := map[string]any{}
	for key, value := range schema {
		if prose[key] {
			continue
		}
		switch value := value.(type) {
		case map[string]any:
			if key == "properties" || key == "definitions" {
				named := map[string]any{}
				for name, nested := range value {
					named[name] = withoutProse(nested.(map[string]any))
				}
				kept[key] = named
			} else {
				kept[key] = withoutProse(value)
			}
		case []any:
			list := make([]any, len(value))
			for i, item := range value {
				if nested, ok := item.(map[string]any); ok {
					list[i] = withoutProse(nested)
				} else {
					list[i] = item
				}
			}
			kept[key] = list
		default:
			kept[key] = value
		}
	}
	return kept
}
