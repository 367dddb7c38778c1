import { addressOf, defineApp } from '@skyctl/model'

export default defineApp({
  kind: 'Deployment',
  description: 'Web shop: the pages that customers see',
  team: 'storefront',
  source: {
    repository: 'https://github.com/GoogleCloudPlatform/microservices-demo.git',
    path: 'src/frontend',
  },
  image: {
    repository: 'us-central1-docker.pkg.dev/google-samples/microservices-demo/frontend',
    tag: 'v0.10.5',
  },
  ports: {
    http: { port: 8080, servicePort: 80, appProtocol: 'http', l7Visibility: true },
  },
  env: {
    PORT: '8080',
    PRODUCT_CATALOG_SERVICE_ADDR: addressOf('product-catalog', 'grpc'),
    CURRENCY_SERVICE_ADDR: addressOf('currency', 'grpc'),
    CART_SERVICE_ADDR: addressOf('cart', 'grpc'),
    RECOMMENDATION_SERVICE_ADDR: addressOf('recommendation', 'grpc'),
    SHIPPING_SERVICE_ADDR: addressOf('shipping', 'grpc'),
    CHECKOUT_SERVICE_ADDR: addressOf('checkout', 'grpc'),
    AD_SERVICE_ADDR: addressOf('ad', 'grpc'),
    // The assistant is an optional service that this shop does not run; the image insists on the variable.
    SHOPPING_ASSISTANT_SERVICE_ADDR: 'localhost:80',
    ENV_PLATFORM: 'aws',
    ENABLE_PROFILER: '0',
  },
  talksTo: {
    apps: {
      'product-catalog': 'grpc',
      currency: 'grpc',
      cart: 'grpc',
      recommendation: 'grpc',
      shipping: 'grpc',
      checkout: 'grpc',
      ad: 'grpc',
    },
  },
  probes: {
    readiness: {
      // Without the cookie each probe would begin a session of its own.
      check: {
        http: {
          path: '/_healthz',
          port: 'http',
          headers: { Cookie: 'shop_session-id=x-readiness-probe' },
        },
      },
      initialDelaySeconds: 10,
    },
    liveness: {
      check: {
        http: {
          path: '/_healthz',
          port: 'http',
          headers: { Cookie: 'shop_session-id=x-liveness-probe' },
        },
      },
      initialDelaySeconds: 10,
    },
  },
  resources: {
    cpu: { request: '100m', limit: '200m' },
    memory: { request: '64Mi', limit: '128Mi' },
  },
  scaling: {
    min: 2,
    max: 6,
    cpuPercent: 65,
    behaviour: {
      scaleUp: { stabilizationSeconds: 0, policies: [{ percent: 100, periodSeconds: 15 }] },
      scaleDown: { stabilizationSeconds: 600, policies: [{ pods: 1, periodSeconds: 120 }] },
    },
  },
  disruption: { maxUnavailable: '25%' },
  spread: { zones: 'required', hosts: 'preferred' },
  ingress: {
    port: 'http',
    scheme: 'internet-facing',
    waf: 'public',
    // Last of its load balancer: it takes whatever no other path matches.
    order: 100,
    healthPath: '/_healthz',
  },
  dependsOn: ['aws-load-balancer-controller', 'metrics-server'],
  tags: { 'customer-facing': 'yes' },
})
