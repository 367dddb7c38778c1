package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
)

// worthSharing is the size from which a schema that stands in several places moves into a definition.
const worthSharing = 250

// share moves what stands more than once in the schemas of one folder into definitions. A definition's name is the name
// of a field that holds it and the hash of its content, so that no other change renames it.
func share(schemas []node) map[string]node {
	s := sharer{count: map[string]int{}, seen: map[string]bool{}, definitions: map[string]node{}}
	for _, schema := range schemas {
		s.children(schema, s.tally)
	}
	for _, schema := range schemas {
		s.children(schema, s.replace)
	}
	return s.definitions
}

type sharer struct {
	// count is the number of distinct places where a schema stands; a place inside a schema that stands twice counts once.
	count       map[string]int
	seen        map[string]bool
	definitions map[string]node
	// names are given once, by the first field in order.
	names map[string]string
}

// children calls do for each schema directly below this one, in order, and puts what it returns in its place.
func (s *sharer) children(schema node, do func(field string, child node) node) {
	if properties, ok := schema["properties"].(node); ok {
		for _, name := range slices.Sorted(maps.Keys(properties)) {
			properties[name] = do(name, properties[name].(node))
		}
	}
	for _, keyword := range []string{"items", "additionalProperties"} {
		if child, ok := schema[keyword].(node); ok {
			schema[keyword] = do(keyword, child)
		}
	}
}

func (s *sharer) tally(_ string, child node) node {
	text := identity(child)
	s.count[text]++
	if s.count[text] == 1 {
		s.children(child, s.tally)
	}
	return child
}

func (s *sharer) replace(field string, child node) node {
	text := identity(child)
	if s.count[text] < 2 || len(text) < worthSharing {
		s.children(child, s.replace)
		return child
	}
	hash := sha256.Sum256([]byte(text))
	if s.names == nil {
		s.names = map[string]string{}
	}
	name, ok := s.names[text]
	if !ok {
		name = field + "-" + hex.EncodeToString(hash[:4])
		s.names[text] = name
		definition := maps.Clone(child)
		delete(definition, "nullable")
		s.children(definition, s.replace)
		s.definitions[name] = definition
	}
	reference := node{"$ref": name}
	if child["nullable"] == true {
		nullable(reference)
	}
	return reference
}

// identity is the text of a schema, whether or not null may stand in its place.
func identity(schema node) string {
	if schema["nullable"] == true {
		schema = maps.Clone(schema)
		delete(schema, "nullable")
	}
	text, err := json.Marshal(schema) // sorts the keys
	if err != nil {
		panic(err)
	}
	return string(text)
}
