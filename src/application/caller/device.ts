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
import { executeOrDie, readAggregate } from "../unit-of-work/aggregate.ts"
import { readAccount } from "../unit-of-work/loaded-account.ts"

/** The browsers that remember a person. */
export const readDevices = (person: string, row: Row | undefined) =>
  readAggregate(Device.register, Device.stream.id(person), row)

/** Makes every browser of a person forget them: no token from before opens a way to guess the password. */
export const forgetAllDevices = Effect.fnUntraced(function* (
  person: string,
  row: Row | undefined,
  cause: Device.ForgetCause,
  at: number,
) {
  return yield* executeOrDie(yield* readDevices(person, row), { _tag: "ForgetAll", cause, at })
})

/** Reads the device token that a browser sends. */
export const readDeviceTicket = (input: unknown) =>
  Effect.catchTag(readTicket(input), "TicketUnknown", () => Effect.fail(new DeviceUnknown()))

/**
 * Loads the person that a browser remembers, and their identifier. It is read from the account, so it is always the current
 * one. An account that is not active has none.
 */
export const loadRememberedIdentifier = Effect.fnUntraced(function* (input: unknown) {
  const ticket = yield* readDeviceTicket(input)
  const storage = yield* Storage
  const at = yield* Clock.currentTimeMillis
  const person = ticket.account
  const { rows } = yield* storage.load([Device.stream.id(person), Account.stream.id(person), DataKey.stream.id(person)])
  const devices = yield* readDevices(person, rows[0])
  const { state } = yield* readAccount(person, rows[1])
  if (state._tag !== "Active" || !Device.remembers(devices.state, ticket.hash, at)) return yield* new DeviceUnknown()
  const dataKey = yield* readDataKey(person, rows[2])
  const { nir, provisional } = state.owner
  const identifier: Identifier | null =
    nir !== null
      ? new Nir(yield* open(dataKey, nir, "nir"))
      : provisional === null
        ? null
        : ProvisionalIdentifier.restore(yield* open(dataKey, provisional, "provisional"))
  return { person, identifier: identifier ?? (yield* new DeviceUnknown()) }
})
