import { describe, expect, it } from "vitest"
import { type BytesSource, scan } from "./scan.ts"

const utf8 = (text: string) => new TextEncoder().encode(text)

describe("scan reads", () => {
  const bytes = utf8("1850578006084\n269054958815780\n")
  const cut = [bytes.subarray(0, 3), bytes.subarray(3, 3), bytes.subarray(3, 23), bytes.subarray(23)]
  const expected = { lines: 2, valid: 2, blank: 0, refused: 0, defects: {} }

  it("a web stream in any pieces", async () => {
    const remaining = [...cut]
    expect(
      await scan(
        new ReadableStream({
          pull: (controller) => {
            const next = remaining.shift()
            if (next === undefined) controller.close()
            else controller.enqueue(next)
          },
        }),
      ),
    ).toEqual(expected)
  })

  it("a synchronous and an asynchronous iterable", async () => {
    expect(await scan([bytes])).toEqual(expected)
    expect(
      await scan(
        (async function* () {
          yield* cut
        })(),
      ),
    ).toEqual(expected)
  })

  it("a part of a buffer", async () => {
    const buffer = utf8("xxx1850578006084\n269054958815780\nyyy")
    expect(await scan(buffer.subarray(3, buffer.length - 3))).toEqual(expected)
  })

  it("a failing source, and rejects with the error of the source", async () => {
    const failing = new ReadableStream<Uint8Array>({
      pull: () => {
        throw new Error("The disk is gone.")
      },
    })
    await expect(scan(failing)).rejects.toThrow("The disk is gone.")
  })

  it("a web stream, and cancels it if onRefused throws", async () => {
    let isCancelled = false
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(utf8("x\n")),
      cancel: () => {
        isCancelled = true
      },
    })
    const onRefused = () => {
      throw new Error("Enough.")
    }
    await expect(scan(stream, { onRefused })).rejects.toThrow("Enough.")
    expect(isCancelled).toBe(true)
  })

  it.each([null, undefined, 1, "1850578006084", {}, ["1850578006084"], [null], new Uint16Array(13)])(
    "only bytes, and rejects with a TypeError without the value for %o",
    async (source) => {
      const scanned = scan(source as unknown as BytesSource)
      await expect(scanned).rejects.toThrow(new TypeError("A file is scanned as bytes."))
    },
  )
})
