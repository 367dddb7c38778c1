import { k8s } from 'cdk8s-plus-28'
import { metadata, type WorkloadScope } from './scope.ts'

/**
 * The Service of an app that has ports. A StatefulSet's is headless, since its pods are not interchangeable, and so
 * is a DaemonSet's, which is only looked up to be scraped.
 */
export function addService(scope: WorkloadScope): void {
  const { add, spec, selector } = scope
  const ports = Object.entries(spec.ports)
  if (ports.length === 0 || spec.kind === 'Job' || spec.kind === 'CronJob') return
  const headless = spec.kind !== 'Deployment'
  add(
    k8s.KubeService.manifest({
      metadata: metadata(scope),
      spec: {
        ...(headless && { clusterIp: 'None' }),
        selector: { ...selector },
        ports: ports.map(([name, port]) => ({
          name,
          port: headless ? port.port : (port.servicePort ?? port.port),
          targetPort: k8s.IntOrString.fromString(name),
          protocol: port.protocol,
          // `tcp` says nothing that `protocol` does not.
          ...(port.appProtocol !== 'tcp' && { appProtocol: appProtocol[port.appProtocol] }),
        })),
      },
    }),
  )
}

/** Values that IANA registers or Kubernetes defines. */
const appProtocol = { http: 'http', grpc: 'kubernetes.io/h2c' } as const
