interface Permitted {
  readonly action: string
  readonly subject: string
  readonly reason: string
}
export const casl: (permitted: ReadonlyArray<Permitted>) => (action: string, subject: string) => boolean
