import type { ServerCases } from './testing/server-case.ts'

export const ingressesCases: ServerCases = {
  rule: 'ingresses',
  cases: [
    {
      title: 'passes a path that only its controller reads',
      sample: 'Ingress',
      changes: { '/spec/rules/0/http/paths/1/path': '/a//b' },
    },
    {
      title: 'finds an Ingress that leads nowhere',
      sample: 'Ingress',
      changes: { '/spec/rules': undefined, '/spec/defaultBackend': undefined },
      finds: ['/spec'],
    },
    {
      title: 'finds a host that is an address',
      sample: 'Ingress',
      changes: { '/spec/rules/0/host': '10.0.0.1' },
      finds: ['/spec/rules/0/host'],
    },
    {
      title: 'finds a star inside a host',
      sample: 'Ingress',
      changes: { '/spec/rules/0/host': 'a.*.com' },
      finds: ['/spec/rules/0/host'],
    },
    {
      title: 'finds a host with capitals',
      sample: 'Ingress',
      changes: { '/spec/tls/0/hosts/0': 'Web.example.com' },
      finds: ['/spec/tls/0/hosts/0'],
    },
    {
      title: 'finds a relative path',
      sample: 'Ingress',
      changes: { '/spec/rules/0/http/paths/0/path': 'x' },
      finds: ['/spec/rules/0/http/paths/0/path'],
    },
    {
      title: 'finds no path of a prefix',
      sample: 'Ingress',
      changes: { '/spec/rules/0/http/paths/0/path': undefined },
      finds: ['/spec/rules/0/http/paths/0'],
    },
    {
      title: 'finds a path with two slashes',
      sample: 'Ingress',
      changes: { '/spec/rules/0/http/paths/0/path': '/a//b' },
      finds: ['/spec/rules/0/http/paths/0/path'],
    },
    {
      title: 'finds no paths',
      sample: 'Ingress',
      changes: { '/spec/rules/0/http/paths': [] },
      finds: ['/spec/rules/0/http/paths'],
    },
    {
      title: 'finds a backend of two kinds',
      sample: 'Ingress',
      changes: { '/spec/rules/0/http/paths/0/backend/resource': { kind: 'a', name: 'b' } },
      finds: ['/spec/rules/0/http/paths/0/backend'],
    },
    {
      title: 'finds a backend without port',
      sample: 'Ingress',
      changes: { '/spec/rules/0/http/paths/0/backend/service/port': undefined },
      finds: ['/spec/rules/0/http/paths/0/backend/service'],
    },
    {
      title: 'finds a port of two kinds',
      sample: 'Ingress',
      changes: { '/spec/rules/0/http/paths/0/backend/service/port/number': 80 },
      finds: ['/spec/rules/0/http/paths/0/backend/service/port'],
    },
    {
      title: 'finds a port above 65535',
      sample: 'Ingress',
      changes: { '/spec/defaultBackend/service/port/number': 65536 },
      finds: ['/spec/defaultBackend/service/port/number'],
    },
    {
      title: 'finds a Service whose name has a dot',
      sample: 'Ingress',
      changes: { '/spec/rules/0/http/paths/0/backend/service/name': 'a.b' },
      finds: ['/spec/rules/0/http/paths/0/backend/service/name'],
    },
    {
      title: 'finds a class with capitals',
      sample: 'Ingress',
      changes: { '/spec/ingressClassName': 'ALB' },
      finds: ['/spec/ingressClassName'],
    },
    {
      title: 'finds two classes',
      sample: 'Ingress',
      changes: { '/metadata/annotations': { 'kubernetes.io/ingress.class': 'nginx' } },
      finds: ['/metadata/annotations/kubernetes.io~1ingress.class'],
    },
    {
      title: 'finds a controller without domain',
      sample: 'IngressClass',
      changes: { '/spec/controller': 'alb' },
      finds: ['/spec/controller'],
    },
    {
      title: 'finds parameters without namespace',
      sample: 'IngressClass',
      changes: { '/spec/parameters/namespace': undefined },
      finds: ['/spec/parameters/namespace'],
    },
    {
      title: 'finds parameters of the cluster in a namespace',
      sample: 'IngressClass',
      changes: { '/spec/parameters/scope': 'Cluster' },
      finds: ['/spec/parameters/namespace'],
    },
  ],
}
