import * as Mandates from "../../domain/mandate/mandates.ts"
import type { Refusal } from "../../domain/mandate/refusal.ts"
import type { Row } from "../../ports/storage.ts"
import { type Aggregate, readAggregate } from "../unit-of-work/aggregate.ts"

/** The mandates over one person, as they were loaded. */
export type LoadedMandates = Aggregate<Mandates.State, Mandates.Command, Mandates.Event, Refusal>

/** The mandates over a person. They limit what the person may do alone. */
export const readMandates = (person: string, row: Row | undefined) =>
  readAggregate(Mandates.register, Mandates.stream.id(person), row)
