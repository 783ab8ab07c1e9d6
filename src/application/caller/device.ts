import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import * as Device from "../../domain/device/device.ts"
import { Nir } from "../../domain/nir/nir.ts"
import { ProvisionalIdentifier } from "../../domain/provisional-identifier/provisional-identifier.ts"
import { type Row, Storage } from "../../ports/storage.ts"
import { DeviceUnknown } from "../contract/refusals.ts"
import { open, readDataKey } from "../secrets/data-key.ts"
import type { Identifier } from "../secrets/identifier.ts"
import { readTicket } from "../secrets/ticket.ts"
import { readAggregate } from "../unit-of-work/aggregate.ts"

export const readDeviceAt = (id: string, row: Row | undefined) =>
  readAggregate(Device.machine, Device.stream.id(id), row)

/** Reads what a browser holds. */
export const readDevice = (input: unknown) =>
  Effect.catchTag(readTicket(input), "TicketUnknown", () => Effect.fail(new DeviceUnknown()))

/** The identifier of whom a browser remembers, as it is now: that of an active account, or there is none. */
export const rememberedIdentifierOf = Effect.fnUntraced(function* (input: unknown) {
  const ticket = yield* readDevice(input)
  const storage = yield* Storage
  const at = yield* Clock.currentTimeMillis
  const { rows } = yield* storage.load([Device.stream.id(ticket.account)])
  const device = yield* readDeviceAt(ticket.account, rows[0])
  const person = Device.remembered(device.state, ticket.hash, at)
  if (person === null) return yield* new DeviceUnknown()
  const { rows: own } = yield* storage.load([Account.stream.id(person), DataKey.stream.id(person)])
  const { state } = yield* readAggregate(Account.machine, Account.stream.id(person), own[0])
  if (state._tag !== "Active") return yield* new DeviceUnknown()
  const dataKey = yield* readDataKey(person, own[1])
  const { nir, provisional } = state.owner
  const identifier: Identifier | null =
    nir !== null
      ? new Nir(yield* open(dataKey, nir))
      : provisional === null
        ? null
        : ProvisionalIdentifier.restore(yield* open(dataKey, provisional))
  return identifier ?? (yield* new DeviceUnknown())
})
