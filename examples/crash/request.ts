import type { PromisedVerbs } from "mon-compte/promise"

/**
 * The settings of a process. A real service takes its master key from a vault; here one process passes it to the next.
 */
export interface Settings {
  /** The folder of the embedded database. Unused if `DATABASE_URL` names a server. */
  readonly directory: string
  readonly master: string
  readonly mail: "up" | "down"
  readonly person: { readonly nir: string; readonly password: string }
}

type VerbRequest = {
  readonly [Name in keyof PromisedVerbs]: { readonly verb: Name; readonly input: Parameters<PromisedVerbs[Name]>[0] }
}[keyof PromisedVerbs]

/** A request to a process: to call a verb, to wait for a code, or to end. */
export type ChildRequest =
  | VerbRequest
  | { readonly verb: "codeFor"; readonly input: string }
  | { readonly verb: "close" }
