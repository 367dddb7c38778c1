package main

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"

	"github.com/cilium/cilium/pkg/identity"
	"github.com/cilium/cilium/pkg/k8s"
	k8sconst "github.com/cilium/cilium/pkg/k8s/apis/cilium.io"
	slim_metav1 "github.com/cilium/cilium/pkg/k8s/slim/k8s/apis/meta/v1"
	"github.com/cilium/cilium/pkg/labels"
	"github.com/cilium/cilium/pkg/labelsfilter"
	"github.com/cilium/cilium/pkg/option"
	"github.com/cilium/cilium/pkg/policy/api"
	ciliumtypes "github.com/cilium/cilium/pkg/types"
)

// peer is one end of a query.
type peer struct {
	Pod    string `json:"pod,omitempty"`
	Kind   string `json:"kind,omitempty"`
	Entity string `json:"entity,omitempty"`
	IP     string `json:"ip,omitempty"`
	FQDN   string `json:"fqdn,omitempty"`
}

// end is one identity that a peer may be. There are several where the manifests do not say which.
type end struct {
	id identity.NumericIdentity
	// subject is whose policy is enforced on this side; nil where none is.
	subject *identity.Identity
	ports   ciliumtypes.NamedPortMap
	// name is what the DNS proxy must have learned for the identity to be this one; unlearned one that it must not have.
	name, unlearned string
}

// peers gives every peer its identities.
type peers struct {
	world     *world
	config    *profile
	addresses addresses
	samples   []netip.Addr
	names     names
	// nodeLabels are sets of labels that nodes may have: no manifest states them.
	nodeLabels []map[string]string
	known      map[string]*identity.Identity
	nextOf     map[identity.NumericIdentity]identity.NumericIdentity
	pods       map[*workload][]*end
	ends       map[peer][]*end
	ports      namedPorts
}

// namedPorts is the part of the ipcache that resolves ports by name.
type namedPorts struct{ all ciliumtypes.NamedPortMultiMap }

func (p namedPorts) GetNamedPorts() ciliumtypes.NamedPortMultiMap { return p.all }

func newPeers(w *world, config *profile, parsed []parsedPolicy) (*peers, error) {
	p := &peers{
		world: w, config: config, names: namesIn(parsed), nodeLabels: nodeLabelsIn(parsed),
		known: map[string]*identity.Identity{},
		// Below 100 no identity is aggregated: there stand variants of the host, whose numeric identity can have one set of labels only.
		nextOf: map[identity.NumericIdentity]identity.NumericIdentity{
			identity.ReservedIdentityHost: 40, identity.IdentityScopeGlobal: 1000,
			identity.IdentityScopeLocal: 1, identity.IdentityScopeRemoteNode: 1,
		},
		pods: map[*workload][]*end{}, ends: map[peer][]*end{},
	}
	p.addresses = addressesOf(parsed, w)
	p.samples = p.addresses.samples(config)
	updates := ciliumtypes.NewNamedPortMultiMap()
	for i := range w.workloads {
		item := &w.workloads[i]
		if item.pod.Spec.HostNetwork {
			continue
		}
		ends, err := p.ofPod(item)
		if err != nil {
			return nil, err
		}
		p.pods[item] = ends
		for _, one := range ends {
			updates.Update(one.id, nil, one.ports)
		}
	}
	p.ports = namedPorts{updates}
	if asksForNames(parsed) {
		return p, p.allocateServers()
	}
	return p, nil
}

// asksForNames says whether some rule is for the DNS proxy.
func asksForNames(parsed []parsedPolicy) bool {
	for _, one := range parsed {
		for _, entry := range one.entries {
			for _, rule := range entry.L4 {
				if rule.Rules != nil && len(rule.Rules.DNS) > 0 {
					return true
				}
			}
		}
	}
	return false
}

// allocateServers gives an identity to every address outside that policies can tell apart, whether a query asks for it or not: any of them may
// answer for names.
func (p *peers) allocateServers() error {
	all := []labels.Labels{nil}
	for _, name := range p.names.samples() {
		own, err := p.names.labelsOf(name)
		if err != nil {
			return err
		}
		all = append(all, own)
	}
	for _, address := range p.samples {
		for _, own := range all {
			if _, err := p.external(address, own); err != nil {
				return err
			}
		}
	}
	return nil
}

