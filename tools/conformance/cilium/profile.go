package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	cmtypes "github.com/cilium/cilium/pkg/clustermesh/types"
	"github.com/cilium/cilium/pkg/identity"
	"github.com/cilium/cilium/pkg/labelsfilter"
	"github.com/cilium/cilium/pkg/option"
	"github.com/cilium/cilium/pkg/policy"
	"github.com/cilium/cilium/pkg/policy/api"
)

// profile is the configuration of the agent, by the names that skyctl gives its parts.
type profile struct {
	CiliumVersion             string   `json:"ciliumVersion"`
	ClusterName               string   `json:"clusterName"`
	EnforcementMode           string   `json:"enforcementMode"`
	AllowLocalhost            string   `json:"allowLocalhost"`
	HostFirewall              bool     `json:"hostFirewall"`
	PolicyDefaultLocalCluster bool     `json:"policyDefaultLocalCluster"`
	CIDRMatchMode             []string `json:"cidrMatchMode"`
	NodeSelectorLabels        bool     `json:"nodeSelectorLabels"`
	L7Proxy                   bool     `json:"l7Proxy"`
	ICMPRules                 bool     `json:"icmpRules"`
	NonDefaultDeny            bool     `json:"nonDefaultDeny"`
	ExtendedIPProtocols       bool     `json:"extendedIPProtocols"`
	KCNP                      bool     `json:"kcnp"`
	IPFamilies                []string `json:"ipFamilies"`
	LabelFilter               []string `json:"labelFilter"`
	KubeAPIServer             string   `json:"kubeAPIServer"`
}

// readProfile fills in the agent's defaults. Source: pkg/defaults/defaults.go and the flags of daemon/cmd.
func readProfile(text json.RawMessage) (*profile, error) {
	config := &profile{
		CiliumVersion: "1.20", ClusterName: "default", EnforcementMode: option.DefaultEnforcement,
		AllowLocalhost: option.AllowLocalhostAuto, PolicyDefaultLocalCluster: true, L7Proxy: true, ICMPRules: true,
		NonDefaultDeny: true, IPFamilies: []string{"IPv4"}, KubeAPIServer: "external",
	}
	if len(text) > 0 {
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(config); err != nil {
			return nil, fmt.Errorf("reading the profile: %w", err)
		}
	}
	if config.CiliumVersion != "1.20" && !strings.HasPrefix(config.CiliumVersion, "1.20.") {
		return nil, fmt.Errorf("the engine is that of Cilium 1.20, not %s", config.CiliumVersion)
	}
	for name, given := range map[string]struct {
		value string
		known []string
	}{
		"enforcementMode": {config.EnforcementMode, []string{option.DefaultEnforcement, option.AlwaysEnforce, option.NeverEnforce}},
		"allowLocalhost":  {config.AllowLocalhost, []string{option.AllowLocalhostAuto, option.AllowLocalhostAlways, option.AllowLocalhostPolicy}},
		"kubeAPIServer":   {config.KubeAPIServer, []string{"external", "in-cluster"}},
	} {
		if !slices.Contains(given.known, given.value) {
			return nil, fmt.Errorf("%s is one of %s, not %s", name, strings.Join(given.known, ", "), given.value)
		}
	}
	return config, nil
}

// apply makes the profile that of the process, as the agent does at its start.
func (p *profile) apply() error {
	config := option.Config
	config.ClusterName = p.ClusterName
	config.EnableIPv4 = slices.Contains(p.IPFamilies, "IPv4")
	config.EnableIPv6 = slices.Contains(p.IPFamilies, "IPv6")
	config.EnableHostFirewall = p.HostFirewall
	config.EnableL7Proxy = p.L7Proxy
	config.EnableICMPRules = p.ICMPRules
	config.EnableNonDefaultDenyPolicies = p.NonDefaultDeny
	config.EnableExtendedIPProtocols = p.ExtendedIPProtocols
	config.EnableNodeSelectorLabels = p.NodeSelectorLabels
	config.PolicyCIDRMatchMode = p.CIDRMatchMode
	// Source: daemon/cmd/daemon_main.go: in Kubernetes auto means always.
	config.UnsafeDaemonConfigOption.AllowLocalhost = p.AllowLocalhost
	if p.AllowLocalhost == option.AllowLocalhostAuto {
		config.UnsafeDaemonConfigOption.AllowLocalhost = option.AllowLocalhostAlways
	}
	policy.SetPolicyEnabled(p.EnforcementMode)
	api.InitEntities(p.ClusterName)
	identity.AddReservedIdentity(identity.ReservedIdentityHost, "host")
	return labelsfilter.ParseLabelPrefixCfg(logger, p.LabelFilter, nil, "")
}

// policyCluster is the cluster that selectors of peers mean where they name none.
func (p *profile) policyCluster() string {
	return cmtypes.LocalClusterNameForPolicies(
		cmtypes.PolicyConfig{PolicyDefaultLocalCluster: p.PolicyDefaultLocalCluster}, p.ClusterName)
}

func (p *profile) has(family string) bool { return slices.Contains(p.IPFamilies, family) }
