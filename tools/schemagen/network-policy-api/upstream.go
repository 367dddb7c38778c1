// Package networkpolicyapi pins the API of ClusterNetworkPolicy, whose types crdgen reads.
package networkpolicyapi

import _ "sigs.k8s.io/network-policy-api/apis/v1alpha2"
