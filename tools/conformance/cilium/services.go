package main

import (
	"github.com/cilium/statedb"

	cmtypes "github.com/cilium/cilium/pkg/clustermesh/types"
	"github.com/cilium/cilium/pkg/k8s"
	v2 "github.com/cilium/cilium/pkg/k8s/apis/cilium.io/v2"
	"github.com/cilium/cilium/pkg/labels"
	"github.com/cilium/cilium/pkg/loadbalancer"
	policyk8s "github.com/cilium/cilium/pkg/policy/k8s"
	"github.com/cilium/cilium/pkg/source"
)

// services are the tables of the load balancer, which toServices is resolved against.
type services struct {
	database *statedb.DB
	services statedb.RWTable[*loadbalancer.Service]
	backends statedb.RWTable[*loadbalancer.Backend]
}

// newServices fills the tables as the reflector of Kubernetes does.
//
// Source: pkg/loadbalancer/reflectors/conversions.go, convertService and convertEndpoints, which are private: the members that toServices
// reads.
func (w *world) newServices(config *profile) (*services, error) {
	if len(w.services) == 0 {
		return nil, nil
	}
	database := statedb.New()
	serviceTable, err := loadbalancer.NewServicesTable(loadbalancer.Config{}, database)
	if err != nil {
		return nil, err
	}
	backendTable, err := loadbalancer.NewBackendsTable(database)
	if err != nil {
		return nil, err
	}
	txn := database.WriteTxn(serviceTable, backendTable)
	defer txn.Abort()
	for _, service := range w.services {
		if _, _, err := serviceTable.Insert(txn, &loadbalancer.Service{
			Name:     loadbalancer.NewServiceName(service.Namespace, service.Name),
			Source:   source.Kubernetes,
			Labels:   labels.Map2Labels(service.Labels, string(source.Kubernetes)),
			Selector: service.Spec.Selector,
		}); err != nil {
			return nil, err
		}
	}
	for _, slice := range w.slices {
		endpoints := k8s.ParseEndpointSliceV1(logger, slice)
		for address, backend := range endpoints.Backends {
			if !config.hasFamilyOf(address) {
				continue
			}
			for port := range backend.Ports {
				if _, _, err := backendTable.Insert(txn, &loadbalancer.Backend{
					ServiceName: endpoints.ServiceName,
					Address:     loadbalancer.NewL3n4Addr(port.Protocol, address, port.Port, loadbalancer.ScopeExternal),
					Source:      source.Kubernetes,
				}); err != nil {
					return nil, err
				}
			}
		}
	}
	txn.Commit()
	return &services{database: database, services: serviceTable, backends: backendTable}, nil
}

func (p *profile) hasFamilyOf(address cmtypes.AddrCluster) bool {
	if address.Is6() {
		return p.has("IPv6")
	}
	return p.has("IPv4")
}

func (s *services) resolve(object *v2.CiliumNetworkPolicy) {
	if s == nil {
		return
	}
	policyk8s.ResolveToServices(s.database.ReadTxn(), s.services, s.backends, object)
}
