package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	api "k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/capabilities"
)

var (
	// As the API server decodes with fieldValidation=Strict.
	decoder = serializer.NewCodecFactory(scheme, serializer.EnableStrict).UniversalDecoder(hubs()...)
	// Alpha and beta versions are not served by default.
	stable = regexp.MustCompile(`^v[0-9]+$`)
)

// As every distribution starts the API server: with --allow-privileged.
func init() { capabilities.Setup(true, 0) }

// create does what the create handler and the registry's store do with an object, in their order, as far as that needs no
// other object. A panic is a refusal: the API server answers it with an error.
//
// Source: k8s.io/apiserver pkg/endpoints/handlers/create.go and pkg/registry/generic/registry/store.go.
func create(body []byte) (stage string, found []string) {
	defer func() {
		if cause := recover(); cause != nil {
			found = []string{fmt.Sprintf("the API server panics: %v", cause)}
		}
	}()

	stage = "decode"
	if custom, ok := customKinds[kindOf(body)]; ok {
		object, err := custom.decode(body)
		if err != nil {
			return refusal(stage, err)
		}
		return admit(custom.kind, custom.strategy, object)
	}
	obj, gvk, err := decoder.Decode(body, nil, nil)
	if err != nil {
		if runtime.IsNotRegisteredError(err) {
			stage = "kind"
		}
		return refusal(stage, err)
	}

	stage = "kind"
	strategy, ok := strategies[gvk.GroupKind()]
	if !ok || !stable.MatchString(gvk.Version) {
		return stage, []string{fmt.Sprintf("%s is not served", gvk)}
	}

	return admit(*gvk, strategy, obj)
}

// admit does what follows on decoding, whatever serves the kind.
func admit(gvk schema.GroupVersionKind, strategy rest.RESTCreateStrategy, obj runtime.Object) (stage string, found []string) {
	stage = "metadata"
	accessor, err := meta.Accessor(obj)
	if err != nil {
		return stage, []string{err.Error()}
	}
	// storage/etcd3.store.Create refuses a version on what does not exist yet.
	if version := accessor.GetResourceVersion(); version != "" && version != "0" {
		return stage, []string{"metadata.resourceVersion should not be set on objects to be created"}
	}
	// The manager of fields writes its own in their place.
	accessor.SetManagedFields(nil)
	rest.WipeObjectMetaSystemFields(accessor)
	rest.FillObjectMetaSystemFields(accessor)
	if accessor.GetName() == "" && accessor.GetGenerateName() != "" {
		accessor.SetName(strategy.GenerateName(accessor.GetGenerateName()))
	}

	stage = "validate"
	resource, _ := meta.UnsafeGuessKindToResource(gvk)
	ctx := genericapirequest.WithRequestInfo(context.Background(), &genericapirequest.RequestInfo{
		IsResourceRequest: true,
		Verb:              "create",
		APIGroup:          gvk.Group,
		APIVersion:        gvk.Version,
		Resource:          resource.Resource,
	})
	namespace := ""
	if strategy.NamespaceScoped() {
		// kubectl's, where the manifest names none.
		if namespace = accessor.GetNamespace(); namespace == "" {
			namespace = "default"
		}
	}
	ctx = genericapirequest.WithNamespace(ctx, namespace)
	if pod, ok := obj.(*api.Pod); ok {
		nameServiceAccount(pod)
	}
	if service, ok := obj.(*api.Service); ok {
		if errs := allocate(service); len(errs) > 0 {
			return stage, errs
		}
	}
	return stage, reasons(rest.BeforeCreate(strategy, ctx, obj))
}

// refusal tells faults that only strict decoding finds from others.
func refusal(stage string, err error) (string, []string) {
	if faults, ok := runtime.AsStrictDecodingError(err); ok {
		return "strict", texts(faults.Errors())
	}
	return stage, []string{err.Error()}
}

// nameServiceAccount does what admission does before anything is validated, as far as that needs no other object.
//
// Source: plugin/pkg/admission/serviceaccount/admission.go, Admit.
func nameServiceAccount(pod *api.Pod) {
	if _, mirror := pod.Annotations[api.MirrorPodAnnotationKey]; !mirror && pod.Spec.ServiceAccountName == "" {
		pod.Spec.ServiceAccountName = "default"
	}
}

// reasons gives each fault of a refusal its own text.
func reasons(err error) []string {
	if err == nil {
		return nil
	}
	var status apierrors.APIStatus
	if !errors.As(err, &status) || status.Status().Details == nil || len(status.Status().Details.Causes) == 0 {
		return []string{err.Error()}
	}
	found := []string{}
	for _, cause := range status.Status().Details.Causes {
		found = append(found, fmt.Sprintf("%s: %s", cause.Field, cause.Message))
	}
	return found
}

func texts(errs []error) []string {
	found := []string{}
	for _, err := range errs {
		found = append(found, err.Error())
	}
	return found
}
