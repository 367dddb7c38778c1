package main

import (
	"encoding/json"
	"fmt"
	"net/netip"

	v2 "github.com/cilium/cilium/pkg/k8s/apis/cilium.io/v2"
)

// judgement is what both judges say of one object, each for itself: what admission takes and the agent refuses is there, and does nothing.
type judgement struct {
	Object    string   `json:"object"`
	Admission opinion  `json:"admission"`
	Agent     *opinion `json:"agent,omitempty"`
}

type opinion struct {
	Accepted bool     `json:"accepted"`
	Errors   []string `json:"errors,omitempty"`
}

func opinionOf(errors []string) opinion { return opinion{Accepted: len(errors) == 0, Errors: errors} }

// judgeObjects: the agent is asked about what would be kept, also where the API server refuses it (an older one may have taken it). It is not
// asked where nothing could be read.
func judgeObjects(objects []json.RawMessage, config *profile, judge *admission) []judgement {
	judged := make([]judgement, 0, len(objects))
	for _, text := range objects {
		var of head
		if err := json.Unmarshal(text, &of); err != nil {
			judged = append(judged, judgement{Admission: opinionOf([]string{err.Error()})})
			continue
		}
		kept, faults := judge.judge(text)
		one := judgement{Object: objectID(of), Admission: opinionOf(faults)}
		if kept != nil && isJudged(of.Kind) {
			agent := opinionOf(askAgent(kept, of, config))
			one.Agent = &agent
		}
		judged = append(judged, one)
	}
	return judged
}

// askAgent: what breaks the agent is refused too. It happens with objects that the API server refuses.
func askAgent(kept json.RawMessage, of head, config *profile) (found []string) {
	defer func() {
		if broken := recover(); broken != nil {
			found = []string{fmt.Sprintf("the agent breaks: %v", broken)}
		}
	}()
	if of.Kind == "CiliumCIDRGroup" {
		return askAboutGroup(kept)
	}
	object, err := decodePolicy(kept, of)
	if err == nil {
		_, err = object.parse(config, nil)
	}
	if err != nil {
		return []string{err.Error()}
	}
	return nil
}

// askAboutGroup: the agent takes every group, and passes over what it cannot read in it.
//
// Source: pkg/policy/k8s/cilium_cidr_group.go, cidrsAndLabelsForCIDRGroup.
func askAboutGroup(kept json.RawMessage) []string {
	group := &v2.CiliumCIDRGroup{}
	if err := decode(kept, group); err != nil {
		return []string{err.Error()}
	}
	var found []string
	for at, text := range group.Spec.ExternalCIDRs {
		if _, err := netip.ParsePrefix(string(text)); err != nil {
			found = append(found, fmt.Sprintf("externalCIDRs[%d] is passed over: %v", at, err))
		}
	}
	return found
}
