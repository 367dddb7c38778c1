import { addressOf, defineApp } from '@skyctl/model'

export default defineApp({
  kind: 'Deployment',
  description: 'Turns a cart into an order: charges, ships, confirms',
  team: 'payments',
  source: {
    repository: 'https://github.com/GoogleCloudPlatform/microservices-demo.git',
    path: 'src/checkoutservice',
  },
  image: {
    repository: 'us-central1-docker.pkg.dev/google-samples/microservices-demo/checkoutservice',
    tag: 'v0.10.5',
  },
  ports: {
    grpc: { port: 5050, appProtocol: 'grpc', openTo: ['storefront'], l7Visibility: true },
  },
  env: {
    PORT: '5050',
    PRODUCT_CATALOG_SERVICE_ADDR: addressOf('product-catalog', 'grpc'),
    SHIPPING_SERVICE_ADDR: addressOf('shipping', 'grpc'),
    PAYMENT_SERVICE_ADDR: addressOf('payment', 'grpc'),
    EMAIL_SERVICE_ADDR: addressOf('email', 'grpc'),
    CURRENCY_SERVICE_ADDR: addressOf('currency', 'grpc'),
    CART_SERVICE_ADDR: addressOf('cart', 'grpc'),
  },
  talksTo: {
    apps: {
      'product-catalog': 'grpc',
      shipping: 'grpc',
      payment: 'grpc',
      email: 'grpc',
      currency: 'grpc',
      cart: 'grpc',
    },
  },
  probes: {
    readiness: { check: { grpc: { port: 'grpc' } } },
    liveness: { check: { grpc: { port: 'grpc' } } },
  },
  resources: {
    cpu: { request: '100m', limit: '200m' },
    memory: { request: '64Mi', limit: '128Mi' },
  },
  scaling: { min: 2, max: 6, cpuPercent: 70 },
  // An order under way calls six services: give it time to end before the pod does.
  shutdownSeconds: 45,
  dependsOn: ['metrics-server'],
})
