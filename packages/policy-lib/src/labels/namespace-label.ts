import { namespaceLabelsKey, namespaceNameLabel } from './label.ts'

/** Whether a key stands for a label of the namespace: its value is not known where no manifest declares the namespace. */
export function isNamespaceLabel(key: string): boolean {
  return key.startsWith(`${namespaceLabelsKey}.`)
}

/** The one label of a namespace that is always known. */
export const namespaceNameSuffix = `.${namespaceNameLabel}`
