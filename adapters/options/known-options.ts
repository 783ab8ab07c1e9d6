/** The names of the options of an adapter. With `satisfies`, the compiler compares the list with the type. */
export type OptionNames<Options> = Readonly<Record<keyof Options, true>>

/**
 * Refuses options that are no object, and unknown options. Callers without types can misspell an option, which would
 * then have its default: another relay, another cost, another database.
 *
 * Throws a `RangeError` that quotes no value, and a name only if it is a plain word: a value may stand in its place.
 */
export const refuseUnknownOptions = (options: unknown, names: Readonly<Record<string, true>>): void => {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new RangeError(`The options must be an object with: ${Object.keys(names).join(", ")}.`)
  }
  refuseUnknownParts(options, names, "")
}

/** The same for an option that is an object itself. A value that is no object is left to the check of that option. */
export const refuseUnknownParts = (option: unknown, names: Readonly<Record<string, true>>, path: string): void => {
  if (typeof option !== "object" || option === null) return
  for (const name of Object.keys(option)) {
    if (Object.hasOwn(names, name)) continue
    const repeated = /^[A-Za-z]\w{0,39}$/.test(name) ? `${path}${name}` : "One of the names"
    throw new RangeError(`${repeated} is not an option. The options are ${Object.keys(names).join(", ")}.`)
  }
}
