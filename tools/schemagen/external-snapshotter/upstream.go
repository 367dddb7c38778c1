// Package externalsnapshotter pins the API of the snapshot controller, whose types crdgen reads.
package externalsnapshotter

import (
	_ "github.com/kubernetes-csi/external-snapshotter/client/v8/apis/volumegroupsnapshot/v1"
	_ "github.com/kubernetes-csi/external-snapshotter/client/v8/apis/volumesnapshot/v1"
)
