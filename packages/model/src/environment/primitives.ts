import { z } from 'zod'

/** RFC 1123 label: what Kubernetes accepts as the name of a namespace, Service or port owner. */
export const dnsLabelSchema = z
  .string()
  .max(63)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must be lower-case letters, digits and hyphens (RFC 1123 label)',
  )

/** A fully qualified domain name in lower case. */
export const domainSchema = z
  .string()
  .max(253)
  .regex(
    /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    'must be a lower-case domain name such as shop.example.com',
  )

/** Kubernetes resource quantity, limited to the forms that people write for CPU and memory. */
export const cpuSchema = z
  .string()
  .regex(/^([1-9][0-9]*m|[0-9]+(\.[0-9]{1,3})?)$/, "must be a CPU quantity such as '250m' or '1.5'")
  .meta({ description: "CPU quantity: '250m' is a quarter of a core." })

export const memorySchema = z
  .string()
  .regex(
    /^[1-9][0-9]*(Ki|Mi|Gi|Ti)$/,
    "must be a memory quantity in binary units such as '256Mi' or '2Gi'",
  )
  .meta({ description: "Memory in binary units: '256Mi', '2Gi'." })

export const requestLimitSchema = <T extends z.ZodType>(quantity: T) =>
  z.strictObject({
    request: quantity.meta({ description: 'What the scheduler reserves.' }),
    limit: quantity.meta({ description: 'What the container may use at most.' }),
  })

export const resourcesSchema = z
  .strictObject({
    cpu: requestLimitSchema(cpuSchema).meta({ description: "CPU: '250m' is a quarter of a core." }),
    memory: requestLimitSchema(memorySchema).meta({ description: "Memory: '256Mi', '2Gi'." }),
  })
  .meta({ description: 'Requests and limits of the main container; always both.' })

/** Image reference without tag or digest: `registry/repository`. */
export const imageRepositorySchema = z
  .string()
  .regex(
    /^[a-z0-9]+([._-][a-z0-9]+)*(:[0-9]+)?(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)+$/,
    'must be registry/repository, without tag and digest',
  )

export const imageTagSchema = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/, 'must be an image tag such as 1.4.2')

/** SHA-256 digest of an image manifest or index. */
export const imageDigestSchema = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hexadecimal digits in lower case')
