/** A date `YYYY-MM-DD` in French notation: `DD/MM/YYYY`. */
export const toFrenchDate = (date: string): string => date.split("-").reverse().join("/")
