package main

import (
	utilnet "k8s.io/utils/net"

	api "k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/apis/core/validation"
)

// allocate fills in what the store of Services allocates before it validates, on a cluster of both IP families.
//
// Source: k8s.io/kubernetes pkg/registry/core/service/storage/storage.go and alloc.go, whose functions are private.
func allocate(service *api.Service) []string {
	spec := &service.Spec
	if spec.ClusterIP != "" && len(spec.ClusterIPs) == 0 {
		spec.ClusterIPs = []string{spec.ClusterIP}
	}
	if spec.Type == api.ServiceTypeExternalName {
		return nil
	}
	headlessWithoutSelector := spec.ClusterIP == api.ClusterIPNone && len(spec.Selector) == 0
	if spec.IPFamilyPolicy == nil {
		policy := api.IPFamilyPolicySingleStack
		if headlessWithoutSelector {
			policy = api.IPFamilyPolicyRequireDualStack
		}
		spec.IPFamilyPolicy = &policy
	}
	if errs := validation.ValidateServiceClusterIPsRelatedFields(service, nil); len(errs) != 0 {
		found := []string{}
		for _, err := range errs {
			found = append(found, err.Error())
		}
		return found
	}
	if *spec.IPFamilyPolicy == api.IPFamilyPolicySingleStack && (len(spec.ClusterIPs) == 2 || len(spec.IPFamilies) == 2) {
		return []string{"spec.ipFamilyPolicy: must be 'RequireDualStack' or 'PreferDualStack' when two addresses or families are specified"}
	}
	for i, ip := range spec.ClusterIPs {
		if ip != api.ClusterIPNone && i >= len(spec.IPFamilies) {
			spec.IPFamilies = append(spec.IPFamilies, familyOf(ip))
		}
	}
	if len(spec.IPFamilies) == 0 {
		spec.IPFamilies = []api.IPFamily{api.IPv4Protocol}
	}
	if len(spec.IPFamilies) < 2 && *spec.IPFamilyPolicy != api.IPFamilyPolicySingleStack {
		other := api.IPv6Protocol
		if spec.IPFamilies[0] == api.IPv6Protocol {
			other = api.IPv4Protocol
		}
		spec.IPFamilies = append(spec.IPFamilies, other)
	}
	if spec.Type == api.ServiceTypeLoadBalancer && spec.ExternalTrafficPolicy == api.ServiceExternalTrafficPolicyLocal && spec.HealthCheckNodePort == 0 {
		spec.HealthCheckNodePort = 32000
	}
	if spec.ClusterIP == api.ClusterIPNone {
		return nil
	}
	for i := len(spec.ClusterIPs); i < len(spec.IPFamilies); i++ {
		ip := "10.96.0.10"
		if spec.IPFamilies[i] == api.IPv6Protocol {
			ip = "fd00:10:96::10"
		}
		spec.ClusterIPs = append(spec.ClusterIPs, ip)
	}
	if len(spec.ClusterIPs) > 0 {
		spec.ClusterIP = spec.ClusterIPs[0]
	}
	return nil
}

func familyOf(ip string) api.IPFamily {
	if utilnet.IsIPv6String(ip) {
		return api.IPv6Protocol
	}
	return api.IPv4Protocol
}
