// Package certmanager pins the API of cert-manager, whose types crdgen reads.
package certmanager

import (
	_ "github.com/cert-manager/cert-manager/pkg/apis/acme/v1"
	_ "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
)
