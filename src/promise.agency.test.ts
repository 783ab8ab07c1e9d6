import { expect, it } from "vitest"
import { memoryIssuer, memoryKeys, memoryStorage } from "../adapters/memory/index.ts"
import { createAgency, isRefusal, messageOf } from "./promise.ts"

it("the promise client of agents opens and changes files, and answers refusals with a message", async () => {
  const agency = await createAgency({
    storage: memoryStorage().layer,
    keys: memoryKeys().layer,
    issuer: memoryIssuer().layer,
  })
  try {
    const by = { agent: "agent-7", file: "file-1" }
    const opened = await agency.openFile({ ...by, holder: "2 69 05 49 588 157 80" })
    expect(opened).toMatchObject({ _tag: "FileView", household: { _tag: "Open", couple: null } })
    expect(await agency.addChild({ ...by, birth: "2020-02-29" })).toMatchObject({ household: { children: [{}] } })
    expect(await agency.getFile({ file: "file-1" })).toMatchObject({ _tag: "FileView", person: null })
    const refused = await agency.openFile({ ...by, file: "file-2", holder: "2 69 05 49 588 157 80" })
    if (!isRefusal(refused)) throw new Error("An adult is in one open file.")
    expect(messageOf(refused)).toContain("un autre dossier")
    expect(JSON.parse(JSON.stringify(refused))).toMatchObject({ _tag: "InAnotherFile", kind: "Adult" })
    const untyped = agency as unknown as Record<string, (input?: unknown) => Promise<object>>
    expect(await untyped["closeAccount"]?.(null)).toMatchObject({ _tag: "IdentifierRefused" })
  } finally {
    await agency.close()
  }
})
