package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"k8s.io/apiextensions-apiserver/pkg/apihelpers"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	structuraldefaulting "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apiextensions-apiserver/pkg/crdserverscheme"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresource"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/registry/rest"
)

// customKind is what the API server makes of one version of a CRD to serve it.
type customKind struct {
	kind                  schema.GroupVersionKind
	structural            *structuralschema.Structural
	preserveUnknownFields bool
	strategy              rest.RESTCreateStrategy
}

// readDefinitions reads CRDs as `schemagen --crds` prints them: one a line, below "crd".
func readDefinitions(path string) (map[schema.GroupVersionKind]*customKind, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	kinds := map[schema.GroupVersionKind]*customKind{}
	lines := json.NewDecoder(bufio.NewReaderSize(file, 1<<20))
	for {
		var line struct {
			CRD *apiextensionsv1.CustomResourceDefinition
		}
		if err := lines.Decode(&line); errors.Is(err, io.EOF) {
			return kinds, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for _, version := range line.CRD.Spec.Versions {
			if !version.Served {
				continue
			}
			kind, err := serve(line.CRD, version)
			if err != nil {
				return nil, fmt.Errorf("%s: %s %s: %w", path, line.CRD.Name, version.Name, err)
			}
			kinds[kind.kind] = kind
		}
	}
}

// serve does with one version of a CRD what the handler of custom resources does before it serves the first request.
//
// Source: k8s.io/apiextensions-apiserver pkg/apiserver/customresource_handler.go, getOrCreateServingInfoFor.
func serve(crd *apiextensionsv1.CustomResourceDefinition, version apiextensionsv1.CustomResourceDefinitionVersion) (*customKind, error) {
	given, err := apihelpers.GetSchemaForVersion(crd, version.Name)
	if err != nil {
		return nil, err
	}
	internal := &apiextensions.CustomResourceValidation{}
	if err := apiextensionsv1.Convert_v1_CustomResourceValidation_To_apiextensions_CustomResourceValidation(given, internal, nil); err != nil {
		return nil, err
	}
	structural, err := structuralschema.NewStructural(internal.OpenAPIV3Schema)
	if err != nil {
		return nil, err
	}
	structural = structural.DeepCopy()
	if err := structuraldefaulting.PruneDefaults(structural); err != nil {
		return nil, err
	}
	validator, _, err := validation.NewSchemaValidator(internal.OpenAPIV3Schema)
	if err != nil {
		return nil, err
	}
	var status *apiextensions.CustomResourceSubresourceStatus
	var scale *apiextensions.CustomResourceSubresourceScale
	if version.Subresources != nil && version.Subresources.Status != nil {
		status = &apiextensions.CustomResourceSubresourceStatus{}
	}
	if version.Subresources != nil && version.Subresources.Scale != nil {
		scale = &apiextensions.CustomResourceSubresourceScale{}
		if err := apiextensionsv1.Convert_v1_CustomResourceSubresourceScale_To_apiextensions_CustomResourceSubresourceScale(version.Subresources.Scale, scale, nil); err != nil {
			return nil, err
		}
	}
	kind := schema.GroupVersionKind{Group: crd.Spec.Group, Version: version.Name, Kind: crd.Spec.Names.Kind}
	return &customKind{
		kind:                  kind,
		structural:            structural,
		preserveUnknownFields: crd.Spec.PreserveUnknownFields,
		// The validator of status judges updates of the subresource alone.
		strategy: customresource.NewStrategy(
			crdserverscheme.NewUnstructuredObjectTyper(), crd.Spec.Scope == apiextensionsv1.NamespaceScoped, kind,
			validator, nil, structural, status, scale, version.SelectableFields),
	}, nil
}
