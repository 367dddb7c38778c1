/** Name of the SecretStore in every namespace that reads secrets: apps refer to it, the external-secrets component makes it. */
export const secretStoreName = 'aws-secrets-manager'
