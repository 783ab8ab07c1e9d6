import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm, symlink } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Scope from "effect/Scope"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { holdFolder } from "./folder.ts"
import { postgresStorage } from "./storage.ts"

const { runPromise, runPromiseExit } = Effect
const folders: Array<string> = []

const folder = async () => {
  const made = await mkdtemp(join(tmpdir(), "mon-compte folder é-"))
  folders.push(made)
  return made
}

afterAll(async () => {
  for (const made of folders) await rm(made, { recursive: true, force: true })
})

const lines: Array<string> = []
const said = Logger.layer([Logger.make(({ message }) => lines.push(String(message)))])
beforeEach(() => {
  lines.length = 0
})

const held = (directory: string) => Effect.provide(holdFolder(directory), Layer.fresh(said))
const BUSY = Exit.fail({ _tag: "SqlFailure", sqlState: null, system: "EBUSY" })
const opening = (directory: string) => runPromiseExit(Effect.scoped(held(directory)))

describe("a folder is held by one at a time", () => {
  it("in one process, by whatever name it is asked for", async () => {
    const directory = await folder()
    const link = `${directory}-link`
    await symlink(directory, link)
    folders.push(link)
    const scope = Scope.makeUnsafe()
    await runPromise(Scope.provide(held(directory), scope))
    for (const name of [directory, `${directory}/`, link]) expect(await opening(name)).toMatchObject(BUSY)
    expect(lines).toEqual(
      Array(3).fill("The folder of the embedded database is open already. It is for one at a time."),
    )
    await runPromise(Scope.close(scope, Exit.void))
    expect(await opening(directory)).toMatchObject(Exit.succeed(undefined))
  })

  it("by one of many that come at once", async () => {
    const directory = await folder()
    const scope = Scope.makeUnsafe()
    const exits = await Promise.all(
      Array.from({ length: 8 }, () => runPromiseExit(Scope.provide(held(directory), scope))),
    )
    expect(exits.filter(Exit.isSuccess)).toHaveLength(1)
    await runPromise(Scope.close(scope, Exit.void))
  })

  it("and another folder by somebody else", async () => {
    const scope = Scope.makeUnsafe()
    await runPromise(Scope.provide(held(await folder()), scope))
    expect(await opening(await folder())).toMatchObject(Exit.succeed(undefined))
    await runPromise(Scope.close(scope, Exit.void))
  })

  it("made with the folders above it where there is none", async () => {
    expect(await opening(join(await folder(), "not", "there"))).toMatchObject(Exit.succeed(undefined))
  })
})

describe("a folder that another process holds", () => {
  const program = `
    import * as Effect from "effect/Effect"
    import { holdFolder } from "${new URL("./folder.ts", import.meta.url).href}"
    process.stdin.resume()
    const held = Effect.andThen(holdFolder(process.argv[1]), Effect.sync(() => console.log("held")))
    await Effect.runPromise(Effect.scoped(Effect.andThen(held, Effect.never)))`
  let directory: string
  let other: ChildProcess

  beforeAll(async () => {
    directory = await folder()
    const args = ["--input-type=module", "--eval", program, directory]
    other = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"], cwd: new URL(".", import.meta.url) })
    if (other.stdout !== null) await once(other.stdout, "data")
  })

  it("is refused, before anything of it is read or written", async () => {
    const { service } = postgresStorage({ directory })
    const exit = await runPromiseExit(Effect.provide(Effect.scoped(service), Layer.fresh(said)))
    expect(exit).toMatchObject(Exit.fail({ _tag: "StorageDown" }))
  })

  it("is free as soon as that one was killed, even for many at once", async () => {
    other.kill("SIGKILL")
    await once(other, "exit")
    const scope = Scope.makeUnsafe()
    const exits = await Promise.all(
      Array.from({ length: 8 }, () => runPromiseExit(Scope.provide(held(directory), scope))),
    )
    expect(exits.filter(Exit.isSuccess)).toHaveLength(1)
    await runPromise(Scope.close(scope, Exit.void))
  })
})