func addressesOf(parsed []parsedPolicy, w *world) addresses {
	known := addresses{}
	for _, group := range w.groups {
		known.addGroup(group)
	}
	for _, one := range parsed {
		known.addEntries(one.entries)
	}
	return known
}

// identities are all that were given out.
func (p *peers) identities() identity.IdentityMap {
	all := identity.IdentityMap{}
	for _, one := range p.known {
		all[one.ID] = one.LabelArray
	}
	return all
}

// allocate gives a set of labels its identity. Source: pkg/identity/cache/allocator.go, AllocateIdentity.
func (p *peers) allocate(all labels.Labels) (*identity.Identity, error) {
	key := string(all.SortedList())
	if known := p.known[key]; known != nil {
		return known, nil
	}
	scope := identity.IdentityScopeGlobal
	if all.HasHostLabel() {
		if len(all) == 1 {
			return identity.LookupReservedIdentity(identity.ReservedIdentityHost), nil
		}
		scope = identity.ReservedIdentityHost
	} else if reserved := identity.LookupReservedIdentityByLabels(all); reserved != nil {
		return reserved, nil
	} else {
		scope = identity.ScopeForLabels(all)
	}
	next := p.nextOf[scope]
	p.nextOf[scope]++
	id := next
	switch scope {
	case identity.ReservedIdentityHost:
		if next >= 100 {
			return nil, fmt.Errorf("there are more variants of the host than can be told apart")
		}
	case identity.IdentityScopeLocal, identity.IdentityScopeRemoteNode:
		id |= scope
	}
	p.known[key] = identity.NewIdentity(id, all)
	return p.known[key], nil
}

// ofPod gives a pod its identity, of labels that Cilium's own code makes.
//
// Source: pkg/endpoint/metadata/k8s_metadatafetcher.go, FetchK8sMetadataForEndpoint.
func (p *peers) ofPod(item *workload) ([]*end, error) {
	ports, own := k8s.GetPodMetadata(logger, p.world.namespaces[item.pod.Namespace], item.pod)
	base, _ := labelsfilter.Filter(labels.Map2Labels(own, labels.LabelSourceK8s))
	for _, label := range k8s.NamedPortsIdentityLabels(ports) {
		base[label.Key] = label
	}
	var ends []*end
	for _, more := range p.labelsByAddress(item) {
		all := maps.Clone(base)
		maps.Copy(all, more)
		found, err := p.allocate(all)
		if err != nil {
			return nil, err
		}
		ends = append(ends, &end{id: found.ID, subject: found, ports: ports})
	}
	return ends, nil
}

// labelsByAddress are what a pod may get of its addresses: nothing, but for one mode of CIDRs.
func (p *peers) labelsByAddress(item *workload) []labels.Labels {
	if !option.Config.PolicyCIDRMatchesPods() {
		return []labels.Labels{{}}
	}
	if stated := item.addresses(); len(stated) > 0 {
		return []labels.Labels{p.addresses.podLabels(stated...)}
	}
	found := []labels.Labels{}
	var v4, v6 []netip.Addr
	for _, address := range p.samples {
		if address.Is4() {
			v4 = append(v4, address)
		} else {
			v6 = append(v6, address)
		}
	}
	switch {
	case len(v4) == 0 || len(v6) == 0:
		for _, address := range append(v4, v6...) {
			found = append(found, p.addresses.podLabels(address))
		}
	default:
		for _, one := range v4 {
			for _, other := range v6 {
				found = append(found, p.addresses.podLabels(one, other))
			}
		}
	}
	return found
}

func (w *workload) addresses() []netip.Addr {
	if w.kind != "Pod" {
		return nil
	}
	texts := []string{w.pod.Status.PodIP}
	for _, one := range w.pod.Status.PodIPs {
		texts = append(texts, one.IP)
	}
	var found []netip.Addr
	for _, text := range texts {
		if address, err := netip.ParseAddr(text); err == nil && !slices.Contains(found, address) {
			found = append(found, address)
		}
	}
	return found
}

// resolve gives a peer its identities; all of them must be known before the engine is made.
func (p *peers) resolve(of peer) ([]*end, error) {
	if known := p.ends[of]; known != nil {
		return known, nil
	}
	ends, err := p.find(of)
	if err != nil {
		return nil, err
	}
	p.ends[of] = ends
	return ends, nil
}

