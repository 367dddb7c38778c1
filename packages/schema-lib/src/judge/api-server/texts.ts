import { suggest } from '@skyctl/core'
import type { NameRule } from './names.ts'
import { find, isSet, nothing, type Place, type ServerFinding, textOf } from './place.ts'

/** A text in its form, where there is one: an empty one is as good as none. */
export function checkForm(place: Place, what: string, rule: NameRule): readonly ServerFinding[] {
  const text = textOf(place)
  const fault = text === undefined ? undefined : rule(text)
  return fault === undefined ? nothing : find(place, `${what} '${text}' ${fault}`, 'correct it')
}

/** A text that is neither missing nor empty. */
export function checkPresent(place: Place, what: string): readonly ServerFinding[] {
  if (!isSet(place)) return find(place, `${what} is missing, and must be there`, 'add it')
  return place.value === ''
    ? find(place, `${what} is empty, and must not be`, 'write it out')
    : nothing
}

/** A text that must not be empty; the schema says where it is missing. */
export function checkNotEmpty(place: Place, what: string): readonly ServerFinding[] {
  return place.value === '' ? checkPresent(place, what) : nothing
}

/** {@link checkNotEmpty} and {@link checkForm}. */
export function checkName(place: Place, what: string, rule: NameRule): readonly ServerFinding[] {
  return place.value === '' ? checkNotEmpty(place, what) : checkForm(place, what, rule)
}

/** {@link checkPresent} and {@link checkForm}. */
export function checkRequiredName(
  place: Place,
  what: string,
  rule: NameRule,
): readonly ServerFinding[] {
  return [...checkPresent(place, what), ...checkForm(place, what, rule)]
}

/** One of a few words, where the schema does not list them. An empty text is none of them. */
export function checkChoice(
  place: Place,
  what: string,
  words: readonly string[],
): readonly ServerFinding[] {
  const { value } = place
  if (typeof value !== 'string' || words.includes(value)) return nothing
  const near = suggest(value, words)
  return find(
    place,
    `${what} is '${value}', which is none of the values that it can have`,
    near === undefined ? `use ${listed(words)}` : `did you mean '${near}'?`,
  )
}

/** Every text of a list once; empty ones are said elsewhere. */
export function checkUnique(places: readonly Place[], what: string): readonly ServerFinding[] {
  const seen = new Set<string>()
  return places.flatMap((place) => {
    const text = textOf(place)
    if (text === undefined) return nothing
    if (!seen.has(text)) {
      seen.add(text)
      return nothing
    }
    return find(place, `${what} '${text}' stands twice, and must be unique`, 'rename one of them')
  })
}

/** Words with commas, and `or` before the last. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
