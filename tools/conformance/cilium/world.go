package main

import (
	"encoding/json"
	"fmt"
	"maps"

	v2 "github.com/cilium/cilium/pkg/k8s/apis/cilium.io/v2"
	slim_corev1 "github.com/cilium/cilium/pkg/k8s/slim/k8s/api/core/v1"
	slim_discoveryv1 "github.com/cilium/cilium/pkg/k8s/slim/k8s/api/discovery/v1"
	slim_networkingv1 "github.com/cilium/cilium/pkg/k8s/slim/k8s/api/networking/v1"
	kubejson "sigs.k8s.io/json"
	policyv1alpha2 "sigs.k8s.io/network-policy-api/apis/v1alpha2"
)

// namespaceNameLabel is set by the API server. Source: k8s.io/kubernetes pkg/registry/core/namespace.
const namespaceNameLabel = "kubernetes.io/metadata.name"

// world is what the manifests hold that has a part in a verdict. Other kinds are passed over.
type world struct {
	namespaces map[string]*slim_corev1.Namespace
	workloads  []workload
	services   []*slim_corev1.Service
	slices     []*slim_discoveryv1.EndpointSlice
	groups     []*v2.CiliumCIDRGroup
	policies   []policyObject
	rejected   []rejection
}

// workload is a pod, or what makes pods of a template.
type workload struct {
	kind string
	pod  *slim_corev1.Pod
}

// policyObject is one of the four kinds, as the API server keeps it.
type policyObject struct {
	id     string
	cilium *v2.CiliumNetworkPolicy
	kube   *slim_networkingv1.NetworkPolicy
	tiered *policyv1alpha2.ClusterNetworkPolicy
}

// head is what every object has.
type head struct {
	APIVersion string
	Kind       string
	Metadata   struct {
		Name      string
		Namespace string
	}
	Items []json.RawMessage
}

// templates says where the pod stands in the kinds that make pods.
var templates = map[string][]string{
	"v1/Pod":                   {},
	"apps/v1/Deployment":       {"spec", "template"},
	"apps/v1/ReplicaSet":       {"spec", "template"},
	"apps/v1/StatefulSet":      {"spec", "template"},
	"apps/v1/DaemonSet":        {"spec", "template"},
	"v1/ReplicationController": {"spec", "template"},
	"batch/v1/Job":             {"spec", "template"},
	"batch/v1/CronJob":         {"spec", "jobTemplate", "spec", "template"},
}

func readWorld(objects []json.RawMessage, judge *admission) (*world, error) {
	w := &world{namespaces: map[string]*slim_corev1.Namespace{}}
	for _, text := range objects {
		if err := w.read(text, judge); err != nil {
			return nil, err
		}
	}
	for _, item := range w.workloads {
		if name := item.pod.Namespace; w.namespaces[name] == nil {
			namespace := &slim_corev1.Namespace{}
			namespace.Name = name
			namespace.Labels = map[string]string{namespaceNameLabel: name}
			w.namespaces[name] = namespace
		}
	}
	return w, nil
}

func (w *world) read(text json.RawMessage, judge *admission) error {
	var of head
	if err := json.Unmarshal(text, &of); err != nil {
		return fmt.Errorf("reading an object: %w", err)
	}
	if of.Kind == "List" {
		for _, item := range of.Items {
			if err := w.read(item, judge); err != nil {
				return err
			}
		}
		return nil
	}
	kind := of.APIVersion + "/" + of.Kind
	if path, isWorkload := templates[kind]; isWorkload {
		return w.readWorkload(text, of, path)
	}
	switch kind {
	case "v1/Namespace":
		namespace := &slim_corev1.Namespace{}
		if err := decode(text, namespace); err != nil {
			return err
		}
		namespace.Labels = with(namespace.Labels, map[string]string{namespaceNameLabel: namespace.Name})
		w.namespaces[namespace.Name] = namespace
	case "v1/Service":
		service := &slim_corev1.Service{}
		if err := decode(text, service); err != nil {
			return err
		}
		service.Namespace = namespaceOf(of)
		w.services = append(w.services, service)
	case "discovery.k8s.io/v1/EndpointSlice":
		slice := &slim_discoveryv1.EndpointSlice{}
		if err := decode(text, slice); err != nil {
			return err
		}
		slice.Namespace = namespaceOf(of)
		w.slices = append(w.slices, slice)
	case "cilium.io/v2/CiliumCIDRGroup", "cilium.io/v2alpha1/CiliumCIDRGroup":
		kept, faults := judge.judge(text)
		if w.refuse(of, "admission", faults) {
			return nil
		}
		group := &v2.CiliumCIDRGroup{}
		if err := decode(kept, group); err != nil {
			return err
		}
		w.groups = append(w.groups, group)
	default:
		if isJudged(of.Kind) {
			return w.readPolicy(text, of, judge)
		}
	}
	return nil
}

