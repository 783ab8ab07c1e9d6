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
import { lockFolder } from "./folder.ts"
import { postgresStorage } from "./storage.ts"

const { runPromise, runPromiseExit } = Effect
const folders: Array<string> = []

const createFolder = async () => {
  const directory = await mkdtemp(join(tmpdir(), "mon-compte folder é-"))
  folders.push(directory)
  return directory
}

afterAll(async () => {
  for (const directory of folders) await rm(directory, { recursive: true, force: true })
})

const lines: Array<string> = []
const logger = Logger.layer([Logger.make(({ message }) => lines.push(String(message)))])
beforeEach(() => {
  lines.length = 0
})

const lock = (directory: string) => Effect.provide(lockFolder(directory), Layer.fresh(logger))
const BUSY = Exit.fail({ _tag: "SqlFailure", sqlState: null, system: "EBUSY" })
const lockOnce = (directory: string) => runPromiseExit(Effect.scoped(lock(directory)))

describe("the lock of a folder", () => {
  it("allows one holder in a process, whatever path leads to the folder", async () => {
    const directory = await createFolder()
    const link = `${directory}-link`
    await symlink(directory, link)
    folders.push(link)
    const scope = Scope.makeUnsafe()
    await runPromise(Scope.provide(lock(directory), scope))
    for (const name of [directory, `${directory}/`, link]) expect(await lockOnce(name)).toMatchObject(BUSY)
    expect(lines).toEqual(
      Array(3).fill("The folder of the embedded database is already open. Only one layer can open it."),
    )
    await runPromise(Scope.close(scope, Exit.void))
    expect(await lockOnce(directory)).toMatchObject(Exit.succeed(undefined))
  })

  it("is granted to one of many concurrent requests", async () => {
    const directory = await createFolder()
    const scope = Scope.makeUnsafe()
    const exits = await Promise.all(
      Array.from({ length: 8 }, () => runPromiseExit(Scope.provide(lock(directory), scope))),
    )
    expect(exits.filter(Exit.isSuccess)).toHaveLength(1)
    await runPromise(Scope.close(scope, Exit.void))
  })

  it("does not lock another folder", async () => {
    const scope = Scope.makeUnsafe()
    await runPromise(Scope.provide(lock(await createFolder()), scope))
    expect(await lockOnce(await createFolder())).toMatchObject(Exit.succeed(undefined))
    await runPromise(Scope.close(scope, Exit.void))
  })

  it("creates the folder and its parents if they do not exist", async () => {
    expect(await lockOnce(join(await createFolder(), "not", "there"))).toMatchObject(Exit.succeed(undefined))
  })
})

describe("a folder that another process has locked", () => {
  const program = `
    import * as Effect from "effect/Effect"
    import { lockFolder } from "${new URL("./folder.ts", import.meta.url).href}"
    process.stdin.resume()
    const lock = Effect.andThen(lockFolder(process.argv[1]), Effect.sync(() => console.log("locked")))
    await Effect.runPromise(Effect.scoped(Effect.andThen(lock, Effect.never)))`
  let directory: string
  let holder: ChildProcess

  beforeAll(async () => {
    directory = await createFolder()
    const args = ["--input-type=module", "--eval", program, directory]
    holder = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"], cwd: new URL(".", import.meta.url) })
    if (holder.stdout !== null) await once(holder.stdout, "data")
  })

  it("is refused before it is read or written", async () => {
    const { service } = postgresStorage({ directory })
    const exit = await runPromiseExit(Effect.provide(Effect.scoped(service), Layer.fresh(logger)))
    expect(exit).toMatchObject(Exit.fail({ _tag: "StorageDown" }))
  })

  it("is unlocked when that process is killed, for one of many concurrent requests", async () => {
    holder.kill("SIGKILL")
    await once(holder, "exit")
    const scope = Scope.makeUnsafe()
    const exits = await Promise.all(
      Array.from({ length: 8 }, () => runPromiseExit(Scope.provide(lock(directory), scope))),
    )
    expect(exits.filter(Exit.isSuccess)).toHaveLength(1)
    await runPromise(Scope.close(scope, Exit.void))
  })
})
