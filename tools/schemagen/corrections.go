package main

import (
	"slices"
	"strings"

	"skyctl.dev/schemagen/upstream"
)

// Every place where we do not take upstream's word, with the reason.

const (
	coreV1     = "io.k8s.api.core.v1."
	metaV1     = "io.k8s.apimachinery.pkg.apis.meta.v1."
	objectMeta = metaV1 + "ObjectMeta"
)

// quantity is resource.ParseQuantity's grammar; the API server reads a number as its text.
const quantity = `^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$`

// correctKubernetes replaces the types that have a JSON form of their own, which OpenAPI v2 cannot say.
func correctKubernetes(c *upstream.Component) {
	define := func(name string, schema node) { c.Definitions[name] = schema }
	define("io.k8s.apimachinery.pkg.api.resource.Quantity", node{"type": []any{"number", "string"}, "pattern": quantity})
	define("io.k8s.apimachinery.pkg.util.intstr.IntOrString", node{"type": []any{"integer", "string"}})
	// Whole objects of any kind.
	define("io.k8s.apimachinery.pkg.runtime.RawExtension", node{"type": "object", "additionalProperties": true})
	define(metaV1+"FieldsV1", node{"type": "object", "additionalProperties": true})
	// These have decoders of their own, which do not report unknown fields, so that what stands below is not judged.
	const apiextensions = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1."
	define(apiextensions+"JSONSchemaPropsOrArray", node{"type": []any{"array", "object"}, "additionalProperties": true})
	define(apiextensions+"JSONSchemaPropsOrBool", node{"type": []any{"boolean", "object"}, "additionalProperties": true})
	define(apiextensions+"JSONSchemaPropsOrStringArray", node{"type": []any{"array", "object"}, "additionalProperties": true})

	for name, definition := range c.Definitions {
		// The API server takes status from no manifest, so nothing in it can be missing.
		if strings.HasSuffix(name, "Status") || strings.HasSuffix(name, "Condition") {
			delete(definition.(node), "required")
		}
	}
	// Required by OpenAPI, because their Go tags lack omitempty, yet accepted where they are missing: the zero value is valid.
	notRequired(c, "io.k8s.api.apps.v1.ControllerRevision", "revision")
	notRequired(c, coreV1+"HTTPHeader", "value")
	notRequired(c, coreV1+"ISCSIPersistentVolumeSource", "lun")
	notRequired(c, coreV1+"ISCSIVolumeSource", "lun")
	notRequired(c, coreV1+"Sysctl", "value")
	notRequired(c, "io.k8s.api.storage.v1.CSIDriver", "spec")
	notRequired(c, "io.k8s.api.storage.v1.TokenRequest", "audience")
	notRequired(c, apiextensions+"CustomResourceDefinitionVersion", "served", "storage")
	// Served for reading alone.
	c.Kinds = slices.DeleteFunc(c.Kinds, func(kind upstream.Kind) bool { return kind.Kind == "ComponentStatus" })
}