func isJudged(kind string) bool {
	switch kind {
	case "CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "NetworkPolicy", "ClusterNetworkPolicy", "CiliumCIDRGroup":
		return true
	}
	return false
}

func (w *world) readPolicy(text json.RawMessage, of head, judge *admission) error {
	kept, faults := judge.judge(text)
	if w.refuse(of, "admission", faults) {
		return nil
	}
	object, err := decodePolicy(kept, of)
	if err != nil {
		w.refuse(of, "agent", []string{err.Error()})
		return nil
	}
	w.policies = append(w.policies, *object)
	return nil
}

// decodePolicy reads a policy as the agent's informer does. A clusterwide one is a namespaced one without a namespace in there.
func decodePolicy(text json.RawMessage, of head) (*policyObject, error) {
	object := &policyObject{id: objectID(of)}
	if of.Kind == "NetworkPolicy" {
		object.kube = &slim_networkingv1.NetworkPolicy{}
		if err := decode(text, object.kube); err != nil {
			return nil, err
		}
		object.kube.Namespace = namespaceOf(of)
		return object, nil
	}
	if of.Kind == "ClusterNetworkPolicy" {
		object.tiered = &policyv1alpha2.ClusterNetworkPolicy{}
		return object, decode(text, object.tiered)
	}
	object.cilium = &v2.CiliumNetworkPolicy{}
	if err := decode(text, object.cilium); err != nil {
		return nil, err
	}
	object.cilium.Namespace = ""
	if of.Kind == "CiliumNetworkPolicy" {
		object.cilium.Namespace = namespaceOf(of)
	}
	return object, nil
}

func (w *world) refuse(of head, judge string, faults []string) bool {
	if len(faults) == 0 {
		return false
	}
	w.rejected = append(w.rejected, rejection{Object: objectID(of), Judge: judge, Errors: faults})
	return true
}

func (w *world) readWorkload(text json.RawMessage, of head, path []string) error {
	for _, member := range path {
		var object map[string]json.RawMessage
		if err := json.Unmarshal(text, &object); err != nil {
			return fmt.Errorf("reading %s: %w", objectID(of), err)
		}
		if text = object[member]; text == nil {
			text = json.RawMessage("{}")
		}
	}
	pod := &slim_corev1.Pod{}
	if err := decode(text, pod); err != nil {
		return fmt.Errorf("reading %s: %w", objectID(of), err)
	}
	pod.Name, pod.Namespace = of.Metadata.Name, namespaceOf(of)
	// Source: k8s.io/kubernetes plugin/pkg/admission/serviceaccount.
	if pod.Spec.ServiceAccountName == "" {
		pod.Spec.ServiceAccountName = "default"
	}
	// What the controllers add and Cilium keeps. Source: k8s.io/kubernetes pkg/apis/batch/v1, and pkg/controller/cronjob for the name.
	if of.Kind == "Job" || of.Kind == "CronJob" {
		name := of.Metadata.Name
		if of.Kind == "CronJob" {
			name += "-0"
		}
		pod.Labels = with(pod.Labels, map[string]string{"job-name": name, "batch.kubernetes.io/job-name": name})
	}
	w.workloads = append(w.workloads, workload{kind: of.Kind, pod: pod})
	return nil
}

func with(labels, more map[string]string) map[string]string {
	all := maps.Clone(labels)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, more)
	return all
}

func namespaceOf(of head) string {
	if of.Metadata.Namespace == "" {
		return "default"
	}
	return of.Metadata.Namespace
}

// objectID names an object as skyctl does: `cilium.io/CiliumNetworkPolicy shop/web`.
func objectID(of head) string {
	kind := of.Kind
	switch kind {
	case "NetworkPolicy":
		kind = "networking.k8s.io/" + kind
	case "CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy", "CiliumCIDRGroup":
		kind = "cilium.io/" + kind
	case "ClusterNetworkPolicy":
		kind = "policy.networking.k8s.io/" + kind
	}
	switch of.Kind {
	case "CiliumClusterwideNetworkPolicy", "CiliumCIDRGroup", "ClusterNetworkPolicy":
		return kind + " " + of.Metadata.Name
	}
	return kind + " " + namespaceOf(of) + "/" + of.Metadata.Name
}

// decode reads as the client of Kubernetes does: the case of keys counts, what is unknown is passed over.
func decode(text []byte, into any) error {
	return kubejson.UnmarshalCaseSensitivePreserveInts(text, into)
}
