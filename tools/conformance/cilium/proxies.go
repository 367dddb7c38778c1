package main

import (
	"cmp"
	"net/netip"
	"regexp"
	"slices"

	cilium "github.com/cilium/proxy/go/cilium/api"
	envoy_config_route "github.com/envoyproxy/go-control-plane/envoy/config/route/v3"

	"github.com/cilium/cilium/pkg/envoy"
	envoypolicy "github.com/cilium/cilium/pkg/envoy/policy"
	"github.com/cilium/cilium/pkg/fqdn/dnsproxy"
	"github.com/cilium/cilium/pkg/fqdn/matchpattern"
	"github.com/cilium/cilium/pkg/fqdn/restore"
	"github.com/cilium/cilium/pkg/identity"
	"github.com/cilium/cilium/pkg/policy"
	policytypes "github.com/cilium/cilium/pkg/policy/types"
	"github.com/cilium/cilium/pkg/u8proto"
)

// passes says what a proxy does with a request, or with the edge: maybe is for what the query does not say, such as headers.
type passes int

const (
	no passes = iota
	maybe
	yes
)

// parserOf says to which proxy the datapath sends what an entry allows: the priority of listeners tells.
//
// Source: pkg/policy/l4.go, ListenerPriorityHTTP and the others.
func parserOf(entry policytypes.MapStateEntry) string {
	if entry.ProxyPort == 0 {
		return ""
	}
	switch entry.Precedence.ListenerPriority() {
	case policy.ListenerPriorityDNS:
		return "dns"
	case policy.ListenerPriorityHTTP:
		return "http"
	case policy.ListenerPriorityTLS:
		return "tls"
	}
	return "listener"
}

// dnsProxy is Cilium's own, without a socket.
type dnsProxy struct {
	proxy *dnsproxy.DNSProxy
	// filters are those of each endpoint and port.
	filters map[portOf][]*policy.L4Filter
	// questions are the ways in which each endpoint can ask for a name.
	questions map[uint64][]dnsQuestion
}

// dnsQuestion is one way to ask: a server behind the proxy; or a pattern of names, where the servers that a rule is for stand in no manifest.
type dnsQuestion struct {
	server   identity.NumericIdentity
	protocol u8proto.U8proto
	port     uint16
	pattern  *regexp.Regexp
}

type portOf struct {
	endpoint uint64
	port     restore.PortProto
}

func newDNSProxy() *dnsProxy {
	return &dnsProxy{
		proxy:   dnsproxy.NewDNSProxy(dnsproxy.DNSProxyConfig{Logger: logger}, nil, nil),
		filters: map[portOf][]*policy.L4Filter{}, questions: map[uint64][]dnsQuestion{},
	}
}

// add hands the rules of an endpoint to the proxy.
//
// Source: pkg/endpoint/bpf.go, addNewRedirects and proxyIDs; pkg/proxy/dns.go, setRules.
func (d *dnsProxy) add(of *endpointPolicy, ports namedPorts) (bool, error) {
	hasRules := false
	for filter, tuple := range of.policy.SelectorPolicy.RedirectFilters() {
		if tuple.Policy.GetL7Parser() != policy.ParserTypeDNS {
			continue
		}
		hasRules = true
		pattern, err := regexp.Compile(dnsproxy.GeneratePattern(tuple.Policy))
		if err != nil {
			return false, err
		}
		all := d.portsOf(filter, of, ports)
		d.questions[of.id] = append(d.questions[of.id], questionsOf(of, filter, tuple.Selector, all, pattern)...)
		for _, port := range all {
			key := portOf{of.id, restore.MakeV2PortProto(port, filter.U8Proto)}
			if slices.Contains(d.filters[key], filter) {
				continue
			}
			d.filters[key] = append(d.filters[key], filter)
			if _, err := d.proxy.UpdateAllowed(of.id, key.port, filter.GetPerSelectorPolicies()); err != nil {
				return false, err
			}
		}
	}
	return hasRules, nil
}

