import type { EndCause } from "../../domain/session/sessions.ts"
import { executeOrDie } from "../unit-of-work/aggregate.ts"
import type { LoadedSessions } from "./session.ts"

/** Ends all sessions of a person: each of their browsers must sign in again. */
export const endAllSessions = (sessions: LoadedSessions, cause: EndCause, at: number) =>
  executeOrDie(sessions, { _tag: "EndAll", except: null, cause, at })
