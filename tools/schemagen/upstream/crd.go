package upstream

import "encoding/json"

// AddCRD adds a CustomResourceDefinition, of whatever version of apiextensions its type is, and its kinds.
func (c *Component) AddCRD(crd any) error {
	text, err := json.Marshal(crd)
	if err != nil {
		return err
	}
	kinds, err := kindsOf(text)
	c.CRDs = append(c.CRDs, text)
	c.Kinds = append(c.Kinds, kinds...)
	return err
}

// kindsOf reads the served versions of a CustomResourceDefinition.
func kindsOf(text []byte) ([]Kind, error) {
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
		if err := component.AddCRD(crd); err != nil {
			Fail(err)
		}
	}
	Print(component)
}
