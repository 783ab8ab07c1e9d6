/** A test: its file, ` > `, and its title or the title of its group, as in the source. */
export type TestName = `${string}.ts > ${string}`

interface Answered {
  /** The number in the norm, or the title of the section where the number could not be confirmed. */
  readonly number: string
  /** What the norm asks, in our own words. */
  readonly asks: string
}

/** One requirement of a norm, and the answer to it. */
export type Requirement = Answered &
  (
    | {
        readonly verdict: "kept"
        /** The file with the rule. */
        readonly rule: string
        readonly tests: readonly [TestName, ...TestName[]]
        /** What remains for the host, or what a policy changes, if anything. */
        readonly host?: string
      }
    | {
        readonly verdict: "deviation"
        readonly reason: string
        /** The file that decides it. */
        readonly rule: string
        readonly tests?: ReadonlyArray<TestName>
      }
    | { readonly verdict: "host"; readonly host: string }
    | { readonly verdict: "absent"; readonly reason: string }
  )

/** The package does what the norm asks. */
export const kept = (
  number: string,
  asks: string,
  rule: string,
  tests: readonly [TestName, ...TestName[]],
  host?: string,
): Requirement => ({ number, asks, verdict: "kept", rule, tests, ...(host === undefined ? {} : { host }) })

/** The package does not do what the norm asks, or not by default. */
export const deviates = (
  number: string,
  asks: string,
  reason: string,
  rule: string,
  tests: ReadonlyArray<TestName> = [],
): Requirement => ({ number, asks, verdict: "deviation", reason, rule, tests })

/** Only the application that uses the package can do what the norm asks. */
export const host = (number: string, asks: string, sentence: string): Requirement => ({
  number,
  asks,
  verdict: "host",
  host: sentence,
})

/** The norm asks something of a thing that does not exist here. */
export const absent = (number: string, asks: string, reason: string): Requirement => ({
  number,
  asks,
  verdict: "absent",
  reason,
})
