import { describe, expect, it } from 'vitest'
import { metricsServerChart } from './values.ts'

const values = {
  replicas: 2,
  podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
  apiService: { insecureSkipTLSVerify: false },
  tls: { type: 'cert-manager' },
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
} as const

describe('chart values', () => {
  it('refuses a misspelt key when it is compiled and when it runs', () => {
    const misspelt = () =>
      metricsServerChart({
        release: 'metrics-server',
        // @ts-expect-error: the chart has no such value.
        values: { ...values, replica: 3 },
      })
    expect(misspelt).toThrowErrorMatchingInlineSnapshot(
      `[SkyError: values of chart metrics-server 3.14.0, at the top: Unrecognized key: "replica"]`,
    )
  })

  it('refuses a misspelt key below the top', () => {
    const misspelt = () =>
      metricsServerChart({
        release: 'metrics-server',
        // @ts-expect-error: the chart has no such value.
        values: { ...values, apiService: { insecureSkipTlsVerify: false } },
      })
    expect(misspelt).toThrowErrorMatchingInlineSnapshot(`
      [SkyError: values of chart metrics-server 3.14.0, at apiService.insecureSkipTLSVerify: Invalid input: expected boolean, received undefined
      values of chart metrics-server 3.14.0, at apiService: Unrecognized key: "insecureSkipTlsVerify"]
    `)
  })
})
