import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { confidentialPolicies } from "../../domain/account/confidential-policy.ts"
import { passwordHashPolicies } from "../../domain/account/password-hash-policy.ts"
import { reportPolicies } from "../../domain/account/report-policy.ts"
import { codePolicies } from "../../domain/challenge/code-policy.ts"
import { messagePolicies } from "../../domain/challenge/message-policy.ts"
import { agePolicies } from "../../domain/civil-date/over-fifteen.ts"
import { contactPolicies } from "../../domain/contact/contact.ts"
import { reminderPolicies } from "../../domain/delegation/reminder-policy.ts"
import { devicePolicies } from "../../domain/device/device.ts"
import { identityPolicies } from "../../domain/identity/identity-policy.ts"
import { lockOutPolicies } from "../../domain/lock-out/lock-out.ts"
import { mandatePolicies } from "../../domain/mandate/mandate-policy.ts"
import { migrationPolicies } from "../../domain/migration/migration-policy.ts"
import { presets } from "../../domain/password/index.ts"
import { provisionalPolicies } from "../../domain/provisional-identifier/provisional-identifier.ts"
import { recoveryPolicies } from "../../domain/recovery/recovery-policy.ts"
import { graveActPolicies } from "../../domain/session/grave-act-policy.ts"
import { sessionPolicies } from "../../domain/session/sessions.ts"
import { deliveryPolicies } from "./delivery-policy.ts"
import {
  checkedPolicies,
  decodePolicies,
  defaultPolicies,
  Policies,
  type PolicySet,
  schemas,
  withCheckedPolicies,
} from "./policies.ts"
import { PolicyRefused } from "./policy-refused.ts"

/** The reasons for which policies are refused, or an empty array. */
const reasonsFor = (input: unknown): ReadonlyArray<string> =>
  Result.match(decodePolicies(input), { onFailure: ({ reasons }) => reasons, onSuccess: () => [] })

const names = Object.keys(defaultPolicies) as ReadonlyArray<keyof PolicySet>

/** Every number of every policy: its path, and the range that its description states. */
const numbers = Object.entries(schemas).flatMap(([policy, schema]) =>
  Object.entries(schema.fields as Readonly<Record<string, Schema.Top>>).flatMap(([field, fieldSchema]) => {
    const description = Schema.resolveAnnotations(fieldSchema)?.description ?? ""
    const range = /^a whole number from (-?\d+) to (\d+)$/.exec(description)
    return range === null
      ? []
      : [{ policy: policy as keyof PolicySet, field, minimum: Number(range[1]), maximum: Number(range[2]) }]
  }),
)

const withField = (policy: keyof PolicySet, field: string, value: unknown) => ({
  [policy]: { ...defaultPolicies[policy], [field]: value },
})

describe("the ready-made policies", () => {
  const all: Readonly<Record<keyof PolicySet, Readonly<Record<string, object>>>> = {
    password: presets,
    passwordHashes: passwordHashPolicies,
    messages: messagePolicies,
    identity: identityPolicies,
    mandates: mandatePolicies,
    reminders: reminderPolicies,
    contact: contactPolicies,
    codes: codePolicies,
    lockOut: lockOutPolicies,
    migration: migrationPolicies,
    sessions: sessionPolicies,
    graveActs: graveActPolicies,
    confidential: confidentialPolicies,
    devices: devicePolicies,
    recovery: recoveryPolicies,
    reports: reportPolicies,
    age: agePolicies,
    provisional: provisionalPolicies,
    delivery: deliveryPolicies,
  }

  it.each(Object.entries(all).flatMap(([name, set]) => Object.values(set).map((preset) => [name, preset] as const)))(
    "are accepted by their own schema: %s, %o",
    (name, preset) => {
      expect(reasonsFor({ [name]: preset })).toEqual([])
    },
  )

  it("are those of the leaflet unless others are given", () => {
    expect(Result.getOrThrow(decodePolicies({}))).toEqual(defaultPolicies)
    expect(defaultPolicies).toMatchObject({
      password: { minimum: 8, maximum: 24, kinds: ["Digit", "Upper", "Lower"], kindsNeeded: 3 },
      lockOut: { failuresBeforeWait: 5, firstWaitMinutes: 2, longestWaitMinutes: 90, failuresPerDay: 25 },
      codes: { length: 6, minutes: 10, tries: 5, sends: 5, secondsBetweenSends: 60, sendsPerContactPerDay: 10 },
      migration: { draftMinutes: 30 },
    })
  })
})

