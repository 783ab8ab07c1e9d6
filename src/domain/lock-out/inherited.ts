/** What a counter counts: its attempts of the last day, and the failures in a row over any time. */
interface Count<Attempt> {
  readonly failures: ReadonlyArray<Attempt>
  readonly inARow: number
}

/**
 * The count of an identifier with that of another one, which it replaces. An identifier that the person gets back has
 * counted some of these attempts already.
 */
export const withInherited = <Attempt extends { readonly attempt: string; readonly at: number }>(
  own: Count<Attempt>,
  other: Count<Attempt>,
): Count<Attempt> => {
  const added = other.failures.filter(({ attempt }) => own.failures.every((known) => known.attempt !== attempt))
  return {
    failures: [...own.failures, ...added].toSorted((one, next) => one.at - next.at),
    inARow: added.length < other.failures.length ? Math.max(own.inARow, other.inARow) : own.inARow + other.inARow,
  }
}
