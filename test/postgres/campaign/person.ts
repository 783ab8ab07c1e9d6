/** A simulated person: what their browser and their mailbox contain. */
export interface Person {
  readonly name: string
  readonly nir: string
  /** The number of answered steps of the workload. */
  step: number
  ticket: string
  session: string
  /** The codes of the messages that arrived, oldest first. */
  readonly codes: Array<string>
  /** The subjects of the announcements that arrived, oldest first. */
  readonly announcements: Array<string>
}

export const LEGACY = "12345678"

export const mailOf = ({ name }: Pick<Person, "name">) => `${name}@example.org`

/** The future spouse of the person, who has no 8-digit password. */
export const spouseOf = ({ nir }: Pick<Person, "nir">) => ({
  identifier: `1${nir.slice(1)}`,
  birthName: "Petit",
  birthDate: "1969-05-12",
})

/** The command id of a step, the same in every attempt. */
export const commandOf = ({ name }: Person, index: number) => `${name}.${index}`

/** Invented persons, each with their own number. */
export const people = (first: number, count: number): ReadonlyArray<Person> =>
  Array.from({ length: count }, (_, index) => ({
    name: `p${first + index}`,
    nir: `26905${49 + (Math.floor((first + index) / 900) % 40)}588${100 + ((first + index) % 900)}`,
    step: 0,
    ticket: "",
    session: "",
    codes: [],
    announcements: [],
  }))
