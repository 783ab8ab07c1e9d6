import * as Effect from "effect/Effect"
import type { EndCause } from "../../domain/session/sessions.ts"
import { execute } from "../unit-of-work/aggregate.ts"
import type { LoadedSessions } from "./person.ts"

/** Every session of somebody ends: whoever holds one is to sign in again. */
export const endAllSessions = (sessions: LoadedSessions, cause: typeof EndCause.Type, at: number) =>
  Effect.orDie(Effect.fromResult(execute(sessions, { _tag: "EndAll", except: null, cause, at })))
