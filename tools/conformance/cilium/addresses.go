package main

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"

	"github.com/cilium/cilium/pkg/identity"
	v2 "github.com/cilium/cilium/pkg/k8s/apis/cilium.io/v2"
	"github.com/cilium/cilium/pkg/k8s/utils"
	"github.com/cilium/cilium/pkg/labels"
	"github.com/cilium/cilium/pkg/option"
	"github.com/cilium/cilium/pkg/policy"
	"github.com/cilium/cilium/pkg/policy/api"
	"github.com/cilium/cilium/pkg/policy/types"
)

// addresses is the metadata of the ipcache: the labels of each prefix that policies and groups name.
type addresses map[netip.Prefix]labels.Labels

// addEntries fills in what the importer of policies puts into the ipcache.
//
// Source: pkg/policy/cell/policy_importer.go, updatePrefixes.
func (a addresses) addEntries(entries types.PolicyEntries) {
	for _, prefix := range policy.GetCIDRPrefixes(entries) {
		a.add(prefix, labels.GetCIDRLabels(prefix))
	}
}

// addGroup fills in what the watcher of groups puts into the ipcache.
//
// Source: pkg/policy/k8s/cilium_cidr_group.go, cidrsAndLabelsForCIDRGroup and applyCIDRGroup.
func (a addresses) addGroup(group *v2.CiliumCIDRGroup) {
	filtered := utils.RemoveCiliumLabels(group.Labels)
	own := make(labels.Labels, len(filtered)*2+1)
	for key, value := range filtered {
		label := labels.NewLabel(key, value, labels.LabelSourceCIDRGroup)
		own[label.Key] = label
		encoded := labels.EncodedCIDRGroupLabel(label.Key, label.Value, label.Source)
		own[encoded.Key] = encoded
	}
	reference := api.LabelForCIDRGroupRef(group.Name)
	own[reference.Key] = reference
	for _, text := range group.Spec.ExternalCIDRs {
		prefix, err := netip.ParsePrefix(string(text))
		if err != nil {
			continue
		}
		all := maps.Clone(own)
		all.AddWorldLabel(prefix.Addr())
		a.add(prefix, all)
	}
}

func (a addresses) add(prefix netip.Prefix, more labels.Labels) {
	prefix = prefix.Masked()
	if a[prefix] == nil {
		a[prefix] = labels.Labels{}
	}
	a[prefix].MergeLabels(more)
}

// labelsOf are the labels of an address that has some of its own: those of all prefixes around it, of CIDRs the longest alone.
//
// Source: pkg/ipcache/metadata.go, resolveIdentity, mergeLabels and resolveLabels, whose receivers are private.
func (a addresses) labelsOf(address netip.Addr, own labels.Labels) labels.Labels {
	all := labels.Labels{}
	maps.Copy(all, own)
	a.merge(all, address)
	isNode := all.HasRemoteNodeLabel() || all.HasHostLabel()
	isInCluster := isNode || all.HasHealthLabel() || all.HasIngressLabel()
	if isInCluster {
		all.Remove(labels.LabelWorld)
		all.Remove(labels.LabelWorldIPv4)
		all.Remove(labels.LabelWorldIPv6)
	}
	if isInCluster && !(isNode && option.Config.PolicyCIDRMatchesNodes()) {
		all.RemoveFromSource(labels.LabelSourceCIDR)
		all.RemoveFromSource(labels.LabelSourceFQDN)
		all.RemoveFromSource(labels.LabelSourceCIDRGroup)
	}
	if !(isNode && option.Config.PerNodeLabelsEnabled()) {
		all.RemoveFromSource(labels.LabelSourceNode)
	}
	if !isInCluster {
		all.AddWorldLabel(address)
	}
	return all
}

