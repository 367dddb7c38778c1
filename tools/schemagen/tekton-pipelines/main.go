// Command tekton-pipelines prints the definitions that Tekton Pipelines generates from its Go types.
//
// They refer to types of Kubernetes, which schemagen takes from Kubernetes itself.
package main

import (
	"encoding/json"

	v1 "github.com/tektoncd/pipeline/pkg/apis/pipeline/v1"
	"github.com/tektoncd/pipeline/pkg/apis/pipeline/v1alpha1"
	"github.com/tektoncd/pipeline/pkg/apis/pipeline/v1beta1"
	"k8s.io/kube-openapi/pkg/common"
	"k8s.io/kube-openapi/pkg/validation/spec"

	"skyctl.dev/schemagen/upstream"
)

// served as the CRDs say, but for ResolutionRequest, which Tekton writes for itself.
var served = map[string][]string{
	"v1":       {"Pipeline", "PipelineRun", "Task", "TaskRun"},
	"v1beta1":  {"CustomRun", "Pipeline", "PipelineRun", "StepAction", "Task", "TaskRun"},
	"v1alpha1": {"StepAction", "VerificationPolicy"},
}

func main() {
	component := upstream.Component{Module: "github.com/tektoncd/pipeline", Definitions: map[string]any{}}
	ref := func(name string) spec.Ref { return spec.MustCreateRef("#/definitions/" + name) }
	for _, definitions := range []func(common.ReferenceCallback) map[string]common.OpenAPIDefinition{
		v1.GetOpenAPIDefinitions, v1beta1.GetOpenAPIDefinitions, v1alpha1.GetOpenAPIDefinitions,
	} {
		for name, definition := range definitions(ref) {
			component.Definitions[name] = plain(definition.Schema)
		}
	}
	for version, kinds := range served {
		for _, kind := range kinds {
			component.Kinds = append(component.Kinds, upstream.Kind{
				Group: "tekton.dev", Version: version, Kind: kind, Namespaced: true,
				Definition: "github.com/tektoncd/pipeline/pkg/apis/pipeline/" + version + "." + kind,
			})
		}
	}
	upstream.Print(component)
}

func plain(schema spec.Schema) any {
	text, err := json.Marshal(schema)
	if err != nil {
		upstream.Fail(err)
	}
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		upstream.Fail(err)
	}
	return value
}
