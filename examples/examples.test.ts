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

/** The exit status and output of an example. Its input is closed, and its time zone and locale differ from ours. */
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
 * Examples import the package by its public names, which lead to the build. The build deletes no file first, so that an
 * example that another process runs at the same time finds its imports.
 */
beforeAll(async () => {
  await promisify(exec)("npm run --silent build:js -- --no-clean", { cwd: root })
})

describe.each(["nir", "password", "forms", "promise", "migration", "space", "household", "postgres"])(
  "the example %s",
  (name) => {
    it("prints the text in examples/output and ends without an error", async () => {
      const { status, stderr, stdout } = await example(name)
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
      await expect(stdout).toMatchFileSnapshot(`output/${name}.txt`)
    }, 60_000)
  },
)

describe("an example whose reader closes the pipe", () => {
  it.each(["promise", "migration", "household"])(
    "ends without an error: %s",
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
    "removes its folder after the signal, or after the reader closes the pipe (null): %s",
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
      // The socket file of a killed process remains. The next process takes it over.
      const left = await readdir(folder, { withFileTypes: true })
      expect(left.filter((entry) => !entry.isSocket())).toEqual([])
      await rm(folder, { recursive: true })
    },
    60_000,
  )

  it("prints a short error if the server does not answer", async () => {
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
  it("prints that it needs a terminal if there is none", async () => {
    const { status, stderr, stdout } = await example("demo")
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" })
    expect(stderr).toContain("lancez « npm run demo » dans un terminal")
  })

  it("prints that it needs a terminal in English if English is requested", async () => {
    const { status, stderr } = await example("demo", "--lang", "en")
    expect(status).toBe(1)
    expect(stderr).toContain("run “npm run demo” in a terminal")
  })

  it("lists its languages if another language is requested", async () => {
    const { status, stderr } = await example("demo", "--lang", "de")
    expect({ status, stderr }).toEqual({ status: 2, stderr: "--lang: fr, en\n" })
  })
})
