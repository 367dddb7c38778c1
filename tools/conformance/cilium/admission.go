package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"k8s.io/apiextensions-apiserver/pkg/apihelpers"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	structuraldefaulting "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	structurallisttype "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	schemaobjectmeta "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	structuralpruning "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	kubejson "sigs.k8s.io/json"
	"sigs.k8s.io/yaml"

	"github.com/cilium/cilium/pkg/k8s/apis/cilium.io/client"
	networkingv1 "k8s.io/api/networking/v1"
)

// admission judges objects as the API server does that has Cilium's CRDs, with fieldValidation=Strict.
type admission struct {
	kinds map[schema.GroupVersionKind]*customKind
}

// customKind is what the API server makes of one version of a CRD to serve it.
type customKind struct {
	structural *structuralschema.Structural
	validator  validation.SchemaValidator
	rules      *cel.Validator
}

// newAdmission knows Cilium's own CRDs, and those of the files.
func newAdmission(files []string) (*admission, error) {
	judge := &admission{kinds: map[schema.GroupVersionKind]*customKind{}}
	var crds []apiextensionsv1.CustomResourceDefinition
	for _, name := range []string{client.CNPCRDName, client.CCNPCRDName, client.CCGCRDName} {
		crds = append(crds, client.GetPregeneratedCRD(logger, name))
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var crd apiextensionsv1.CustomResourceDefinition
		if err := yaml.UnmarshalStrict(text, &crd); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		crds = append(crds, crd)
	}
	for _, crd := range crds {
		for _, version := range crd.Spec.Versions {
			if !version.Served {
				continue
			}
			kind, err := newCustomKind(&crd, version.Name)
			if err != nil {
				return nil, fmt.Errorf("%s %s: %w", crd.Name, version.Name, err)
			}
			judge.kinds[schema.GroupVersionKind{Group: crd.Spec.Group, Version: version.Name, Kind: crd.Spec.Names.Kind}] = kind
		}
	}
	return judge, nil
}

// Source: k8s.io/apiextensions-apiserver pkg/apiserver/customresource_handler.go, getOrCreateServingInfoFor.
func newCustomKind(crd *apiextensionsv1.CustomResourceDefinition, version string) (*customKind, error) {
	given, err := apihelpers.GetSchemaForVersion(crd, version)
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
	if err := structuraldefaulting.PruneDefaults(structural); err != nil {
		return nil, err
	}
	validator, _, err := validation.NewSchemaValidator(internal.OpenAPIV3Schema)
	if err != nil {
		return nil, err
	}
	return &customKind{structural: structural, validator: validator, rules: cel.NewValidator(structural, true, celconfig.PerCallLimit)}, nil
}

// judge returns the object as the API server keeps it, and why it does not. A kind without a CRD passes as it is.
func (a *admission) judge(text []byte) (json.RawMessage, []string) {
	var head struct{ APIVersion, Kind string }
	if err := json.Unmarshal(text, &head); err != nil {
		return nil, []string{err.Error()}
	}
	kind := schema.FromAPIVersionAndKind(head.APIVersion, head.Kind)
	if kind.Group == networkingv1.GroupName && kind.Kind == "NetworkPolicy" {
		return judgeNetworkPolicy(text)
	}
	custom, isCustom := a.kinds[kind]
	if !isCustom {
		if kind.Group == "cilium.io" && isJudged(kind.Kind) {
			return nil, []string{fmt.Sprintf("no matches for kind %q in version %q", head.Kind, head.APIVersion)}
		}
		return text, nil
	}
	return custom.judge(text)
}

// judge does strict decoding, pruning, defaulting, and validation by schema and rules, in the order of the server.
//
// Source: k8s.io/apiextensions-apiserver pkg/apiserver/customresource_handler.go, schemaCoercingDecoder.Decode, and
// pkg/registry/customresource/strategy.go, Validate.
func (k *customKind) judge(text []byte) (json.RawMessage, []string) {
	var object map[string]any
	strict, err := kubejson.UnmarshalStrict(text, &object)
	if err != nil {
		return nil, []string{err.Error()}
	}
	found := texts(strict)
	metadata, hasMetadata, unknown, err := schemaobjectmeta.GetObjectMetaWithOptions(
		object, schemaobjectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true})
	if err != nil {
		return nil, append(found, err.Error())
	}
	options := structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	unknown = append(unknown, structuralpruning.PruneWithOptions(object, k.structural, true, options)...)
	for _, path := range unknown {
		found = append(found, fmt.Sprintf("unknown field %q", path))
	}
	structuraldefaulting.PruneNonNullableNullsWithoutDefaults(object, k.structural)
	structuraldefaulting.Default(object, k.structural)
	if hasMetadata {
		if metadata.Name == "" {
			found = append(found, "metadata.name: Required value: name or generateName is required")
		}
		if err := schemaobjectmeta.SetObjectMeta(object, metadata); err != nil {
			return nil, append(found, err.Error())
		}
	}
	faults := validation.ValidateCustomResource(nil, object, k.validator)
	faults = append(faults, structurallisttype.ValidateListSetsAndMaps(nil, k.structural, object)...)
	if k.rules != nil && !hasTypeFault(faults) {
		celFaults, _ := k.rules.Validate(context.Background(), nil, k.structural, object, nil, celconfig.RuntimeCELCostBudget)
		faults = append(faults, celFaults...)
	}
	for _, fault := range faults {
		found = append(found, fault.Error())
	}
	kept, err := json.Marshal(object)
	if err != nil {
		return nil, append(found, err.Error())
	}
	return kept, found
}

// hasTypeFault says whether rules cannot be evaluated. Source: strategy.go, blockingErr.
func hasTypeFault(faults field.ErrorList) bool {
	for _, fault := range faults {
		switch fault.Type {
		case field.ErrorTypeNotSupported, field.ErrorTypeRequired, field.ErrorTypeTooLong, field.ErrorTypeTooMany, field.ErrorTypeTypeInvalid:
			return true
		}
	}
	return false
}

// judgeNetworkPolicy reads strictly and sets the server's defaults. What the server's own validation refuses passes here: the judge of
// Kubernetes has that.
//
// Source: k8s.io/kubernetes pkg/apis/networking/v1/defaults.go.
func judgeNetworkPolicy(text []byte) (json.RawMessage, []string) {
	var object networkingv1.NetworkPolicy
	strict, err := kubejson.UnmarshalStrict(text, &object)
	if err != nil {
		return nil, []string{err.Error()}
	}
	if len(strict) > 0 {
		return nil, texts(strict)
	}
	if len(object.Spec.PolicyTypes) == 0 {
		object.Spec.PolicyTypes = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
		if len(object.Spec.Egress) != 0 {
			object.Spec.PolicyTypes = append(object.Spec.PolicyTypes, networkingv1.PolicyTypeEgress)
		}
	}
	kept, err := json.Marshal(object)
	if err != nil {
		return nil, []string{err.Error()}
	}
	return kept, nil
}

func texts(faults []error) []string {
	found := make([]string, 0, len(faults))
	for _, fault := range faults {
		found = append(found, fault.Error())
	}
	return found
}
