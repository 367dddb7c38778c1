import { defineComponent } from '@skyctl/model'
import { z } from 'zod'
import { controllerStatements } from './controller-iam.ts'
import { loadBalancerControllerChart } from './values.ts'

const name = 'aws-load-balancer-controller'
const roleSuffix = 'load-balancer-controller'

const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name }

export default defineComponent({
  description: 'Application load balancers for Ingresses, network load balancers for Services.',
  team: 'platform',
  namespace: 'kube-system',
  namespaceExists: true,
  dependsOn: ['cilium', 'cert-manager'],
  options: z.strictObject({
    replicas: z
      .int()
      .min(1)
      .default(2)
      .meta({ description: 'Only one acts; a second answers webhooks while a node is drained.' }),
    tlsPolicy: z
      .string()
      .startsWith('ELBSecurityPolicy-')
      .default('ELBSecurityPolicy-TLS13-1-2-2021-06')
      .meta({ description: 'TLS policy of listeners that name none: TLS 1.2 and 1.3.' }),
  }),
  build: ({ environment, options, roleArn }) => ({
    chart: loadBalancerControllerChart({
      release: name,
      values: {
        clusterName: environment.cluster.name,
        region: environment.region,
        // The name that eksctl gives its VPC: known before the VPC exists, and no pod has to ask the node's metadata.
        vpcTags: { Name: `eksctl-${environment.cluster.name}-cluster/VPC` },
        replicaCount: options.replicas,
        podDisruptionBudget: { maxUnavailable: 1 },
        serviceAccount: {
          name,
          annotations: { 'eks.amazonaws.com/role-arn': roleArn(roleSuffix) },
        },
        // Else Helm makes a certificate, another one in every render.
        enableCertManager: true,
        // It would refuse every new Service of the cluster while this controller is down.
        enableServiceMutatorWebhook: false,
        ingressClass: 'alb',
        createIngressClassResource: true,
        // Shield Advanced and WAF Classic are not used: without them their permissions are not needed.
        enableShield: false,
        enableWaf: false,
        enableWafv2: true,
        defaultTargetType: 'ip',
        defaultSSLPolicy: options.tlsPolicy,
        defaultTags: environment.tags,
      },
    }),
    workloads: [
      {
        kind: 'Deployment',
        name,
        labels,
        serviceAccount: name,
        replicas: options.replicas,
        ports: [
          { name: 'webhook-server', port: 9443, protocol: 'TCP' },
          { name: 'metrics-server', port: 8080, protocol: 'TCP' },
        ],
      },
    ],
    listens: [
      {
        service: 'aws-load-balancer-webhook-service',
        name: 'webhook-server',
        port: 9443,
        servicePort: 443,
        protocol: 'TCP',
        appProtocol: 'tcp',
        openTo: 'all',
      },
    ],
    talksTo: [
      { to: 'kube-apiserver' },
      ...['acm', 'ec2', 'elasticloadbalancing', 'sts', 'wafv2'].map(
        (service) =>
          ({
            to: 'host',
            host: `${service}.${environment.region}.amazonaws.com`,
            port: 443,
          }) as const,
      ),
    ],
    iam: [
      {
        suffix: roleSuffix,
        serviceAccount: name,
        statements: controllerStatements,
      },
    ],
    crds: [
      {
        group: 'elbv2.k8s.aws',
        kind: 'IngressClassParams',
        plural: 'ingressclassparams',
        versions: ['v1beta1'],
        scope: 'Cluster',
      },
      {
        group: 'elbv2.k8s.aws',
        kind: 'TargetGroupBinding',
        plural: 'targetgroupbindings',
        versions: ['v1beta1'],
        scope: 'Namespaced',
      },
    ],
    chartKinds: [
      { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
      { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
    ],
    chartObjects: [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'IngressClass',
        metadata: { name: 'alb' },
        spec: {
          controller: 'ingress.k8s.aws/alb',
          parameters: { apiGroup: 'elbv2.k8s.aws', kind: 'IngressClassParams', name: 'alb' },
        },
      },
      {
        apiVersion: 'elbv2.k8s.aws/v1beta1',
        kind: 'IngressClassParams',
        metadata: { name: 'alb' },
      },
    ],
  }),
})
