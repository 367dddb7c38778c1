package main

import (
	"math"

	"github.com/cilium/cilium/pkg/endpoint/regeneration"
	"github.com/cilium/cilium/pkg/identity"
	"github.com/cilium/cilium/pkg/policy"
	policytypes "github.com/cilium/cilium/pkg/policy/types"
	"github.com/cilium/cilium/pkg/proxy/accesslog"
	ciliumtypes "github.com/cilium/cilium/pkg/types"
	"github.com/cilium/cilium/pkg/u8proto"
)

// direction of the traffic, seen from the subject of a policy.
type direction int

const (
	egress direction = iota
	ingress
)

func (d direction) String() string { return [...]string{"egress", "ingress"}[d] }

// engine computes the policy of an endpoint once, whatever is asked of it.
type engine struct {
	repository *policy.Repository
	ports      namedPorts
	computed   map[*identity.Identity]*endpointPolicy
	names      *dnsProxy
}

// endpointPolicy is what the datapath and the proxies of one endpoint are told.
type endpointPolicy struct {
	id       uint64
	owner    *owner
	policy   *policy.EndpointPolicy
	err      error
	requests [2]*httpPolicy
	hasDNS   bool
}

func newEngine(parsed []parsedPolicy, p *peers) *engine {
	return &engine{
		repository: newRepository(parsed, p.identities(), p.ports),
		ports:      p.ports,
		computed:   map[*identity.Identity]*endpointPolicy{},
		names:      newDNSProxy(),
	}
}

// of returns the policy of a subject. An error is one of the computation: Cilium then keeps what it enforced before.
func (e *engine) of(subject *identity.Identity, ports ciliumtypes.NamedPortMap) *endpointPolicy {
	if known := e.computed[subject]; known != nil {
		return known
	}
	found := &endpointPolicy{id: uint64(len(e.computed) + 1)}
	e.computed[subject] = found
	found.owner = &owner{id: found.id, ports: ports, isHost: subject.ID == identity.ReservedIdentityHost}
	selected, _, err := e.repository.ComputeSelectorPolicy(subject)
	if err != nil {
		found.err = err
		return found
	}
	// Every redirect is there, whatever its proxy.
	redirects := map[string]uint16{policy.FallbackRedirectID: math.MaxUint16}
	found.policy = selected.DistillPolicy(logger, found.owner, redirects)
	found.hasDNS, found.err = e.names.add(found, e.ports)
	return found
}

// lookup is what the datapath finds for a packet.
func (p *endpointPolicy) lookup(dir direction, peer identity.NumericIdentity, protocol u8proto.U8proto, port uint16) (policytypes.MapStateEntry, bool) {
	key := policy.EgressKey()
	if dir == ingress {
		key = policy.IngressKey()
	}
	// A packet has a port, be it 0 as the type of an echo reply: no wildcard.
	entry, _, isFound := p.policy.Lookup(key.WithIdentity(peer).WithPortProtoPrefix(protocol, port, 16))
	return entry, isFound
}

// owner is an endpoint, as far as its policy asks for it.
type owner struct {
	id     uint64
	ports  ciliumtypes.NamedPortMap
	isHost bool
}

func (o *owner) GetID() uint64 { return o.id }

// Source: pkg/endpoint/endpoint.go, GetIngressNamedPort.
func (o *owner) GetIngressNamedPort(name string, protocol u8proto.U8proto) uint16 {
	port, err := o.ports.GetNamedPort(name, protocol)
	if err != nil {
		return 0
	}
	return port
}

func (o *owner) PolicyDebug(string, ...any)                  {}
func (o *owner) IsHost() bool                                { return o.isHost }
func (o *owner) PreviousMapStateSizes() policy.MapStateSizes { return policy.MapStateSizes{} }
func (o *owner) RegenerateIfAlive(*regeneration.ExternalRegenerationMetadata) <-chan bool {
	done := make(chan bool)
	close(done)
	return done
}
func (o *owner) GetPolicyNames() []string           { return nil }
func (o *owner) GetIPv4Address() string             { return "" }
func (o *owner) GetIPv6Address() string             { return "" }
func (o *owner) OnProxyPolicyUpdate(uint64)         {}
func (o *owner) GetListenerProxyPort(string) uint16 { return math.MaxUint16 }
func (o *owner) UpdateProxyStatistics(_, _ string, _, _ uint16, _, _ bool, _ accesslog.FlowVerdict) {
}
