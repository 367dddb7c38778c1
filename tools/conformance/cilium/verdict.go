package main

import (
	"fmt"
	"slices"

	"github.com/cilium/cilium/pkg/option"
	"github.com/cilium/cilium/pkg/policy"
	policytypes "github.com/cilium/cilium/pkg/policy/types"
	"github.com/cilium/cilium/pkg/u8proto"
)

// query is a connection that is asked about; of ICMP the port is the type.
type query struct {
	From     peer         `json:"from"`
	To       peer         `json:"to"`
	Port     uint16       `json:"port"`
	Protocol string       `json:"protocol"`
	HTTP     *httpRequest `json:"http"`
	DNS      string       `json:"dns"`
}

type httpRequest struct {
	Method *string `json:"method"`
	Path   *string `json:"path"`
	Host   *string `json:"host"`
}

// header is what a request says; nothing where there is none, or where it does not say it.
func (r *httpRequest) header(name string) (string, bool) {
	if r == nil {
		return "", false
	}
	text := map[string]*string{":method": r.Method, ":path": r.Path, ":authority": r.Host}[name]
	if text == nil {
		return "", false
	}
	return *text, true
}

type verdict struct {
	Egress  string        `json:"egress"`
	Ingress string        `json:"ingress"`
	Verdict string        `json:"verdict"`
	L7      []restriction `json:"l7,omitempty"`
	Errors  []string      `json:"errors,omitempty"`
}

// restriction is a proxy that does not let everything through.
type restriction struct {
	Direction string `json:"direction"`
	Type      string `json:"type"`
}

var protocols = map[string]u8proto.U8proto{
	"TCP": u8proto.TCP, "UDP": u8proto.UDP, "SCTP": u8proto.SCTP, "ICMP": u8proto.ICMP, "ICMPv6": u8proto.ICMPv6,
}

func answerQueries(w *world, queries []query, config *profile) ([]verdict, error) {
	parsed, err := w.parsePolicies(config)
	if err != nil {
		return nil, err
	}
	all, err := newPeers(w, config, parsed)
	if err != nil {
		return nil, err
	}
	// The engine is told all identities before the first policy, as an agent is that starts.
	for _, asked := range queries {
		for _, one := range []peer{asked.From, asked.To} {
			if _, err := all.resolve(one); err != nil {
				return nil, err
			}
		}
	}
	engine := newEngine(parsed, all)
	everywhere := engine.allLearners(all)
	verdicts := make([]verdict, 0, len(queries))
	for _, asked := range queries {
		one, err := engine.answer(asked, all, everywhere)
		if err != nil {
			return nil, err
		}
		verdicts = append(verdicts, one)
	}
	return verdicts, nil
}

// allLearners are the endpoints that can make the DNS proxy learn names: what one of a node learned counts for all of it.
func (e *engine) allLearners(all *peers) []*endpointPolicy {
	var found []*endpointPolicy
	if len(all.names) == 0 {
		return found
	}
	for _, ends := range all.pods {
		for _, one := range ends {
			if of := e.of(one.subject, one.ports); of.hasDNS {
				found = append(found, of)
			}
		}
	}
	return found
}

// side is what one end says of a connection.
type side struct {
	verdict string
	l4      string
	// l7 are the kinds of rules that restrict the edge.
	l7  []string
	err error
}

// answer asks for every pair of identities that the peers may be.
func (e *engine) answer(asked query, all *peers, everywhere []*endpointPolicy) (verdict, error) {
	if _, isKnown := protocols[asked.Protocol]; !isKnown {
		return verdict{}, fmt.Errorf("there is no protocol %q", asked.Protocol)
	}
	sources, err := all.resolve(asked.From)
	if err != nil {
		return verdict{}, err
	}
	targets, err := all.resolve(asked.To)
	if err != nil {
		return verdict{}, err
	}
	var result verdict
	for _, source := range sources {
		for _, target := range targets {
			if !e.happens(source, target, everywhere) {
				continue
			}
			out, err := e.evaluate(egress, source, target, asked)
			if err != nil {
				return verdict{}, err
			}
			in, err := e.evaluate(ingress, target, source, asked)
			if err != nil {
				return verdict{}, err
			}
			result.add(out, in, asked)
		}
	}
	return result, nil
}

