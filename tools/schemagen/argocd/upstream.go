// Package argocd pins the API of Argo CD, whose types crdgen reads.
package argocd

import (
	_ "github.com/argoproj/argo-cd/v3/pkg/apis/application/v1alpha1"
)
