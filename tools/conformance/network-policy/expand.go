package main

import (
	"fmt"

	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// cyclonus takes a missing label for one that NotIn does not match (pkg/kube/labelselector.go); Kubernetes matches it
// (k8s.io/apimachinery/pkg/labels/selector.go, Requirement.Matches). So NotIn is split into two selectors that both read alike: the label
// is there with another value, or it is missing. checkExpansion holds the result against Kubernetes' own reading.

// withoutNotIn is the same policy as several, one for each part of its pod selector.
func withoutNotIn(policy *networkingv1.NetworkPolicy) []*networkingv1.NetworkPolicy {
	parts := []*networkingv1.NetworkPolicy{}
	for _, selector := range split(&policy.Spec.PodSelector) {
		part := policy.DeepCopy()
		part.Spec.PodSelector = *selector
		for index := range part.Spec.Ingress {
			part.Spec.Ingress[index].From = splitPeers(part.Spec.Ingress[index].From)
		}
		for index := range part.Spec.Egress {
			part.Spec.Egress[index].To = splitPeers(part.Spec.Egress[index].To)
		}
		parts = append(parts, part)
	}
	return parts
}

func splitPeers(peers []networkingv1.NetworkPolicyPeer) []networkingv1.NetworkPolicyPeer {
	parts := []networkingv1.NetworkPolicyPeer{}
	for _, peer := range peers {
		for _, pods := range split(peer.PodSelector) {
			for _, namespaces := range split(peer.NamespaceSelector) {
				parts = append(parts, networkingv1.NetworkPolicyPeer{
					PodSelector: pods, NamespaceSelector: namespaces, IPBlock: peer.IPBlock,
				})
			}
		}
	}
	return parts
}

// split gives selectors without a NotIn that a label could be missing from; what one of them matches the selector matches.
func split(selector *metav1.LabelSelector) []*metav1.LabelSelector {
	if selector == nil {
		return []*metav1.LabelSelector{nil}
	}
	parts := []*metav1.LabelSelector{{MatchLabels: selector.MatchLabels}}
	for _, expression := range selector.MatchExpressions {
		next := []*metav1.LabelSelector{}
		for _, part := range parts {
			next = append(next, with(part, expression))
			if expression.Operator == metav1.LabelSelectorOpNotIn {
				missing := metav1.LabelSelectorRequirement{Key: expression.Key, Operator: metav1.LabelSelectorOpDoesNotExist}
				next = append(next, with(part, missing))
			}
		}
		parts = next
	}
	return parts
}

func with(selector *metav1.LabelSelector, expression metav1.LabelSelectorRequirement) *metav1.LabelSelector {
	copied := selector.DeepCopy()
	copied.MatchExpressions = append(copied.MatchExpressions, expression)
	return copied
}

// checkExpansion fails where the parts of a policy select other pods than Kubernetes says that the policy does.
func checkExpansion(policies, parts []*networkingv1.NetworkPolicy, one peer) error {
	if one.Namespace == "" {
		return nil
	}
	for _, policy := range policies {
		selector, err := metav1.LabelSelectorAsSelector(&policy.Spec.PodSelector)
		if err != nil {
			return err
		}
		wanted := selector.Matches(labels.Set(one.Labels))
		found := false
		for _, part := range parts {
			if part.Name != policy.Name || part.Namespace != policy.Namespace {
				continue
			}
			selector, err := metav1.LabelSelectorAsSelector(&part.Spec.PodSelector)
			if err != nil {
				return err
			}
			found = found || selector.Matches(labels.Set(one.Labels))
		}
		if wanted != found {
			return fmt.Errorf("%s/%s: the parts of its selector do not select what it selects", policy.Namespace, policy.Name)
		}
	}
	return nil
}
