/** A date in French notation as `YYYY-MM-DD`. Any other text stays unchanged, so that the verb refuses it. */
export const toIsoDate = (typed: string): string =>
  typed
    .trim()
    .replace(/^(\d{1,2})[/.\s-](\d{1,2})[/.\s-](\d{4})$/, (_, day: string, month: string, year: string) =>
      [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-"),
    )

/** A date `YYYY-MM-DD` in French notation: `DD/MM/YYYY`. */
export const toFrenchDate = (date: string): string => date.split("-").reverse().join("/")
