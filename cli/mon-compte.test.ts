import { spawn } from "node:child_process"
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, describe, expect, it } from "vitest"
import { nirTexts } from "../src/messages/nir-defects.ts"

const PROGRAM = fileURLToPath(new URL("./mon-compte.ts", import.meta.url))
const folder = mkdtempSync(join(tmpdir(), "mon-compte-"))
afterAll(() => rmSync(folder, { recursive: true }))

const run = (args: string, input: string | Uint8Array = "") =>
  new Promise<{ status: number | null; out: string; errors: string }>((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, ...args.split(" ").filter((arg) => arg !== "")])
    let [out, errors] = ["", ""]
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text
    })
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text
    })
    child.stdin.on("error", () => undefined).end(input)
    child.on("close", (status) => resolve({ status, out, errors }))
  })

const FILE = "2 69 05 49 588 157 80\n2690549588157\r\n269054958815781\n\n718610018826448"
const file = join(folder, "numbers.txt")
writeFileSync(file, FILE)

describe("nir check", () => {
  const table =
    "lines            5\nvalid            2\nblank            1\nrefused          2\n  WaitingNumber  1\n  WrongKey       1\n"

  it("counts the lines of a file or of the standard input, without progress if there is no terminal", async () => {
    expect(await run(`nir check ${file}`)).toEqual({ status: 1, out: table, errors: "" })
    expect(await run("nir check -", FILE)).toEqual({ status: 1, out: table, errors: "" })
  })

  it("lists refused lines by line number, without their text", async () => {
    const result = await run(`nir check --list --lang fr ${file}`)
    expect(result.out).toMatch(/^ligne 3: WrongKey\nligne 5: WaitingNumber\nlignes {11}5\n/)
    expect(result.out).not.toMatch(/269054|718610/)
  })

  it("prints JSON, one object per line", async () => {
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

  it("exits with 0 for valid and blank lines, and for an empty file", async () => {
    expect((await run("nir check -", "2690549588157\n\n")).status).toBe(0)
    expect((await run("nir check -", "")).status).toBe(0)
  })

  it.each([
    [join(folder, "none.txt"), "file not found. Check the path"],
    [folder, "this is a folder. Give the path of a file"],
  ])("reports why it cannot read %s", async (path, reason) => {
    expect(await run(`nir check ${path}`)).toEqual({ status: 2, out: "", errors: `mon-compte: ${path}: ${reason}.\n` })
  })

  it.each(["check -", "parse", "key", "redact"])("reports a folder as the standard input of %s", async (command) => {
    const opened = openSync(folder, "r")
    const child = spawn(process.execPath, [PROGRAM, "nir", ...command.split(" ")], {
      stdio: [opened, "ignore", "pipe"],
    })
    let errors = ""
    child.stderr?.on("data", (text) => {
      errors += String(text)
    })
    const status = await new Promise((resolve) => child.on("close", resolve))
    closeSync(opened)
    expect([status, errors]).toEqual([2, "mon-compte: -: this is a folder. Give the path of a file.\n"])
  })

  it.each(["2690549588157", "269054958815781"])("masks the number %s given in place of a file", async (number) => {
    expect(await run(`nir check ${number}`)).toEqual({
      status: 2,
      out: "",
      errors: "mon-compte: • •• •• •• ••• 157: file not found. Check the path.\n",
    })
  })
})

describe("nir parse", () => {
  it("prints numbers masked, and the defects of the other lines in either language", async () => {
    expect(await run("nir parse", "2 69 05 49 588 157 80\r\n1 20 45 99 350 001\n2690549588157 81")).toEqual({
      status: 1,
      out: `• •• •• •• ••• 157\n• •• •• •• ••• 001 (MonthDisputed)\nWrongKey: ${nirTexts.WrongKey.en}\n`,
      errors: "",
    })
    expect((await run("nir parse --lang fr", "718610018826448")).out).toMatch(
      /^WaitingNumber: C’est un numéro d’attente/,
    )
  })

  it("prints numbers in clear only with --reveal, also in JSON", async () => {
    expect(await run("nir parse --reveal", "2 69 05 49 588 157 80")).toEqual({
      status: 0,
      out: "2690549588157\n",
      errors: "",
    })
    expect((await run("nir parse --json", "2690549588157")).out).toBe(
      '{"ok":true,"nir":"• •• •• •• ••• 157","warnings":[]}\n',
    )
  })
})

it("nir key prints a key per line, and reports the lines without a number", async () => {
  expect(await run("nir key", "2690549588157\nx\n1 85 05 78 006 084")).toEqual({
    status: 1,
    out: "80\n-\n91\n",
    errors: "line 2: UnexpectedCharacter, TooShort\n",
  })
})

it("nir redact masks numbers and copies every other character", async () => {
  expect(await run("nir redact", "é NIR 2 69 05 49 588 157 80.\r\n\n\tfin")).toEqual({
    status: 0,
    out: "é NIR • •• •• •• ••• 157.\r\n\n\tfin",
    errors: "",
  })
})

it("nir redact exits with 2, and not with the 1 of a crash, for a line that is too long", async () => {
  const long = Buffer.alloc(2 ** 26 + 1, "x")
  expect(await run("nir redact", long)).toEqual({
    status: 2,
    out: "",
    errors: "mon-compte: -: a line is longer than 64 million characters. Check that this is a text file.\n",
  })
}, 20_000)

it.runIf(existsSync("/dev/full"))("the program reports that it cannot write to a full disk", async () => {
  const full = openSync("/dev/full", "w")
  const child = spawn(process.execPath, [PROGRAM, "--help"], { stdio: ["ignore", full, "pipe"] })
  let errors = ""
  child.stderr?.on("data", (text) => {
    errors += String(text)
  })
  const status = await new Promise((resolve) => child.on("close", resolve))
  closeSync(full)
  expect([status, errors]).toEqual([
    2,
    "mon-compte: cannot write the output. Check the disk or the program that reads it (ENOSPC).\n",
  ])
})

describe("a file written by Windows", () => {
  const NUMBER = "2 69 05 49 588 157 80\r\n"
  const utf16 = Buffer.from(NUMBER, "utf16le")

  it.each([
    ["in UTF-16 with a byte order mark", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ["in UTF-16 without a byte order mark", utf16],
    ["in big-endian UTF-16 with a byte order mark", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]).swap16()],
    ["in big-endian UTF-16 without a byte order mark", Buffer.from(utf16).swap16()],
  ])("%s is refused, because its numbers would not be masked", async (_, input) => {
    for (const command of ["redact", "parse", "key", "check -"]) {
      expect(await run(`nir ${command}`, input)).toEqual({
        status: 2,
        out: "",
        errors: "mon-compte: -: this file is UTF-16. Save it as UTF-8 first.\n",
      })
    }
  })

  it("in UTF-8 with a byte order mark is read, and so is a file of one byte", async () => {
    expect((await run("nir parse", `\ufeff${NUMBER}`)).out).toBe("• •• •• •• ••• 157\n")
    expect(await run("nir redact", "\0")).toEqual({ status: 0, out: "\0", errors: "" })
  })
})

describe("wrong usage", () => {
  it.each([
    ["nir parse 2690549588157", "unexpected argument. Send numbers to the standard input, never as arguments."],
    ["nir check", "expected one file. Give its path, or - for the standard input."],
    ["nir check a b", "expected one file. Give its path, or - for the standard input."],
    ["nir chek a", "unknown command. Run mon-compte --help to see all commands."],
    ["nir toString", "unknown command. Run mon-compte --help to see all commands."],
    ["2690549588157", "unknown command. Run mon-compte --help to see all commands."],
    ["--2690549588157", "unknown option for this command. Run mon-compte --help to see all options."],
    ["nir redact --reveal", "unknown option for this command. Run mon-compte --help to see all options."],
    ["nir parse --lang de", "unknown language. Use --lang en or --lang fr."],
    ["nir chek --lang fr", "commande inconnue. Voir mon-compte --help --lang fr."],
  ])("exits with 2 and reports the error without the arguments: %s", async (args, sentence) => {
    expect(await run(args)).toEqual({ status: 2, out: "", errors: `mon-compte: ${sentence}\n` })
  })

  it("prints the help and exits with 2 without arguments", async () => {
    const [bare, help, french] = await Promise.all([run(""), run("--help"), run("-h --lang fr")])
    expect([bare.status, help.status, french.status]).toEqual([2, 0, 0])
    expect(bare.out).toBe(help.out)
    expect(french.out).toMatch(/^Numéros de sécurité sociale/)
  })
})

describe("when the reader closes the pipe", () => {
  const runAndClose = async (command: string, line: string) => {
    const child = spawn(process.execPath, [PROGRAM, ...command.split(" ")])
    let errors = ""
    child.stderr.on("data", (text) => {
      errors += String(text)
    })
    child.stdin.on("error", () => undefined)
    child.stdout.once("data", () => child.stdout.destroy())
    child.stdin.end(`${line}\n`.repeat(200_000))
    const status = await new Promise((resolve) => child.on("close", resolve))
    return [status, errors]
  }

  it("prints no error", async () => {
    expect(await runAndClose("nir parse", "2690549588157")).toEqual([0, ""])
    expect(await runAndClose("nir redact", "269054958815781")).toEqual([0, ""])
  })

  it.each(["nir check --list -", "nir parse"])("%s exits with 1 if it refused a line", async (command) => {
    expect(await runAndClose(command, "269054958815781")).toEqual([1, ""])
  })
})
