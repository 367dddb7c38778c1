// Package awsloadbalancercontroller pins the API of the AWS Load Balancer Controller, whose types crdgen reads.
package awsloadbalancercontroller

import (
	_ "sigs.k8s.io/aws-load-balancer-controller/apis/elbv2/v1alpha1"
	_ "sigs.k8s.io/aws-load-balancer-controller/apis/elbv2/v1beta1"
)
