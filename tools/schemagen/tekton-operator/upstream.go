// Package tektonoperator pins the API of the Tekton Operator, whose types crdgen reads.
package tektonoperator

import (
	_ "github.com/tektoncd/operator/pkg/apis/operator/v1alpha1"
)
