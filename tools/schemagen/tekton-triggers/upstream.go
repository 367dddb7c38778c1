// Package tektontriggers pins the API of Tekton Triggers, whose types crdgen reads.
package tektontriggers

import (
	_ "github.com/tektoncd/triggers/pkg/apis/triggers/v1alpha1"
	_ "github.com/tektoncd/triggers/pkg/apis/triggers/v1beta1"
)
