/** `npm run bench:size`: compares the size of each entry in a browser with its budget and with other libraries. */
import { gzipSync } from "node:zlib"
import { budgets, peers } from "./budgets.ts"
import { writeSection } from "./page.ts"
import { installPeers } from "./peers.ts"

installPeers()
const { build } = await import("esbuild")

/** The size in kilobytes of a module and all its imports, minified and compressed. */
const sizeOf = async (contents: string, external: ReadonlyArray<string>): Promise<number> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    external: [...external],
    write: false,
    logLevel: "error",
  })
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length / 1000
}

const rows: Array<string> = []
const tooLarge: Array<string> = []
for (const { budget, entry, external, names } of budgets) {
  const source = names === "*" ? `export * from "${entry.file}"` : `export { ${names} } from "${entry.file}"`
  const size = await sizeOf(source, external)
  const label = names === "*" ? `\`${entry.name}\`` : `\`${names}\` of \`${entry.name}\``
  rows.push(`| ${label} | ${size.toFixed(2)} | ${budget.toFixed(2)} |`)
  if (size > budget) tooLarge.push(`${label}: ${size.toFixed(3)} kB, above its budget of ${budget.toFixed(2)} kB`)
}
for (const { contents, name } of peers) rows.push(`| ${name} | ${(await sizeOf(contents, [])).toFixed(2)} | |`)

const table = ["| | kB | budget, kB |", "|---|---|---|", ...rows].join("\n")
process.stdout.write(`${table}\n`)
writeSection("size", table)
for (const line of tooLarge) process.stdout.write(`too large: ${line}\n`)
process.exitCode = tooLarge.length > 0 ? 1 : 0