func (v *verdict) add(out, in side, asked query) {
	both := "allowed"
	switch {
	case out.verdict == "denied" || in.verdict == "denied":
		both = "denied"
	case out.verdict == "may" || in.verdict == "may":
		both = "may"
	}
	v.Egress = agreed(v.Egress, out.verdict)
	v.Ingress = agreed(v.Ingress, in.verdict)
	v.Verdict = agreed(v.Verdict, both)
	for _, one := range []side{out, in} {
		if one.err != nil && !slices.Contains(v.Errors, one.err.Error()) {
			v.Errors = append(v.Errors, one.err.Error())
		}
	}
	if asked.HTTP != nil || asked.DNS != "" || out.l4 == "denied" || in.l4 == "denied" {
		return
	}
	for at, one := range []side{out, in} {
		for _, kind := range one.l7 {
			found := restriction{direction(at).String(), kind}
			if !slices.Contains(v.L7, found) {
				v.L7 = append(v.L7, found)
			}
		}
	}
}

func agreed(before, now string) string {
	if before == "" || before == now {
		return now
	}
	return "may"
}

// happens says whether a pair can be: `toFQDNs` finds an address only once the DNS proxy has seen the name asked for, by this pod or by
// another one of its node.
//
// Source: Documentation/operations/troubleshooting.rst.
func (e *engine) happens(source, target *end, everywhere []*endpointPolicy) bool {
	if source.name != "" && !slices.ContainsFunc(everywhere, func(of *endpointPolicy) bool { return e.names.learns(of, source.name) }) {
		return false
	}
	name := target.name
	if name == "" {
		name = target.unlearned
	}
	if name == "" || source.subject == nil {
		return true
	}
	own := e.of(source.subject, source.ports)
	if own.err == nil && e.names.learns(own, name) {
		return target.unlearned == ""
	}
	canBe := slices.ContainsFunc(everywhere, func(of *endpointPolicy) bool { return e.names.learns(of, name) })
	return canBe || target.name == ""
}

func (e *engine) evaluate(dir direction, subject, peer *end, asked query) (side, error) {
	if subject.subject == nil || policy.GetPolicyEnabled() == option.NeverEnforce {
		return side{verdict: "none", l4: "none"}, nil
	}
	of := e.of(subject.subject, subject.ports)
	if of.err != nil {
		return side{verdict: "may", l4: "may", err: of.err}, nil
	}
	protocol := protocols[asked.Protocol]
	entry, isFound := of.lookup(dir, peer.id, protocol, asked.Port)
	if !isFound || entry.IsDeny() || entry.AuthRequirement.AuthType() == policytypes.AuthTypeAlwaysFail {
		return side{verdict: "denied", l4: "denied"}, nil
	}
	passed, kinds, err := e.askProxy(parserOf(entry), of, dir, peer, asked)
	if err != nil {
		return side{}, err
	}
	if asked.HTTP == nil && asked.DNS == "" {
		return side{verdict: "allowed", l4: "allowed", l7: kinds}, nil
	}
	return side{verdict: [...]string{no: "denied", maybe: "may", yes: "allowed"}[passed], l4: "allowed"}, nil
}

// askProxy says whether the request of a query passes, and which kinds of rules do not let every request through.
func (e *engine) askProxy(parser string, of *endpointPolicy, dir direction, peer *end, asked query) (passes, []string, error) {
	protocol := protocols[asked.Protocol]
	switch parser {
	// What a listener of another object does is not in the policy.
	case "", "listener":
		return yes, nil, nil
	case "dns":
		if !e.names.restricts(of, protocol, asked.Port, peer.id) {
			return yes, nil, nil
		}
		if asked.DNS == "" {
			return no, []string{"dns"}, nil
		}
		passed, err := e.names.check(of, protocol, asked.Port, peer.id, asked.DNS)
		return passed, nil, err
	}
	passed, kinds, err := of.toEnvoy(dir).check(peer.id, asked.Port, asked)
	if passed == no && len(kinds) == 0 {
		kinds = []string{parser}
	}
	return passed, kinds, err
}