describe("a policy that is handed over", () => {
  it("is refused with the path and the range in plain English", () => {
    expect(reasonsFor({ lockOut: { ...lockOutPolicies.cnil, longestWaitMinutes: Number.NaN } })).toEqual([
      "lockOut.longestWaitMinutes must be a whole number from 1 to 1440",
    ])
  })

  it("is refused for all reasons at once, in the message of the error", () => {
    const refused = decodePolicies({
      lockout: lockOutPolicies.cnil,
      password: { ...presets.leaflet, minimum: -3 },
      codes: { ...codePolicies.standard, digits: -3, tries: "5" },
      sessions: null,
      delivery: { ...deliveryPolicies.standard, longestPause: { code: 60, other: 900 } },
    })
    const error = Result.getOrThrow(Result.flip(refused))
    expect(error).toBeInstanceOf(PolicyRefused)
    expect(error.message.split("; ")).toEqual([
      `The policies cannot be used: there is an unknown policy. The policies are ${names.join(", ")}`,
      "password.minimum must be a whole number from 1 to 256",
      `codes.digits is not a field. The fields are ${Object.keys(codePolicies.standard).join(", ")}`,
      "codes.tries must be a whole number from 1 to 10",
      `sessions must be an object with the fields ${Object.keys(sessionPolicies.standard).join(", ")}`,
      "delivery.longestPause.defect must be a whole number from 1 to 86400.",
    ])
  })

  it.each([null, undefined, "cnil", 5, [lockOutPolicies.cnil]])("is refused if it is %j", (value) => {
    for (const name of names) {
      expect(reasonsFor({ [name]: value })).toEqual([
        expect.stringContaining(`${name} must be an object with the fields`),
      ])
    }
  })

  it.each([null, undefined, "cnil", 5, []])("is refused if the whole is %j", (value) => {
    expect(reasonsFor(value)).toEqual(["they must be an object with one policy for each name"])
  })

  it.each(numbers)("has $policy.$field between $minimum and $maximum only", ({ field, maximum, minimum, policy }) => {
    const reason = `${policy}.${field} must be a whole number from ${minimum} to ${maximum}`
    const wrong = [minimum - 1, maximum + 1, minimum + 0.5, Number.NaN, Number.POSITIVE_INFINITY, -1, null, undefined]
    for (const value of [...wrong, `${minimum}`, [minimum], true]) {
      expect(reasonsFor(withField(policy, field, value)), String(value)).toEqual([reason])
    }
    for (const value of [minimum, maximum]) {
      expect(reasonsFor(withField(policy, field, value)), String(value)).not.toContain(reason)
    }
  })

  it("has every number in a range", () => {
    const inSchemas = numbers.map(({ field, policy }) => `${policy}.${field}`)
    const inDefaults = Object.keys(schemas).flatMap((policy) =>
      Object.entries(defaultPolicies[policy as keyof PolicySet]).flatMap(([field, value]) =>
        typeof value === "number" ? [`${policy}.${field}`] : [],
      ),
    )
    expect(inSchemas).toEqual(expect.arrayContaining(inDefaults))
  })

  it("has all its fields", () => {
    for (const policy of names) {
      for (const field of Object.keys(defaultPolicies[policy])) {
        const { [field]: _, ...rest } = defaultPolicies[policy] as unknown as Record<string, unknown>
        expect(reasonsFor({ [policy]: rest })[0], field).toContain(`${policy}.${field} must be `)
      }
    }
  })

  it.each([
    [{ lockOut: { ...lockOutPolicies.cnil, firstWaitMinutes: 90 } }, []],
    [
      { lockOut: { ...lockOutPolicies.cnil, firstWaitMinutes: 91 } },
      ["lockOut.longestWaitMinutes must be at least firstWaitMinutes"],
    ],
    [{ lockOut: { ...lockOutPolicies.cnil, failuresBeforeWait: 25 } }, []],
    [
      { lockOut: { ...lockOutPolicies.cnil, failuresBeforeWait: 26, firstWaitMinutes: 91 } },
      [
        "lockOut.longestWaitMinutes must be at least firstWaitMinutes",
        "lockOut.failuresPerDay must be at least failuresBeforeWait",
      ],
    ],
    [
      { sessions: { ...sessionPolicies.standard, longestMinutes: 29 } },
      ["sessions.longestMinutes must be at least idleMinutes"],
    ],
    [{ sessions: { ...sessionPolicies.standard, idleMinutes: 1, secondsBetweenRecordedUses: 59 } }, []],
    [
      { sessions: { ...sessionPolicies.standard, idleMinutes: 1 } },
      ["sessions.secondsBetweenRecordedUses must be less than idleMinutes"],
    ],
    [
      { contact: { ...contactPolicies.french, defaultCountry: "BE" } },
      ["contact.defaultCountry must be one of countries"],
    ],
    [
      { contact: { ...contactPolicies.french, countries: [] } },
      ["contact.countries must be a list of at least one ISO 3166-1 country code in upper case, without repeats"],
    ],
    [
      { provisional: { ...provisionalPolicies.standard, pattern: "P(" } },
      ["provisional.pattern must be a regular expression of 1 to 200 characters"],
    ],
    [
      { provisional: { ...provisionalPolicies.standard, example: "P7K2" } },
      ["provisional.example must match pattern and start with a letter"],
    ],
    [
      { password: { ...presets.leaflet, minimum: 25 } },
      ["password.maximum must be a whole number from minimum to 256"],
    ],
    [
      { age: { ...agePolicies.fromBirthday, reading: "FromFourteen" } },
      ['age.reading must be one of "FromBirthday", "FromDayAfter", "FromSixteen"'],
    ],
  ])("is checked across its fields: %j", (policies, reasons) => {
    expect(reasonsFor(policies)).toEqual(reasons)
  })

  it("is refused without a word of its values, and without names that are no plain names", () => {
    const canary = "2690549588157"
    const everywhere = Object.fromEntries(
      names.map((name) => [
        name,
        { ...Object.fromEntries(Object.keys(defaultPolicies[name]).map((field) => [field, canary])), [canary]: canary },
      ]),
    )
    const { message } = Result.getOrThrow(Result.flip(decodePolicies({ ...everywhere, [canary]: canary })))
    expect(message).not.toContain(canary)
  })
})

describe("the policies in force", () => {
  const open = (policies: object) =>
    Effect.runSyncExit(Effect.provideService(checkedPolicies, Policies, policies as PolicySet))

  it("are a defect when they are invalid, so that nothing opens", () => {
    const invalid = { ...defaultPolicies, lockOut: { ...lockOutPolicies.cnil, longestWaitMinutes: Number.NaN } }
    expect(Exit.isFailure(open(invalid))).toBe(true)
    expect(Exit.isSuccess(open(defaultPolicies))).toBe(true)
  })

  it("do not change when the object that was handed over changes", () => {
    const lockOut = { ...lockOutPolicies.cnil, failuresPerDay: 20 }
    const policies = { ...defaultPolicies, lockOut }
    const perDay = Effect.map(Policies, (inForce) => inForce.lockOut.failuresPerDay)
    const read = () => Effect.runSync(Effect.provideService(withCheckedPolicies(perDay), Policies, policies))
    expect(read()).toBe(20)
    lockOut.failuresPerDay = Number.NaN
    expect(read()).toBe(20)
  })
})