func (a addresses) merge(into labels.Labels, address netip.Addr) {
	hasCIDR := into.HasSource(labels.LabelSourceCIDR)
	for bits := address.BitLen(); bits >= 0; bits-- {
		parent, _ := address.Prefix(bits)
		for key, label := range a[parent] {
			if label.Source == labels.LabelSourceCIDR && hasCIDR {
				continue
			}
			if _, isKnown := into[key]; !isKnown {
				into[key] = label
				hasCIDR = hasCIDR || label.Source == labels.LabelSourceCIDR
			}
		}
	}
}

// external are the labels of an address outside of the cluster; nil where it is plain world.
func (a addresses) external(address netip.Addr, own labels.Labels) labels.Labels {
	if len(own) == 0 && !a.holds(address) {
		return nil
	}
	return a.labelsOf(address, own)
}

func (a addresses) holds(address netip.Addr) bool {
	for prefix := range a {
		if prefix.Contains(address) {
			return true
		}
	}
	return false
}

// podLabels are the labels that a pod gets of its addresses with policy-cidr-match-mode=pods.
//
// Source: pkg/endpoint/endpoint.go, computeCIDRLabelsRLocked.
func (a addresses) podLabels(all ...netip.Addr) labels.Labels {
	found := labels.Labels{}
	for _, address := range all {
		merged, hasCIDR := labels.Labels{}, false
		a.merge(merged, address)
		for _, label := range merged {
			if label.Source == labels.LabelSourceCIDR || label.Source == labels.LabelSourceCIDRGroup {
				found[label.GetExtendedKey()] = label
				hasCIDR = hasCIDR || label.Source == labels.LabelSourceCIDR
			}
		}
		if !hasCIDR {
			text := "cidr:0.0.0.0/0"
			if address.Is6() {
				text = "cidr:::/0"
			}
			label := labels.ParseLabel(text)
			found[label.GetExtendedKey()] = label
		}
	}
	return found
}

// samples are addresses that policies can tell apart: one outside of all prefixes, and one of each prefix that is in no narrower one. They
// stand for an address that no manifest states.
func (a addresses) samples(config *profile) []netip.Addr {
	prefixes := slices.SortedFunc(maps.Keys(a), func(x, y netip.Prefix) int {
		return cmp.Or(x.Addr().Compare(y.Addr()), cmp.Compare(x.Bits(), y.Bits()))
	})
	var found []netip.Addr
	for family, whole := range map[string]string{"IPv4": "0.0.0.0/0", "IPv6": "::/0"} {
		if !config.has(family) {
			continue
		}
		all := netip.MustParsePrefix(whole)
		for _, prefix := range append([]netip.Prefix{all}, prefixes...) {
			if prefix.Addr().Is4() != all.Addr().Is4() {
				continue
			}
			if address, isFree := sample(prefix, prefixes); isFree && !slices.Contains(found, address) {
				found = append(found, address)
			}
		}
	}
	slices.SortFunc(found, netip.Addr.Compare)
	return found
}

// sample finds an address of a prefix that is in no narrower one.
func sample(prefix netip.Prefix, all []netip.Prefix) (netip.Addr, bool) {
	next := prefix.Addr()
	for _, other := range all {
		if other == prefix || other.Bits() <= prefix.Bits() || !prefix.Overlaps(other) {
			continue
		}
		if other.Contains(next) {
			next = lastOf(other).Next()
		}
	}
	return next, next.IsValid() && prefix.Contains(next)
}

func lastOf(prefix netip.Prefix) netip.Addr {
	bytes := prefix.Addr().AsSlice()
	for bit := prefix.Bits(); bit < len(bytes)*8; bit++ {
		bytes[bit/8] |= 0x80 >> (bit % 8)
	}
	last, _ := netip.AddrFromSlice(bytes)
	return last
}

// worldIdentity is the identity of an address that no policy names.
func worldIdentity(address netip.Addr) *identity.Identity {
	return identity.LookupReservedIdentity(identity.GetWorldIdentityFromIP(address))
}
