import { createHash } from "node:crypto"
import { mkdir, readdir, realpath, rm } from "node:fs/promises"
import { createConnection, createServer, type Server } from "node:net"
import { tmpdir, userInfo } from "node:os"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { failureOf, SqlFailure } from "./sql-failure.ts"

const codeOf = (error: unknown) => failureOf(error).system

/** Listens on a Unix socket, to show other processes that the lock is held. `null` if the path is in use. */
const listen = (path: string) =>
  new Promise<Server | null>((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once("error", (error) => (codeOf(error) === "EADDRINUSE" ? resolve(null) : reject(error)))
    server.listen(path, () => resolve(server.unref()))
  })

const close = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()))

/** Whether a process listens on the socket. After a kill the system closes the socket, and its file remains. */
const isAlive = (path: string) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection(path)
    socket.once("connect", () => resolve(true))
    socket.once("error", (error) => resolve(!["ECONNREFUSED", "ENOENT"].includes(codeOf(error) ?? "")))
    socket.once("close", () => socket.destroy())
  })

/** The prefix of the sockets for a folder: a hash, because the path of a Unix socket has at most some 100 bytes. */
const prefixOf = async (directory: string) => {
  await mkdir(directory, { recursive: true })
  const hash = createHash("sha256").update(`${userInfo().uid} ${await realpath(directory)}`)
  return `mon-compte-${hash.digest("hex").slice(0, 24)}.`
}

/**
 * Takes the lock, or returns `null` if another process or layer holds it.
 *
 * Each process listens on the number after the last, which only one process can do. Then it checks again whether a
 * process listens on another number. It never reuses the number of a dead process: between the check and the reuse,
 * another process could take it.
 */
const acquire = async (prefix: string): Promise<Server | null> => {
  const pathOf = (number: number) => join(tmpdir(), `${prefix}${number}`)
  const findOthers = async (own: number | null) => {
    const files = (await readdir(tmpdir())).filter((file) => file.startsWith(prefix))
    const numbers = files.map((file) => Number(file.slice(prefix.length))).filter((number) => number !== own)
    const alive = await Promise.all(numbers.map((number) => isAlive(pathOf(number))))
    return { numbers, isAnyAlive: alive.includes(true) }
  }
  const before = await findOthers(null)
  if (before.isAnyAlive) return null
  const own = Math.max(0, ...before.numbers) + 1
  const server = await listen(pathOf(own))
  if (server === null) return null
  if ((await findOthers(own)).isAnyAlive) {
    await close(server)
    return null
  }
  for (const number of before.numbers) await rm(pathOf(number), { force: true })
  return server
}

/** Without Unix sockets, as on Windows, there is no lock: the database opens without this protection. */
const acquireIfSupported = async (directory: string) => {
  const prefix = await prefixOf(directory)
  try {
    return await acquire(prefix)
  } catch {
    return createServer()
  }
}

/**
 * Locks the folder of an embedded database while the scope lasts. Creates the folder if it does not exist. Fails with
 * `EBUSY` if the folder is locked.
 *
 * PGlite has no lock of its own: two processes with the same folder open overwrite each other's acknowledged writes.
 * The lock is a socket, which the system closes however the process ends.
 */
export const lockFolder = (directory: string): Effect.Effect<void, SqlFailure, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.tryPromise({ try: () => acquireIfSupported(directory), catch: failureOf }).pipe(
      Effect.flatMap((server) =>
        server === null
          ? Effect.andThen(
              Effect.logWarning("The folder of the embedded database is already open. Only one layer can open it."),
              Effect.fail(new SqlFailure({ sqlState: null, system: "EBUSY" })),
            )
          : Effect.succeed(server),
      ),
    ),
    (server) => Effect.promise(() => close(server)),
  ).pipe(Effect.asVoid)
