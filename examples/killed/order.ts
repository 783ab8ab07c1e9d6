import type { PromisedVerbs } from "mon-compte/promise"

/** What a process is started with. Keys would be in a vault; here they are handed from one process to the next. */
export interface Setting {
  /** Where the embedded database is kept; without use where `DATABASE_URL` names a server. */
  readonly directory: string
  readonly master: string
  readonly mail: "up" | "down"
  readonly person: { readonly nir: string; readonly password: string }
}

type Verb = {
  readonly [Name in keyof PromisedVerbs]: { readonly verb: Name; readonly asked: Parameters<PromisedVerbs[Name]>[0] }
}[keyof PromisedVerbs]

/** What a process is told to do: a verb, to wait for a code, or to end. */
export type Order = Verb | { readonly verb: "codeFor"; readonly asked: string } | { readonly verb: "close" }
