import * as Effect from "effect/Effect"
import type { EndCause } from "../../domain/session/sessions.ts"
import { act } from "../unit-of-work/aggregate.ts"
import type { SessionsNow } from "./person.ts"

/** Every session of somebody ends: whoever holds one is to sign in again. */
export const endAll = (sessions: SessionsNow, cause: typeof EndCause.Type, at: number) =>
  Effect.orDie(Effect.fromResult(act(sessions, { _tag: "EndAll", except: null, cause, at })))