// correctTekton repairs the OpenAPI that Tekton generates and nobody serves. What judges is its webhook, which decodes
// the Go types strictly.
func correctTekton(c *upstream.Component) {
	const pipeline = "github.com/tektoncd/pipeline/pkg/apis/pipeline/"
	// Types that its OpenAPI refers to and does not define, all of them in status, or in the resources that v0.44 removed.
	for _, name := range []string{
		"github.com/tektoncd/pipeline/pkg/apis/config.FeatureFlags",
		"github.com/tektoncd/pipeline/pkg/apis/resource/v1alpha1.PipelineResourceSpec",
		"github.com/tektoncd/pipeline/pkg/apis/run/v1beta1.CustomRunStatus",
		"github.com/tektoncd/pipeline/pkg/result.RunResult",
		"knative.dev/pkg/apis.Condition",
	} {
		c.Definitions[name] = node{"type": "object", "additionalProperties": true}
	}
	text := node{"type": "string"}
	for _, version := range []string{"v1", "v1beta1"} {
		// The generator saw the Go struct. Its decoder takes a text, a list of texts, a map of texts, and reads the text of a
		// number or a boolean; a list or map of anything else would become one text, which nobody means.
		c.Definitions[pipeline+version+".ParamValue"] = node{
			"type":  []any{"array", "boolean", "number", "object", "string"},
			"items": text, "additionalProperties": text,
		}
		// The generator drops ResolverRef, which is embedded with the tag `json:",omitempty"` instead of inline.
		for _, name := range []string{"TaskRef", "PipelineRef", "Ref"} {
			properties := c.Definitions[pipeline+version+"."+name].(node)["properties"].(node)
			delete(properties, "ResolverRef")
			properties["resolver"] = text
			properties["params"] = node{
				"type": "array", "x-kubernetes-list-type": "atomic",
				"items": node{"$ref": "#/definitions/" + pipeline + version + ".Param"},
			}
		}
		// Required because the tag lacks omitempty; the webhook asks for none of them.
		notRequired(c, pipeline+version+".Step", "name")
		notRequired(c, pipeline+version+".Sidecar", "name")
		notRequired(c, pipeline+version+".TaskRunStatus", "podName")
		notRequired(c, pipeline+version+".WorkspaceUsage", "mountPath")
	}
	notRequired(c, pipeline+"v1.TaskRunStepSpec", "computeResources")
	notRequired(c, pipeline+"v1.TaskRunSidecarSpec", "computeResources")
	notRequired(c, pipeline+"v1beta1.TaskRunStepOverride", "resources")
	notRequired(c, pipeline+"v1beta1.TaskRunSidecarOverride", "resources")
}

// correctTriggers: the CRDs of Triggers say nothing about fields; what judges is its webhook, which decodes the Go types
// strictly.
func correctTriggers(c *upstream.Component) {
	// controller-tools knows the scope by a marker that Triggers does not use; its client generator knows it by another.
	for i, kind := range c.Kinds {
		if strings.HasPrefix(kind.Kind, "Cluster") {
			c.Kinds[i].Namespaced = false
		}
	}
	requireNothing(c)
	for _, kind := range c.Kinds {
		walk(kind.Schema.(node), func(schema node) {
			// The metadata of a pod template, which controller-tools leaves out as it does that of the object itself.
			properties, _ := schema["properties"].(node)
			if properties["metadata"] != nil && properties["kind"] == nil {
				properties["metadata"] = node{"$ref": "#/definitions/" + objectMeta}
			}
		})
	}
}

// requireNothing: controller-tools takes for required whatever lacks omitempty in its tag. The mutating webhooks of
// Triggers and of the Operator run first, decode into the Go types and write every such field.
func requireNothing(c *upstream.Component) {
	for _, kind := range c.Kinds {
		walk(kind.Schema.(node), func(schema node) { delete(schema, "required") })
	}
}

// correctArgoCD repeats what Argo CD's hack/gen-crd-spec does to the output of controller-tools.
func correctArgoCD(c *upstream.Component) {
	for _, kind := range c.Kinds {
		if kind.Kind == "AppProject" {
			delete(kind.Schema.(node)["properties"].(node), "status")
		}
	}
}

func notRequired(c *upstream.Component, definition string, names ...string) {
	schema := c.Definitions[definition].(node)
	required := slices.DeleteFunc(schema["required"].([]any), func(name any) bool { return slices.Contains(names, name.(string)) })
	schema["required"] = required
}

// walk calls visit for a schema and all schemas below it.
func walk(schema node, visit func(node)) {
	visit(schema)
	if properties, ok := schema["properties"].(node); ok {
		for _, property := range properties {
			walk(property.(node), visit)
		}
	}
	for _, keyword := range []string{"items", "additionalProperties", "not"} {
		if nested, ok := schema[keyword].(node); ok {
			walk(nested, visit)
		}
	}
	for _, keyword := range []string{"allOf", "anyOf", "oneOf"} {
		list, _ := schema[keyword].([]any)
		for _, nested := range list {
			walk(nested.(node), visit)
		}
	}
}
