package upstream

import "encoding/json"

// KindsOf reads the served versions of a CustomResourceDefinition, of whatever version of apiextensions its type is.
func KindsOf(crd any) ([]Kind, error) {
	text, err := json.Marshal(crd)
	if err != nil {
		return nil, err
	}
	var definition struct {
		Spec struct {
			Group    string
			Scope    string
			Names    struct{ Kind, Plural string }
			Versions []struct {
				Name   string
				Served bool
				Schema struct{ OpenAPIV3Schema any }
			}
		}
	}
	if err := json.Unmarshal(text, &definition); err != nil {
		return nil, err
	}
	var kinds []Kind
	for _, version := range definition.Spec.Versions {
		if !version.Served {
			continue
		}
		kinds = append(kinds, Kind{
			Group:      definition.Spec.Group,
			Version:    version.Name,
			Kind:       definition.Spec.Names.Kind,
			Plural:     definition.Spec.Names.Plural,
			Namespaced: definition.Spec.Scope == "Namespaced",
			Schema:     version.Schema.OpenAPIV3Schema,
		})
	}
	return kinds, nil
}

// PrintCRDs prints a component whose kinds are CRDs.
func PrintCRDs[CRD any](module string, crds []CRD) {
	component := Component{Module: module}
	for _, crd := range crds {
		kinds, err := KindsOf(crd)
		if err != nil {
			Fail(err)
		}
		component.Kinds = append(component.Kinds, kinds...)
	}
	Print(component)
}
