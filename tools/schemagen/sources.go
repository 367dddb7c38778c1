package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"skyctl.dev/schemagen/upstream"
)

// source is a component that a folder beside this file pins.
type source struct {
	name string
	// dir holds the go.mod, and main.go where the module hands out definitions or CRDs itself.
	dir     string
	modfile string
	// module and packages whose Go types crdgen reads, where it does not.
	module   string
	packages []string
	// out is the folder below schemas/.
	out string
	// correct repairs what upstream states wrongly; see corrections.go.
	correct func(*upstream.Component)
}

// kubernetes come first: the others take ObjectMeta and the types of pods from them.
var kubernetes = []source{
	{name: "kubernetes-1.35", dir: "kubernetes", modfile: "v1.35.mod", out: "v1.35.0-standalone-strict", correct: correctKubernetes},
	{name: "kubernetes-1.36", dir: "kubernetes", out: "v1.36.0-standalone-strict", correct: correctKubernetes},
}

var extensions = []source{
	{name: "cilium-1.20", dir: "cilium", out: "crds"},
	{name: "cilium-1.19", dir: "cilium", modfile: "v1.19.mod", out: "crds-cilium-1.19"},
	{name: "tekton-pipelines", dir: "tekton-pipelines", out: "crds", correct: correctTekton},
	types("tekton-triggers", "github.com/tektoncd/triggers", "/pkg/apis/triggers/v1beta1").corrected(correctTriggers),
	types("tekton-triggers", "github.com/tektoncd/triggers", "/pkg/apis/triggers/v1alpha1").corrected(correctTriggers),
	types("tekton-operator", "github.com/tektoncd/operator", "/pkg/apis/operator/v1alpha1").corrected(requireNothing),
	{name: "karpenter", dir: "karpenter", out: "crds"},
	{name: "velero", dir: "velero", out: "crds"},
	types("argocd", "github.com/argoproj/argo-cd/v3", "/pkg/apis/application/v1alpha1").corrected(correctArgoCD),
	types("external-secrets", "github.com/external-secrets/external-secrets",
		"/apis/externalsecrets/v1", "/apis/externalsecrets/v1alpha1", "/apis/generators/v1alpha1"),
	types("cert-manager", "github.com/cert-manager/cert-manager", "/pkg/apis/acme/v1", "/pkg/apis/certmanager/v1"),
	types("aws-load-balancer-controller", "sigs.k8s.io/aws-load-balancer-controller", "/apis/elbv2/v1beta1", "/apis/elbv2/v1alpha1"),
	types("prometheus-operator", "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring", "/v1", "/v1alpha1"),
	types("network-policy-api", "sigs.k8s.io/network-policy-api", "/apis/v1alpha2"),
	types("external-snapshotter", "github.com/kubernetes-csi/external-snapshotter/client/v8", "/apis/volumesnapshot/v1", "/apis/volumegroupsnapshot/v1"),
}

func types(name, module string, packages ...string) source {
	return source{name: name, dir: name, module: module, packages: packages, out: "crds"}
}

func (s source) corrected(correct func(*upstream.Component)) source {
	s.correct = correct
	return s
}

// read runs the program that prints the component.
func (s source) read() (*upstream.Component, error) {
	dir, arguments := s.program()
	return runProgram(s.name, dir, arguments)
}

func (s source) program() (string, []string) {
	arguments := []string{"run"}
	dir := s.dir
	if s.packages != nil {
		dir = "crdgen"
		arguments = append(arguments, ".", filepath.Join("..", s.dir), s.module)
		for _, path := range s.packages {
			arguments = append(arguments, s.module+path)
		}
	} else {
		if s.modfile != "" {
			arguments = append(arguments, "-modfile="+s.modfile)
		}
		arguments = append(arguments, ".")
	}
	return dir, arguments
}

// runProgram runs a program that prints a component.
func runProgram(name, dir string, arguments []string) (*upstream.Component, error) {
	command := exec.Command("go", arguments...)
	command.Dir, command.Stderr = dir, os.Stderr
	text, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	component := &upstream.Component{}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber() // bounds like 9223372036854775807 stay what they are
	if err := decoder.Decode(component); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return component, nil
}