func (p *peers) find(of peer) ([]*end, error) {
	switch {
	case of.Pod != "":
		return p.ofWorkload(of)
	case of.Entity != "":
		return p.ofEntity(of.Entity)
	case of.IP != "":
		return p.ofAddress(of.IP)
	case of.FQDN != "":
		return p.ofName(of.FQDN)
	}
	return nil, fmt.Errorf("a peer has none of pod, entity, ip and fqdn")
}

func (p *peers) ofWorkload(of peer) ([]*end, error) {
	var found []*workload
	for i := range p.world.workloads {
		item := &p.world.workloads[i]
		if item.pod.Namespace+"/"+item.pod.Name == of.Pod && (of.Kind == "" || of.Kind == item.kind) {
			found = append(found, item)
		}
	}
	switch {
	case len(found) == 0:
		return nil, fmt.Errorf("%s is not in the world", of.Pod)
	case len(found) > 1:
		return nil, fmt.Errorf("%s is more than one workload", of.Pod)
	}
	return p.ofFound(found[0])
}

// ofFound: pods in the network of their node are that node, and which one is not known.
func (p *peers) ofFound(item *workload) ([]*end, error) {
	if !item.pod.Spec.HostNetwork {
		return p.pods[item], nil
	}
	local, err := p.ofEntity("host")
	if err != nil {
		return nil, err
	}
	remote, err := p.ofEntity("remote-node")
	return append(slices.Clone(local), remote...), err
}

func (p *peers) ofEntity(name string) ([]*end, error) {
	switch name {
	case "host":
		return p.ofNode(labels.LabelHost)
	case "remote-node":
		return p.ofNode(labels.LabelRemoteNode)
	case "kube-apiserver":
		if p.config.KubeAPIServer == "in-cluster" {
			local, err := p.ofNode(labels.LabelHost, labels.LabelKubeAPIServer)
			if err != nil {
				return nil, err
			}
			remote, err := p.ofNode(labels.LabelRemoteNode, labels.LabelKubeAPIServer)
			return append(local, remote...), err
		}
		// Source: pkg/k8s/watchers/endpoint.go: an address of the Service kubernetes.
		var ends []*end
		for _, address := range p.samples {
			if address.Is6() && p.config.has("IPv4") {
				continue
			}
			found, err := p.allocate(p.addresses.labelsOf(address, labelsOf(labels.LabelKubeAPIServer)))
			if err != nil {
				return nil, err
			}
			ends = append(ends, &end{id: found.ID})
		}
		return ends, nil
	case "health":
		return []*end{reservedEndpoint(identity.ReservedIdentityHealth)}, nil
	case "ingress":
		return []*end{reservedEndpoint(identity.ReservedIdentityIngress)}, nil
	case "world":
		var ends []*end
		for _, address := range p.outside() {
			ends = append(ends, &end{id: worldIdentity(address).ID})
		}
		return ends, nil
	}
	return nil, fmt.Errorf("there is no entity %s", name)
}

// outside is one address of each family that the cluster has.
func (p *peers) outside() []netip.Addr {
	var found []netip.Addr
	if p.config.has("IPv4") {
		found = append(found, netip.IPv4Unspecified())
	}
	if p.config.has("IPv6") {
		found = append(found, netip.IPv6Unspecified())
	}
	return found
}

func reservedEndpoint(id identity.NumericIdentity) *end {
	return &end{id: id, subject: identity.LookupReservedIdentity(id)}
}

// ofNode: a node has a policy only with the host firewall, and each sees itself as the host.
func (p *peers) ofNode(own ...labels.Labels) ([]*end, error) {
	samples := []netip.Addr{netip.IPv4Unspecified()}
	if option.Config.PolicyCIDRMatchesNodes() {
		samples = p.samples
	}
	var ends []*end
	for _, address := range samples {
		for _, more := range p.nodeLabels {
			base := labelsOf(own...)
			// Source: pkg/node/manager/manager.go, nodeIdentityLabels.
			if option.Config.PerNodeLabelsEnabled() {
				maps.Copy(base, labels.Map2Labels(more, labels.LabelSourceNode))
				maps.Copy(base, labels.Map2Labels(map[string]string{k8sconst.PolicyLabelCluster: p.config.ClusterName}, labels.LabelSourceK8s))
			}
			found, err := p.allocate(p.addresses.labelsOf(address, base))
			if err != nil {
				return nil, err
			}
			one := &end{id: found.ID}
			if option.Config.EnableHostFirewall {
				self := labelsOf(own...)
				self.Remove(labels.LabelRemoteNode)
				maps.Copy(self, labels.LabelHost)
				maps.Copy(self, labels.Map2Labels(more, labels.LabelSourceK8s))
				one.subject = identity.NewIdentity(identity.ReservedIdentityHost, self)
			}
			ends = append(ends, one)
		}
	}
	return ends, nil
}

