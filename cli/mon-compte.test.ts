import { spawn } from "node:child_process"
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, describe, expect, it } from "vitest"

const PROGRAM = fileURLToPath(new URL("./mon-compte.ts", import.meta.url))
const folder = mkdtempSync(join(tmpdir(), "mon-compte-"))
afterAll(() => rmSync(folder, { recursive: true }))

const run = (args: string, input: string | Uint8Array = "") =>
  new Promise<{ status: number | null; out: string; told: string }>((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, ...args.split(" ").filter((arg) => arg !== "")])
    let [out, told] = ["", ""]
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text
    })
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      told += text
    })
    child.stdin.on("error", () => undefined).end(input)
    child.on("close", (status) => resolve({ status, out, told }))
  })

const FILE = "2 69 05 49 588 157 80\n2690549588157\r\n269054958815781\n\n718610018826448"
const file = join(folder, "numbers.txt")
writeFileSync(file, FILE)

describe("check", () => {
  const table =
    "lines            5\nvalid            2\nblank            1\nrefused          2\n  WaitingNumber  1\n  WrongKey       1\n"

  it("counts a file or the standard input, and shows no progress where nobody watches", async () => {
    expect(await run(`nir check ${file}`)).toEqual({ status: 1, out: table, told: "" })
    expect(await run("nir check -", FILE)).toEqual({ status: 1, out: table, told: "" })
  })

  it("lists refused lines by their numbers, and never what stands there", async () => {
    const listed = await run(`nir check --list --lang fr ${file}`)
    expect(listed.out).toMatch(/^ligne 3: WrongKey\nligne 5: WaitingNumber\nlignes {11}5\n/)
    expect(listed.out).not.toMatch(/269054|718610/)
  })

  it("answers in JSON, a line for each object", async () => {
    const { out } = await run(`nir check --json --list ${file}`)
    expect(
      out
        .trim()
        .split("\n")
        .map((line): unknown => JSON.parse(line)),
    ).toEqual([
      { line: 3, codes: ["WrongKey"] },
      { line: 5, codes: ["WaitingNumber"] },
      { lines: 5, valid: 2, blank: 1, refused: 2, defects: { WaitingNumber: 1, WrongKey: 1 } },
    ])
  })

  it("is content with valid and blank lines, and with nothing", async () => {
    expect((await run("nir check -", "2690549588157\n\n")).status).toBe(0)
    expect((await run("nir check -", "")).status).toBe(0)
  })

  it.each([
    [join(folder, "none.txt"), "no such file"],
    [folder, "this is a folder"],
  ])("says why it cannot read %s", async (path, why) => {
    expect(await run(`nir check ${path}`)).toEqual({ status: 2, out: "", told: `mon-compte: ${path}: ${why}.\n` })
  })

  it.each(["check -", "parse", "key", "redact"])(
    "says so when the standard input of %s is a folder",
    async (command) => {
      const opened = openSync(folder, "r")
      const child = spawn(process.execPath, [PROGRAM, "nir", ...command.split(" ")], {
        stdio: [opened, "ignore", "pipe"],
      })
      let told = ""
      child.stderr?.on("data", (text) => {
        told += String(text)
      })
      const status = await new Promise((resolve) => child.on("close", resolve))
      closeSync(opened)
      expect([status, told]).toEqual([2, "mon-compte: -: this is a folder.\n"])
    },
  )

  it.each(["2690549588157", "269054958815781"])("masks a number given in the place of a file: %s", async (number) => {
    expect(await run(`nir check ${number}`)).toEqual({
      status: 2,
      out: "",
      told: "mon-compte: • •• •• •• ••• 157: no such file.\n",
    })
  })
})

describe("parse", () => {
  it("masks numbers, and says what is wrong with the others in either language", async () => {
    expect(await run("nir parse", "2 69 05 49 588 157 80\r\n1 20 45 99 350 001\n2690549588157 81")).toEqual({
      status: 1,
      out:
        "• •• •• •• ••• 157\n• •• •• •• ••• 001 (MonthDisputed)\n" +
        "WrongKey: The key (last 2 digits) does not fit the number: a digit is wrong, or two were swapped.\n",
      told: "",
    })
    expect((await run("nir parse --lang fr", "718610018826448")).out).toMatch(
      /^WaitingNumber: C’est un numéro d’attente/,
    )
  })

  it("gives them in clear only when asked, in JSON too", async () => {
    expect(await run("nir parse --reveal", "2 69 05 49 588 157 80")).toEqual({
      status: 0,
      out: "2690549588157\n",
      told: "",
    })
    expect((await run("nir parse --json", "2690549588157")).out).toBe(
      '{"ok":true,"nir":"• •• •• •• ••• 157","warnings":[]}\n',
    )
  })
})

