// Command network-policy answers who may talk to whom under Kubernetes NetworkPolicies, with the evaluator of cyclonus, which was
// written by others to test network plugins against the documentation.
//
// It reads one world a line, `{ "policies": [NetworkPolicy], "queries": [Query] }`, and answers `{ "answers": [Answer] }`.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

type world struct {
	Policies []*networkingv1.NetworkPolicy `json:"policies"`
	Queries  []query                       `json:"queries"`
}

// peer is a pod, or an address outside of the cluster where it has no namespace.
type peer struct {
	Namespace       string            `json:"namespace"`
	NamespaceLabels map[string]string `json:"namespaceLabels"`
	Labels          map[string]string `json:"labels"`
	IP              string            `json:"ip"`
}

type query struct {
	From     peer            `json:"from"`
	To       peer            `json:"to"`
	Port     int             `json:"port"`
	PortName string          `json:"portName"`
	Protocol corev1.Protocol `json:"protocol"`
}

type answer struct {
	Egress  bool `json:"egress"`
	Ingress bool `json:"ingress"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<26)
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	for in.Scan() {
		var asked world
		if err := json.Unmarshal(in.Bytes(), &asked); err != nil {
			return err
		}
		answers, err := answerAll(asked)
		if err != nil {
			return err
		}
		if err := encoder.Encode(map[string]any{"answers": answers}); err != nil {
			return err
		}
	}
	if err := in.Err(); err != nil {
		return err
	}
	return out.Flush()
}

func answerAll(asked world) ([]answer, error) {
	policies := []*networkingv1.NetworkPolicy{}
	for _, policy := range asked.Policies {
		setDefaults(policy)
		policies = append(policies, withoutNotIn(policy)...)
	}
	for _, one := range asked.Queries {
		for _, peer := range []peer{one.From, one.To} {
			if err := checkExpansion(asked.Policies, policies, peer); err != nil {
				return nil, err
			}
		}
	}
	evaluated := matcher.BuildNetworkPolicies(false, policies)
	answers := []answer{}
	for _, one := range asked.Queries {
		result := evaluated.IsTrafficAllowed(&matcher.Traffic{
			Source:           trafficPeer(one.From),
			Destination:      trafficPeer(one.To),
			ResolvedPort:     one.Port,
			ResolvedPortName: one.PortName,
			Protocol:         one.Protocol,
		})
		answers = append(answers, answer{Egress: result.Egress.IsAllowed(), Ingress: result.Ingress.IsAllowed()})
	}
	return answers, nil
}

func trafficPeer(one peer) *matcher.TrafficPeer {
	if one.Namespace == "" {
		return &matcher.TrafficPeer{IP: one.IP}
	}
	return &matcher.TrafficPeer{IP: one.IP, Internal: &matcher.InternalPeer{
		PodLabels:       one.Labels,
		NamespaceLabels: one.NamespaceLabels,
		Namespace:       one.Namespace,
	}}
}

// setDefaults does what the documentation of policyTypes says of a list that is left out: Ingress always, Egress where there are egress
// rules.
func setDefaults(policy *networkingv1.NetworkPolicy) {
	if len(policy.Spec.PolicyTypes) > 0 {
		return
	}
	policy.Spec.PolicyTypes = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
	if len(policy.Spec.Egress) > 0 {
		policy.Spec.PolicyTypes = append(policy.Spec.PolicyTypes, networkingv1.PolicyTypeEgress)
	}
}
