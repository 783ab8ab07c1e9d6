interface Codes {
  readonly enrol: (email: string) => Promise<unknown>
  readonly issue: (email: string) => Promise<unknown>
  readonly confirm: (email: string, code: string) => Promise<unknown>
  readonly close: () => Promise<void>
}
export const betterAuthOver: (
  url: string,
  connections: number,
  onCode: (email: string, code: string) => void,
) => Promise<Codes>
