import { createHash } from 'node:crypto'
import type { Labels } from './plain-object.ts'
import { configText, digest, imageRepository, type SyntheticApp } from './workspace.ts'

/** The pods of a synthetic app, as plain data. */
export function podTemplate(
  app: SyntheticApp,
  labels: Labels,
  selector: Labels,
  teamOf: ReadonlyMap<string, string>,
) {
  const files = [['/etc/app/config.yaml', configText(app)]]
  const checksum = createHash('sha256').update(JSON.stringify(files)).digest('hex')
  return {
    metadata: { annotations: { 'checksum/config': checksum }, labels },
    spec: {
      automountServiceAccountToken: false,
      containers: [
        {
          name: app.name,
          image: `${imageRepository(app)}:${app.tag}@${digest}`,
          env: [
            { name: 'PORT', value: '8080' },
            { name: 'REGION', value: 'eu-west-1' },
            {
              name: 'POD_NAME',
              valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
            },
            ...app.peers.map((peer, index) => ({
              name: `PEER_${index + 1}`,
              value: `http://${peer}.${teamOf.get(peer)}.svc.cluster.local:80`,
            })),
          ],
          imagePullPolicy: 'IfNotPresent',
          lifecycle: { preStop: { sleep: { seconds: 35 } } },
          livenessProbe: probe('/live', 10),
          ports: [
            { name: 'http', containerPort: 8080, protocol: 'TCP' },
            { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
          ],
          readinessProbe: probe('/ready', 5),
          resources: {
            limits: { cpu: '500m', memory: '256Mi' },
            requests: { cpu: '100m', memory: '128Mi' },
          },
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
            readOnlyRootFilesystem: true,
          },
          volumeMounts: [
            { name: 'config', mountPath: '/etc/app', readOnly: true },
            { name: 'tmp', mountPath: '/tmp' },
          ],
        },
      ],
      enableServiceLinks: false,
      securityContext: {
        runAsGroup: 1000,
        runAsNonRoot: true,
        runAsUser: 1000,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      serviceAccountName: app.name,
      terminationGracePeriodSeconds: 55,
      topologySpreadConstraints: [
        spread('topology.kubernetes.io/zone', 'DoNotSchedule', selector),
        spread('kubernetes.io/hostname', 'ScheduleAnyway', selector),
      ],
      volumes: [
        { name: 'config', configMap: { name: `${app.name}-config` } },
        { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
      ],
    },
  }
}

function probe(path: string, periodSeconds: number) {
  return {
    failureThreshold: 3,
    httpGet: { path, port: 'http', scheme: 'HTTP' },
    periodSeconds,
    timeoutSeconds: 1,
  }
}

function spread(topologyKey: string, whenUnsatisfiable: string, selector: Labels) {
  return {
    labelSelector: { matchLabels: selector },
    matchLabelKeys: ['pod-template-hash'],
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable,
  }
}