it("key gives a key a line, and tells of the lines that have none", async () => {
  expect(await run("nir key", "2690549588157\nx\n1 85 05 78 006 084")).toEqual({
    status: 1,
    out: "80\n-\n91\n",
    told: "line 2: UnexpectedCharacter, TooShort\n",
  })
})

it("redact masks numbers and leaves every other character alone", async () => {
  expect(await run("nir redact", "é NIR 2 69 05 49 588 157 80.\r\n\n\tfin")).toEqual({
    status: 0,
    out: "é NIR • •• •• •• ••• 157.\r\n\n\tfin",
    told: "",
  })
})

it("a line that is too long to be held is refused, and not a crash that looks like a refused number", async () => {
  const long = Buffer.alloc(2 ** 26 + 1, "x")
  expect(await run("nir redact", long)).toEqual({
    status: 2,
    out: "",
    told: "mon-compte: -: a line is longer than 64 million characters.\n",
  })
}, 20_000)

it.runIf(existsSync("/dev/full"))("says so when it cannot write", async () => {
  const full = openSync("/dev/full", "w")
  const child = spawn(process.execPath, [PROGRAM, "--help"], { stdio: ["ignore", full, "pipe"] })
  let told = ""
  child.stderr?.on("data", (text) => {
    told += String(text)
  })
  const status = await new Promise((resolve) => child.on("close", resolve))
  closeSync(full)
  expect([status, told]).toEqual([2, "mon-compte: the output cannot be written (ENOSPC).\n"])
})

describe("a file as Windows writes it", () => {
  const NUMBER = "2 69 05 49 588 157 80\r\n"
  const utf16 = Buffer.from(NUMBER, "utf16le")

  it.each([
    ["in UTF-16, with its mark", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ["in UTF-16, without a mark", utf16],
    ["in UTF-16, the other way round", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]).swap16()],
    ["in UTF-16, the other way round and without a mark", Buffer.from(utf16).swap16()],
  ])("%s is refused whole: read as UTF-8, its numbers would pass unmasked", async (_, input) => {
    for (const command of ["redact", "parse", "key", "check -"]) {
      expect(await run(`nir ${command}`, input)).toEqual({
        status: 2,
        out: "",
        told: "mon-compte: -: this is UTF-16. Save it in UTF-8 first.\n",
      })
    }
  })

  it("in UTF-8 with a mark is read, and so is one byte", async () => {
    expect((await run("nir parse", `\ufeff${NUMBER}`)).out).toBe("• •• •• •• ••• 157\n")
    expect(await run("nir redact", "\0")).toEqual({ status: 0, out: "\0", told: "" })
  })
})

describe("used wrongly", () => {
  it.each([
    ["nir parse 2690549588157", "numbers are read from the standard input, never from arguments."],
    ["nir check", "give one file, or - for the standard input."],
    ["nir check a b", "give one file, or - for the standard input."],
    ["nir chek a", "no such command. See mon-compte --help."],
    ["nir toString", "no such command. See mon-compte --help."],
    ["2690549588157", "no such command. See mon-compte --help."],
    ["--2690549588157", "no such option here. See mon-compte --help."],
    ["nir redact --reveal", "no such option here. See mon-compte --help."],
    ["nir parse --lang de", "--lang takes en or fr."],
    ["nir chek --lang fr", "commande inconnue. Voir mon-compte --help --lang fr."],
  ])("%s: told why, and no number comes back", async (args, told) => {
    expect(await run(args)).toEqual({ status: 2, out: "", told: `mon-compte: ${told}\n` })
  })

  it("without a word shows the help, and fails", async () => {
    const [bare, help, french] = await Promise.all([run(""), run("--help"), run("-h --lang fr")])
    expect([bare.status, help.status, french.status]).toEqual([2, 0, 0])
    expect(bare.out).toBe(help.out)
    expect(french.out).toMatch(/^Numéros de sécurité sociale/)
  })
})

describe("when whoever reads has enough", () => {
  const leave = async (command: string, line: string) => {
    const child = spawn(process.execPath, [PROGRAM, ...command.split(" ")])
    let told = ""
    child.stderr.on("data", (text) => {
      told += String(text)
    })
    child.stdin.on("error", () => undefined)
    child.stdout.once("data", () => child.stdout.destroy())
    child.stdin.end(`${line}\n`.repeat(200_000))
    const status = await new Promise((resolve) => child.on("close", resolve))
    return [status, told]
  }

  it("is quiet", async () => {
    expect(await leave("nir parse", "2690549588157")).toEqual([0, ""])
    expect(await leave("nir redact", "269054958815781")).toEqual([0, ""])
  })

  it.each(["nir check --list -", "nir parse"])(
    "%s still ends with 1 when it saw a line that is refused",
    async (command) => {
      expect(await leave(command, "269054958815781")).toEqual([1, ""])
    },
  )
})
