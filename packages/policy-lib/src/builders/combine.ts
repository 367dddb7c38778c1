/** Types that say which members of an object may stand together. */

/** One of the members, and none of the others. */
export type ExactlyOne<Members> = {
  [Name in keyof Members]: Pick<Members, Name> & {
    readonly [Other in Exclude<keyof Members, Name>]?: never
  }
}[keyof Members]

/** One of the members, or none. */
export type AtMostOne<Members> = ExactlyOne<Members> | { readonly [Name in keyof Members]?: never }

/** Any of the members, and one at least. */
export type AtLeastOne<Members> = Partial<Members> &
  { [Name in keyof Members]: Pick<Members, Name> }[keyof Members]

/** A list with an item. */
export type Some<Item> = readonly [Item, ...Item[]]
