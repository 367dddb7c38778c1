package main

import (
	"encoding/json"
	"fmt"

	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	structuraldefaulting "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	schemaobjectmeta "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	structuralpruning "k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/crdserverscheme"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	serializerjson "k8s.io/apimachinery/pkg/runtime/serializer/json"
)

// kindOf is the kind that an object says it is of, by which kubectl chooses the address that it is sent to.
func kindOf(body []byte) schema.GroupVersionKind {
	var object struct{ APIVersion, Kind string }
	if err := json.Unmarshal(body, &object); err != nil {
		return schema.GroupVersionKind{}
	}
	return schema.FromAPIVersionAndKind(object.APIVersion, object.Kind)
}

// creator makes the empty object that a custom resource is decoded into.
type creator struct{}

func (creator) New(kind schema.GroupVersionKind) (runtime.Object, error) {
	object := &unstructured.Unstructured{}
	object.SetGroupVersionKind(kind)
	return object, nil
}

// strict reads JSON as for fieldValidation=Strict: a key that stands there twice is an error.
var strict = serializerjson.NewSerializerWithOptions(
	serializerjson.DefaultMetaFactory, creator{}, crdserverscheme.NewUnstructuredObjectTyper(),
	serializerjson.SerializerOptions{Strict: true})

// decode reads a custom resource, fits it to its schema, and sets defaults. All faults of strict decoding come together, as from the
// server.
//
// Source: k8s.io/apiextensions-apiserver pkg/apiserver/customresource_handler.go, schemaCoercingDecoder.Decode and
// unstructuredDefaulter.Default, in the order of k8s.io/apimachinery pkg/runtime/serializer/versioning.
func (k *customKind) decode(body []byte) (*unstructured.Unstructured, error) {
	var faults []error
	decoded, _, err := strict.Decode(body, &k.kind, &unstructured.Unstructured{})
	if err != nil {
		found, ok := runtime.AsStrictDecodingError(err)
		if !ok || decoded == nil {
			return nil, err
		}
		faults = found.Errors()
	}
	object, ok := decoded.(*unstructured.Unstructured)
	if !ok {
		return nil, fmt.Errorf("%T is no custom resource", decoded)
	}
	unknown, err := k.coerce(object)
	if err != nil {
		return nil, err
	}
	for _, path := range unknown {
		faults = append(faults, fmt.Errorf("unknown field %q", path))
	}
	if len(faults) > 0 {
		return nil, runtime.NewStrictDecodingError(faults)
	}
	structuraldefaulting.Default(object.UnstructuredContent(), k.structural)
	return object, nil
}

// coerce checks metadata, takes out what the schema does not know, and nulls that have no default and may not stand.
//
// Source: the same file, unstructuredSchemaCoercer.apply, whose type is private.
func (k *customKind) coerce(object *unstructured.Unstructured) ([]string, error) {
	kind, foundKind, err := unstructured.NestedString(object.UnstructuredContent(), "kind")
	if err != nil {
		return nil, err
	}
	apiVersion, foundVersion, err := unstructured.NestedString(object.UnstructuredContent(), "apiVersion")
	if err != nil {
		return nil, err
	}
	metadata, foundMetadata, unknown, err := schemaobjectmeta.GetObjectMetaWithOptions(
		object.Object, schemaobjectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true})
	if err != nil {
		return nil, err
	}
	if !k.preserveUnknownFields {
		options := structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
		unknown = append(unknown, structuralpruning.PruneWithOptions(object.Object, k.structural, true, options)...)
		structuraldefaulting.PruneNonNullableNullsWithoutDefaults(object.Object, k.structural)
	}
	fault, paths := schemaobjectmeta.CoerceWithOptions(
		nil, object.Object, k.structural, false, schemaobjectmeta.CoerceOptions{ReturnUnknownFieldPaths: true})
	if fault != nil {
		return nil, fault
	}
	if foundKind {
		object.SetKind(kind)
	}
	if foundVersion {
		object.SetAPIVersion(apiVersion)
	}
	if foundMetadata {
		if err := schemaobjectmeta.SetObjectMeta(object.Object, metadata); err != nil {
			return nil, err
		}
	}
	return append(unknown, paths...), nil
}
