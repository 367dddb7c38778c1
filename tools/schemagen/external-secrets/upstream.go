// Package externalsecrets pins the API of external-secrets, whose types crdgen reads.
package externalsecrets

import (
	_ "github.com/external-secrets/external-secrets/apis/externalsecrets/v1"
	_ "github.com/external-secrets/external-secrets/apis/externalsecrets/v1alpha1"
	_ "github.com/external-secrets/external-secrets/apis/generators/v1alpha1"
)