func labelsOf(all ...labels.Labels) labels.Labels {
	found := labels.Labels{}
	for _, one := range all {
		maps.Copy(found, one)
	}
	return found
}

func (p *peers) ofAddress(text string) ([]*end, error) {
	address, err := netip.ParseAddr(text)
	if err != nil {
		return nil, err
	}
	for i := range p.world.workloads {
		if item := &p.world.workloads[i]; slices.Contains(item.addresses(), address) {
			return p.ofFound(item)
		}
	}
	plain, err := p.external(address, nil)
	if err != nil {
		return nil, err
	}
	ends := []*end{plain}
	for _, name := range p.names.samples() {
		own, err := p.names.labelsOf(name)
		if err != nil {
			return nil, err
		}
		named, err := p.external(address, own)
		if err != nil {
			return nil, err
		}
		named.name = name
		ends = append(ends, named)
	}
	return ends, nil
}

// ofName: its addresses are not known, nor always whether the DNS proxy has learned them.
func (p *peers) ofName(name string) ([]*end, error) {
	own, err := p.names.labelsOf(name)
	if err != nil {
		return nil, err
	}
	var ends []*end
	for _, address := range p.samples {
		unlearned, err := p.external(address, nil)
		if err != nil {
			return nil, err
		}
		if len(own) > 0 {
			learned, err := p.external(address, own)
			if err != nil {
				return nil, err
			}
			learned.name, unlearned.unlearned = fullName(name), fullName(name)
			ends = append(ends, learned)
		}
		ends = append(ends, unlearned)
	}
	return ends, nil
}

func (p *peers) external(address netip.Addr, own labels.Labels) (*end, error) {
	all := p.addresses.external(address, own)
	if all == nil {
		return &end{id: worldIdentity(address).ID}, nil
	}
	found, err := p.allocate(all)
	if err != nil {
		return nil, err
	}
	return &end{id: found.ID}, nil
}

// nodeLabelsIn are sets of labels that make selectors of nodes match, and the empty one.
func nodeLabelsIn(parsed []parsedPolicy) []map[string]string {
	found := []map[string]string{{}}
	for _, one := range parsed {
		for _, rule := range one.rules {
			selectors := []*slim_metav1.LabelSelector{rule.NodeSelector.LabelSelector}
			for _, item := range rule.Ingress {
				selectors = append(selectors, selectorsOf(item.FromNodes)...)
			}
			for _, item := range rule.IngressDeny {
				selectors = append(selectors, selectorsOf(item.FromNodes)...)
			}
			for _, item := range rule.Egress {
				selectors = append(selectors, selectorsOf(item.ToNodes)...)
			}
			for _, item := range rule.EgressDeny {
				selectors = append(selectors, selectorsOf(item.ToNodes)...)
			}
			for _, selector := range selectors {
				if wanted := wantedBy(selector); len(wanted) > 0 {
					found = append(found, wanted)
				}
			}
		}
	}
	return found
}

func selectorsOf(all api.EndpointSelectorSlice) []*slim_metav1.LabelSelector {
	found := make([]*slim_metav1.LabelSelector, 0, len(all))
	for _, one := range all {
		found = append(found, one.LabelSelector)
	}
	return found
}

// wantedBy are labels of a node that a selector asks for.
func wantedBy(selector *slim_metav1.LabelSelector) map[string]string {
	wanted := map[string]string{}
	if selector == nil {
		return wanted
	}
	for key, value := range selector.MatchLabels {
		wanted[key] = value
	}
	for _, one := range selector.MatchExpressions {
		switch {
		case one.Operator == "In" && len(one.Values) > 0:
			wanted[one.Key] = one.Values[0]
		case one.Operator == "Exists":
			wanted[one.Key] = "x"
		}
	}
	plain := map[string]string{}
	for key, value := range wanted {
		// Selectors write the source in front, with a dot or a colon.
		for _, source := range []string{"any", "k8s", "node"} {
			key = strings.TrimPrefix(strings.TrimPrefix(key, source+"."), source+":")
		}
		if !strings.HasPrefix(key, "reserved") && !strings.HasPrefix(key, "io.cilium.k8s.policy") {
			plain[key] = value
		}
	}
	return plain
}
