/** A day as people in France write it, as `YYYY-MM-DD`. Anything else stays as it was typed, for the verb to refuse. */
export const isoDay = (typed: string): string =>
  typed
    .trim()
    .replace(/^(\d{1,2})[/.\s-](\d{1,2})[/.\s-](\d{4})$/, (_, day: string, month: string, year: string) =>
      [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-"),
    )

/** `YYYY-MM-DD` as people in France write it. */
export const frenchDay = (day: string): string => day.split("-").reverse().join("/")
