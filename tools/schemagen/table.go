package main

import (
	"cmp"
	"encoding/json"
	"slices"

	"skyctl.dev/schemagen/upstream"
)

// table says which component serves which kinds, at which version, and where their schemas are.
type table struct {
	Kubernetes []*entry `json:"kubernetes"`
	Components []*entry `json:"components"`
}

type entry struct {
	Component string      `json:"component"`
	Module    string      `json:"module"`
	Version   string      `json:"version"`
	Folder    string      `json:"folder"`
	Kinds     []kindEntry `json:"kinds"`
}

type kindEntry struct {
	Group   string `json:"group"`
	Version string `json:"version"`
	Kind    string `json:"kind"`
	Plural  string `json:"plural"`
	Scope   string `json:"scope"`
	File    string `json:"file"`
}

func (s source) entry(component *upstream.Component) *entry {
	return &entry{Component: s.name, Module: component.Module, Version: component.Version, Folder: s.out}
}

// component finds the entry of a component that comes from several sources.
func (t *table) component(s source, component *upstream.Component) *entry {
	for _, existing := range t.Components {
		if existing.Component == s.name {
			return existing
		}
	}
	t.Components = append(t.Components, s.entry(component))
	return t.Components[len(t.Components)-1]
}

func (e *entry) add(kind upstream.Kind, file string) {
	scope := "Cluster"
	if kind.Namespaced {
		scope = "Namespaced"
	}
	e.Kinds = append(e.Kinds, kindEntry{kind.Group, kind.Version, kind.Kind, kind.Plural, scope, file})
}

// text writes one kind a line.
func (t *table) text() []byte {
	for _, entries := range [][]*entry{t.Kubernetes, t.Components} {
		slices.SortFunc(entries, func(a, b *entry) int { return cmp.Compare(a.Component, b.Component) })
		for _, entry := range entries {
			slices.SortFunc(entry.Kinds, func(a, b kindEntry) int { return cmp.Compare(a.File, b.File) })
		}
	}
	encoded, err := json.Marshal(t)
	if err != nil {
		panic(err)
	}
	var plain node
	if err := json.Unmarshal(encoded, &plain); err != nil {
		panic(err)
	}
	return text(plain)
}
