import { addressOf, defineApp } from '@skyctl/model'

/**
 * Removes carts that nobody read or wrote for a week. A time to live would not do: the cart service never renews it,
 * so carts in use would go as well. Asking for the idle time does not count as a use.
 */
const script = `
set -euo pipefail
redis-cli -e -h "$REDIS_HOST" --scan | while IFS= read -r cart; do
  idle=$(redis-cli -h "$REDIS_HOST" object idletime "$cart")
  # Empty or an error where the cart has gone meanwhile.
  case "$idle" in '' | *[!0-9]*) continue ;; esac
  if [ "$idle" -gt 604800 ]; then
    redis-cli -e -h "$REDIS_HOST" unlink "$cart" > /dev/null
  fi
done
`

export default defineApp({
  kind: 'CronJob',
  description: 'Removes carts that were not touched for a week',
  team: 'cart',
  schedule: '17 3 * * *',
  image: { repository: 'docker.io/library/redis', tag: '8.2-alpine' },
  command: ['sh', '/scripts/remove-idle-carts.sh'],
  files: { '/scripts/remove-idle-carts.sh': script.trimStart() },
  env: { REDIS_HOST: addressOf('redis-cart', 'redis', 'host') },
  talksTo: { apps: { 'redis-cart': 'redis' } },
  resources: {
    cpu: { request: '10m', limit: '100m' },
    memory: { request: '16Mi', limit: '32Mi' },
  },
  deadlineSeconds: 900,
  security: { user: 999, group: 1000 },
})
