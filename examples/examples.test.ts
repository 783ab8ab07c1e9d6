import { exec, execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { beforeAll, describe, expect, it } from "vitest"

const root = fileURLToPath(new URL("..", import.meta.url))

/** How an example ended, and all it wrote. Its input is closed; clock and locale are somebody else's. */
const example = (name: string, ...args: ReadonlyArray<string>) =>
  new Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const env = { ...process.env, TZ: "America/Cayenne", LANG: "C", DATABASE_URL: undefined }
    const child = execFile(
      process.execPath,
      [`examples/${name}.ts`, ...args],
      { cwd: root, env, timeout: 60_000 },
      (error, stdout, stderr) => resolve({ status: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
    )
    child.stdin?.end()
  })

/**
 * Examples import the package by its public names, which lead to what is built. Nothing is taken away before, so that
 * whoever runs an example meanwhile finds what it needs.
 */
beforeAll(async () => {
  await promisify(exec)("npm run --silent build:js -- --no-clean", { cwd: root })
})

describe.each(["nir", "password", "promise", "migration", "space", "household", "postgres"])(
  "the example %s",
  (name) => {
    it("prints what is kept in examples/output, complains of nothing, and ends by itself", async () => {
      const { status, stderr, stdout } = await example(name)
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
      await expect(stdout).toMatchFileSnapshot(`output/${name}.txt`)
    }, 60_000)
  },
)

describe("an example that is not read to its end", () => {
  it.each(["promise", "migration", "household"])(
    "is %s: it ends, and complains of nothing",
    async (name) => {
      const child = spawn(process.execPath, [`examples/${name}.ts`], { cwd: root, stdio: ["ignore", "pipe", "pipe"] })
      child.stdout.once("data", () => child.stdout.destroy())
      const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, "exit")])
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
    },
    60_000,
  )
})

describe("the example postgres", () => {
  it.each(["SIGINT", "SIGTERM", null] as const)(
    "leaves no folder behind, whether a signal ends it or its reader: %s",
    async (signal) => {
      const folder = await mkdtemp(join(tmpdir(), "mon-compte-example-test-"))
      const env = { ...process.env, TMPDIR: folder, DATABASE_URL: undefined }
      const child = spawn(process.execPath, ["examples/postgres.ts"], {
        cwd: root,
        env,
        stdio: ["ignore", "pipe", "pipe"],
      })
      child.stdout.once("data", () =>
        signal === null ? child.stdout.destroy() : setTimeout(() => child.kill(signal), 1_500),
      )
      const stderr = text(child.stderr)
      await once(child, "exit")
      expect(await stderr).toBe("")
      // The socket of a process that was killed stays, empty, and is taken over by the next one.
      const left = await readdir(folder, { withFileTypes: true })
      expect(left.filter((entry) => !entry.isSocket())).toEqual([])
      await rm(folder, { recursive: true })
    },
    60_000,
  )

  it("says in a few words that a server does not answer", async () => {
    const env = { ...process.env, DATABASE_URL: "postgres://127.0.0.1:1/portal" }
    const child = spawn(process.execPath, ["examples/postgres.ts"], {
      cwd: root,
      env,
      stdio: ["ignore", "ignore", "pipe"],
    })
    const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, "exit")])
    expect(status).toBe(1)
    expect(stderr).toBe("The storage cannot answer.\nUn processus du service s’est arrêté de lui-même.\n")
  }, 60_000)
})

describe("the demonstration", () => {
  it("says that it is played in a terminal where there is none", async () => {
    const { status, stderr, stdout } = await example("demo")
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" })
    expect(stderr).toContain("lancez « npm run demo » dans un terminal")
  })

  it("says so in English where English is asked for", async () => {
    const { status, stderr } = await example("demo", "--lang", "en")
    expect(status).toBe(1)
    expect(stderr).toContain("run “npm run demo” in a terminal")
  })

  it("says which languages it speaks where another is asked for", async () => {
    const { status, stderr } = await example("demo", "--lang", "de")
    expect({ status, stderr }).toEqual({ status: 2, stderr: "--lang: fr, en\n" })
  })
})