// questionsOf are the servers of a rule whose traffic the datapath sends to the proxy. Servers that are not known may be there.
func questionsOf(of *endpointPolicy, filter *policy.L4Filter, selector policy.CachedSelector, ports []uint16, pattern *regexp.Regexp) []dnsQuestion {
	var found []dnsQuestion
	servers := selector.GetSelectionsAt(of.policy.GetPolicySelectors())
	isKnown := len(servers) > 0
	if !isKnown {
		servers = identity.NumericIdentitySlice{identity.ReservedIdentityAggregateWorld, identity.ReservedIdentityAggregateCluster}
	}
	for _, server := range servers {
		for _, port := range ports {
			entry, isFound := of.lookup(egress, server, filter.U8Proto, port)
			switch {
			case isKnown && isFound && parserOf(entry) == "dns":
				found = append(found, dnsQuestion{server: server, protocol: filter.U8Proto, port: port})
			case !isKnown && !(isFound && entry.IsDeny()):
				found = append(found, dnsQuestion{pattern: pattern})
			}
		}
	}
	return found
}

// portsOf resolves a port by name for each peer that has it.
func (d *dnsProxy) portsOf(filter *policy.L4Filter, of *endpointPolicy, ports namedPorts) []uint16 {
	if filter.Port != 0 || filter.PortName == "" {
		return []uint16{filter.Port}
	}
	var found []uint16
	for _, port := range ports.all.GetNamedPorts(filter.PortName, filter.U8Proto, filter.Identities(of.policy.GetPolicySelectors())) {
		if !slices.Contains(found, port) {
			found = append(found, port)
		}
	}
	return found
}

// check asks the proxy about a name.
func (d *dnsProxy) check(of *endpointPolicy, protocol u8proto.U8proto, port uint16, peer identity.NumericIdentity, name string) (passes, error) {
	allowed, err := d.proxy.CheckAllowed(of.id, restore.MakeV2PortProto(port, protocol), peer, netip.Addr{}, name)
	if err != nil || !allowed {
		return no, err
	}
	return yes, nil
}

// restricts says whether some names do not pass.
func (d *dnsProxy) restricts(of *endpointPolicy, protocol u8proto.U8proto, port uint16, peer identity.NumericIdentity) bool {
	for _, filter := range d.filters[portOf{of.id, restore.MakeV2PortProto(port, protocol)}] {
		for selector, rules := range filter.GetPerSelectorPolicies() {
			if selector.Selects(peer) && dnsproxy.GeneratePattern(rules) == matchpattern.MatchAllAnchoredPattern {
				return false
			}
		}
	}
	return true
}

// learns says whether an endpoint can ask for a name, of whatever server.
func (d *dnsProxy) learns(of *endpointPolicy, name string) bool {
	return slices.ContainsFunc(d.questions[of.id], func(question dnsQuestion) bool {
		if question.pattern != nil {
			return question.pattern.MatchString(name)
		}
		passed, err := d.check(of, question.protocol, question.port, question.server, name)
		return err == nil && passed == yes
	})
}

// httpPolicy is what Envoy is told about one direction of an endpoint.
type httpPolicy struct{ ports []*cilium.PortNetworkPolicy }

// toEnvoy makes Cilium's own message to Envoy. Source: pkg/envoy/model.go, GetNetworkPolicy.
func (p *endpointPolicy) toEnvoy(dir direction) *httpPolicy {
	if p.requests[dir] != nil {
		return p.requests[dir]
	}
	selected := p.policy.SelectorPolicy
	of, isEnforced := &selected.L4Policy.Egress, selected.EgressPolicyEnabled
	if dir == ingress {
		of, isEnforced = &selected.L4Policy.Ingress, selected.IngressPolicyEnabled
	}
	p.requests[dir] = &httpPolicy{envoy.GetDirectionNetworkPolicy(
		p.owner, selected.GetEgressNamedPorts, p.policy.GetPolicySelectors(), of, isEnforced, false, true, dir.String(),
		secrets{}.GetSecretSyncNamespace(), logger, envoypolicy.NewEnvoyL7RulesTranslator(logger, secrets{}))}
	return p.requests[dir]
}

// check does with the request of a query, or with any request where there is none, what Envoy's filter does: the rules of all ports that fit
// are asked by their precedence, of one precedence those that deny first and those that pass last. It also names the kinds of rules that let
// some requests through only.
//
// Source: github.com/cilium/proxy cilium/network_policy.cc, PortNetworkPolicyRules::forEachRule, whose language is another.
func (h *httpPolicy) check(peer identity.NumericIdentity, port uint16, asked query) (passes, []string, error) {
	walk := &ruleWalk{rules: h.rulesOf(peer, port), asked: asked}
	found, err := walk.from(0)
	if found == yes {
		walk.kinds = nil
	}
	slices.Sort(walk.kinds)
	return found, slices.Compact(walk.kinds), err
}

