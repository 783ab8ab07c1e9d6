import { isOrWasIn } from "../../domain/household/members.ts"
import type { SignedInPerson } from "../caller/session.ts"
import { type LoadedFile, referenceOf } from "./load-file.ts"

/** The refusal of an action that would be recorded on the file of others. */
export const STRANGER = { reason: "NotInFile", change: "JoinFile" } as const

/**
 * Whether a file is one of the person's for whom the caller acts. A person may act in their own space, but not record it
 * on a file of strangers.
 */
export const isOwnFile = (file: LoadedFile, { account, id }: SignedInPerson, subject: string) =>
  isOrWasIn(file.state, subject) || (subject === id && account.state.owner.file === referenceOf(file))
