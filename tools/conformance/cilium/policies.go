package main

import (
	"context"
	"strings"

	"github.com/cilium/cilium/pkg/identity"
	"github.com/cilium/cilium/pkg/identity/identitymanager"
	ipcachetypes "github.com/cilium/cilium/pkg/ipcache/types"
	"github.com/cilium/cilium/pkg/k8s"
	"github.com/cilium/cilium/pkg/labels"
	"github.com/cilium/cilium/pkg/policy"
	"github.com/cilium/cilium/pkg/policy/api"
	"github.com/cilium/cilium/pkg/policy/types"
	policyutils "github.com/cilium/cilium/pkg/policy/utils"

	envoypolicy "github.com/cilium/cilium/pkg/envoy/policy"
)

// parsedPolicy is a policy that the agent took.
type parsedPolicy struct {
	resource ipcachetypes.ResourceID
	entries  types.PolicyEntries
	rules    api.Rules
}

// parsePolicies does what the agent's watcher does with each policy. What it refuses is named among the rejected.
//
// Source: pkg/policy/k8s/cilium_network_policy.go, resolveCiliumNetworkPolicyRefs and upsertCiliumNetworkPolicyV2, and
// pkg/policy/k8s/network_policy.go, addK8sNetworkPolicyV1, and pkg/policy/k8s/cluster_network_policy.go.
func (w *world) parsePolicies(config *profile) ([]parsedPolicy, error) {
	services, err := w.newServices(config)
	if err != nil {
		return nil, err
	}
	parsed := make([]parsedPolicy, 0, len(w.policies))
	for _, object := range w.policies {
		one, err := object.parse(config, services)
		if err != nil {
			w.rejected = append(w.rejected, rejection{Object: object.id, Judge: "agent", Errors: []string{err.Error()}})
			continue
		}
		parsed = append(parsed, one)
	}
	return parsed, nil
}

func (o *policyObject) parse(config *profile, services *services) (parsedPolicy, error) {
	if o.kube != nil {
		entries, err := k8s.ParseNetworkPolicy(logger, config.policyCluster(), o.kube)
		id := ipcachetypes.NewResourceID(ipcachetypes.ResourceKindNetpol, o.kube.Namespace, o.kube.Name)
		return parsedPolicy{resource: id, entries: entries}, err
	}
	if o.tiered != nil {
		id := ipcachetypes.NewResourceID(ipcachetypes.ResourceKindKCNP, "", o.tiered.Name)
		// Without its flag the agent has no watcher of them.
		if !config.KCNP {
			return parsedPolicy{resource: id}, nil
		}
		entries, err := k8s.ParseClusterNetworkPolicy(logger, config.policyCluster(), o.tiered)
		return parsedPolicy{resource: id, entries: entries}, err
	}
	// Parse writes into what it is given.
	object := o.cilium.DeepCopy()
	services.resolve(object)
	rules, err := object.Parse(logger, config.policyCluster())
	if err != nil {
		return parsedPolicy{}, err
	}
	kind := ipcachetypes.ResourceKindCNP
	if object.Namespace == "" {
		kind = ipcachetypes.ResourceKindCCNP
	}
	id := ipcachetypes.NewResourceID(kind, object.Namespace, object.Name)
	return parsedPolicy{resource: id, entries: policyutils.RulesToPolicyEntries(rules), rules: rules}, nil
}

// newRepository is the agent's engine, with all policies and identities in it.
func newRepository(parsed []parsedPolicy, identities identity.IdentityMap, ports policy.NamedPortsGetter) *policy.Repository {
	all := identity.ListReservedIdentities()
	for id, labels := range identities {
		all[id] = labels
	}
	repository := policy.NewPolicyRepository(
		logger, all, secrets{}, envoypolicy.NewEnvoyL7RulesTranslator(logger, secrets{}), identitymanager.NewIDManager(logger), nil)
	repository.SetNamedPortsGetter(ports)
	repository.UpdateIdentities(all, nil)
	for _, one := range parsed {
		repository.ReplaceByResource(one.entries, one.resource)
	}
	return repository
}

// secrets is a cluster in which every Secret that a policy names is there and is handed to Envoy by reference.
type secrets struct{}

func (secrets) GetTLSContext(_ context.Context, tls *api.TLSContext, _ string) (ca, public, private string, inline bool, err error) {
	return "", "", "", false, nil
}
func (secrets) GetSecretString(context.Context, *api.Secret, string) (string, error) { return "", nil }
func (secrets) PolicySecretSyncEnabled() bool                                        { return true }
func (secrets) SecretsOnlyFromSecretsNamespace() bool                                { return true }
func (secrets) GetSecretSyncNamespace() string                                       { return "cilium-secrets" }

// names are the selectors of names of all policies.
type names []api.FQDNSelector

func namesIn(parsed []parsedPolicy) names {
	var found names
	known := map[api.FQDNSelector]bool{}
	for _, one := range parsed {
		for _, entry := range one.entries {
			for _, selector := range entry.L3 {
				if name, isName := selector.GetFQDNSelector(); isName && !known[*name] {
					known[*name] = true
					found = append(found, *name)
				}
			}
		}
	}
	return found
}

// labelsOf are what the addresses of a name get once the DNS proxy has learned them.
//
// Source: pkg/fqdn/namemanager/manager.go, deriveLabelsForName.
func (n names) labelsOf(name string) (labels.Labels, error) {
	found := labels.Labels{}
	for _, selector := range n {
		regex, err := selector.ToRegex()
		if err != nil {
			return nil, err
		}
		if regex.MatchString(fullName(name)) {
			label := selector.IdentityLabel()
			found[label.Key] = label
		}
	}
	return found, nil
}

// samples are names that an address may have: one of each selector.
func (n names) samples() []string {
	found := make([]string, 0, len(n))
	for _, selector := range n {
		name := selector.MatchName
		if name == "" {
			name = strings.ReplaceAll(selector.MatchPattern, "**.", "x.y.")
			name = strings.ReplaceAll(name, "*", "x")
		}
		found = append(found, fullName(name))
	}
	return found
}

func fullName(name string) string {
	return strings.ToLower(strings.TrimSuffix(name, ".")) + "."
}