// rulesOf are the rules for a peer and a port in the order in which they are asked. A port without rules allows everything, last of all.
func (h *httpPolicy) rulesOf(peer identity.NumericIdentity, port uint16) []*cilium.PortNetworkPolicyRule {
	var rules []*cilium.PortNetworkPolicyRule
	for _, of := range h.ports {
		if of.Port != 0 && uint32(port) != of.Port && (uint32(port) < of.Port || uint32(port) > of.EndPort) {
			continue
		}
		if len(of.Rules) == 0 {
			rules = append(rules, &cilium.PortNetworkPolicyRule{})
		}
		for _, rule := range of.Rules {
			if len(rule.RemotePolicies) == 0 || slices.Contains(rule.RemotePolicies, uint32(peer)) {
				rules = append(rules, rule)
			}
		}
	}
	slices.SortStableFunc(rules, func(a, b *cilium.PortNetworkPolicyRule) int {
		return cmp.Or(cmp.Compare(b.Precedence, a.Precedence), cmp.Compare(orderOf(a), orderOf(b)))
	})
	return rules
}

func orderOf(rule *cilium.PortNetworkPolicyRule) int {
	switch {
	case rule.GetDeny():
		return 0
	case rule.GetPassPrecedence() != 0:
		return 2
	}
	return 1
}

// ruleWalk asks rules one after the other, and remembers which kinds of them were met.
type ruleWalk struct {
	rules []*cilium.PortNetworkPolicyRule
	asked query
	kinds []string
}

func (w *ruleWalk) from(at int) (passes, error) {
	if at >= len(w.rules) {
		return no, nil
	}
	rule := w.rules[at]
	switch orderOf(rule) {
	case 0:
		return no, nil
	case 2:
		next := at + 1
		for next < len(w.rules) && w.rules[next].Precedence >= rule.GetPassPrecedence() {
			next++
		}
		return w.from(next)
	}
	if len(rule.ServerNames) > 0 {
		w.kinds = append(w.kinds, "tls")
	}
	if rule.GetHttpRules() != nil {
		w.kinds = append(w.kinds, "http")
	}
	passed, err := checkRule(rule, w.asked)
	if err != nil || passed == yes {
		return passed, err
	}
	rest, err := w.from(at + 1)
	return max(passed, rest), err
}

func checkRule(rule *cilium.PortNetworkPolicyRule, asked query) (passes, error) {
	passed := yes
	// What a TLS handshake holds, and another listener does, is not in a query. That a connection is TLS is taken as given.
	if len(rule.ServerNames) > 0 || rule.ProxyId != 0 {
		passed = maybe
	}
	if rule.GetHttpRules() == nil {
		return passed, nil
	}
	// A query for a name is no HTTP request.
	if asked.DNS != "" {
		return no, nil
	}
	found := no
	for _, one := range rule.GetHttpRules().HttpRules {
		matched, err := matchHeaders(one.Headers, asked.HTTP)
		if err != nil {
			return no, err
		}
		found = max(found, matched)
	}
	return min(found, passed), nil
}

// matchHeaders: expressions match the whole text. Source: Envoy, type/matcher/v3/regex.proto.
func matchHeaders(headers []*envoy_config_route.HeaderMatcher, request *httpRequest) (passes, error) {
	passed := yes
	for _, header := range headers {
		text, isKnown := request.header(header.Name)
		if !isKnown {
			passed = min(passed, maybe)
			continue
		}
		expression, err := compile(header.GetStringMatch().GetSafeRegex().GetRegex())
		if err != nil {
			return no, err
		}
		if !expression.MatchString(text) {
			return no, nil
		}
	}
	return passed, nil
}

var expressions = map[string]*regexp.Regexp{}

func compile(text string) (*regexp.Regexp, error) {
	if known := expressions[text]; known != nil {
		return known, nil
	}
	found, err := regexp.Compile("^(?:" + text + ")$")
	if err != nil {
		return nil, err
	}
	expressions[text] = found
	return found, nil
}
