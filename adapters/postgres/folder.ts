import { createHash } from "node:crypto"
import { mkdir, readdir, realpath, rm } from "node:fs/promises"
import { createConnection, createServer, type Server } from "node:net"
import { tmpdir, userInfo } from "node:os"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { failureOf, SqlFailure } from "./sql-failure.ts"

const codeOf = (error: unknown) => failureOf(error).system

/** Listens, and says to whoever comes that somebody is here. `null` where somebody else was first. */
const listen = (path: string) =>
  new Promise<Server | null>((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once("error", (error) => (codeOf(error) === "EADDRINUSE" ? resolve(null) : reject(error)))
    server.listen(path, () => resolve(server.unref()))
  })

const close = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()))

/** Nobody listens any more where a process was killed: the system closed its socket, and left the name. */
const isAlive = (path: string) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection(path)
    socket.once("connect", () => resolve(true))
    socket.once("error", (error) => resolve(!["ECONNREFUSED", "ENOENT"].includes(codeOf(error) ?? "")))
    socket.once("close", () => socket.destroy())
  })

/** What the sockets of those who hold a folder begin with. Short, as they must be, and out of the database's way. */
const nameOf = async (directory: string) => {
  await mkdir(directory, { recursive: true })
  const name = createHash("sha256").update(`${userInfo().uid} ${await realpath(directory)}`)
  return `mon-compte-${name.digest("hex").slice(0, 24)}.`
}

/**
 * Each who comes takes the number after the last one, which only one can, and then looks whether anybody is at another.
 * A number is never taken over: between finding it dead and taking it, somebody else could have.
 */
const take = async (name: string): Promise<Server | null> => {
  const pathOf = (number: number) => join(tmpdir(), `${name}${number}`)
  const others = async (mine: number | null) => {
    const found = (await readdir(tmpdir())).filter((file) => file.startsWith(name))
    const numbers = found.map((file) => Number(file.slice(name.length))).filter((number) => number !== mine)
    const alive = await Promise.all(numbers.map((number) => isAlive(pathOf(number))))
    return { numbers, isAnyAlive: alive.includes(true) }
  }
  const before = await others(null)
  if (before.isAnyAlive) return null
  const mine = Math.max(0, ...before.numbers) + 1
  const server = await listen(pathOf(mine))
  if (server === null) return null
  if ((await others(mine)).isAnyAlive) {
    await close(server)
    return null
  }
  for (const number of before.numbers) await rm(pathOf(number), { force: true })
  return server
}

/** Where there are no such sockets, as on Windows, nobody is kept out: a database is not refused for want of a lock. */
const takeWherePossible = async (directory: string) => {
  const name = await nameOf(directory)
  try {
    return await take(name)
  } catch {
    return createServer()
  }
}

/**
 * Holds the folder of an embedded database, made where there is none, for as long as the scope lasts.
 *
 * PGlite keeps nobody out, and of two who have the same folder open each writes over what the other has
 * acknowledged. The hold is a socket, which the system lets go whatever way the process ends.
 */
export const holdFolder = (directory: string): Effect.Effect<void, SqlFailure, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.tryPromise({ try: () => takeWherePossible(directory), catch: failureOf }).pipe(
      Effect.flatMap((server) =>
        server === null
          ? Effect.andThen(
              Effect.logWarning("The folder of the embedded database is open already. It is for one at a time."),
              Effect.fail(new SqlFailure({ sqlState: null, system: "EBUSY" })),
            )
          : Effect.succeed(server),
      ),
    ),
    (server) => Effect.promise(() => close(server)),
  ).pipe(Effect.asVoid)
