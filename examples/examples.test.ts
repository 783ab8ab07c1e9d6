import { exec, execFile } from "node:child_process"
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
