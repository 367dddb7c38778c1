import { expect, it } from 'vitest'
import { findingsIn, workload } from '../../testing/yaml-world.ts'
import { banPrivilege } from './ban-privilege.ts'

const find = (options: Parameters<typeof workload>[0]) =>
  findingsIn(banPrivilege, workload(options))
const context = (text: string) => find({ container: `securityContext: { ${text} }` })
const at = (place: string) =>
  `apps/Deployment shop/web /spec/template/spec/containers/0/securityContext/${place}`

it('accepts a container that asks for nothing, or for the one capability', () => {
  expect(find({})).toEqual([])
  expect(context('capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }')).toEqual([])
  expect(context('allowPrivilegeEscalation: false, privileged: false')).toEqual([])
  expect(context('seccompProfile: { type: RuntimeDefault }, procMount: Default')).toEqual([])
})

it.each([
  ['privileged: true', 'privileged'],
  ['allowPrivilegeEscalation: true', 'allowPrivilegeEscalation'],
  ['capabilities: { add: [NET_BIND_SERVICE, SYS_ADMIN] }', 'capabilities/add/1'],
  ['capabilities: { add: [ALL] }', 'capabilities/add/0'],
  ['procMount: Unmasked', 'procMount'],
  ['seccompProfile: { type: Unconfined }', 'seccompProfile/type'],
  ['appArmorProfile: { type: Unconfined }', 'appArmorProfile/type'],
  ['windowsOptions: { hostProcess: true }', 'windowsOptions/hostProcess'],
  ['seLinuxOptions: { type: spc_t }', 'seLinuxOptions'],
  ['seLinuxOptions: { user: root }', 'seLinuxOptions'],
])('refuses %s', (text, place) => {
  expect(context(text)).toEqual([at(place)])
})

it('reads the security context of the pod as well', () => {
  const pod = 'apps/Deployment shop/web /spec/template/spec/securityContext'
  expect(find({ spec: 'securityContext: { seccompProfile: { type: Unconfined } }' })).toEqual([
    `${pod}/seccompProfile/type`,
  ])
  const sysctls = '[{ name: net.ipv4.tcp_syncookies }, { name: kernel.msgmax }]'
  expect(find({ spec: `securityContext: { sysctls: ${sysctls} }` })).toEqual([`${pod}/sysctls/1`])
})

it('judges init containers and those that debug', () => {
  const privileged = '[{ name: a, securityContext: { privileged: true } }]'
  const spec = `initContainers: ${privileged}, ephemeralContainers: ${privileged}`
  expect(find({ spec })).toHaveLength(2)
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(banPrivilege, '')).toEqual([])
})
