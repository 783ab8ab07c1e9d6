/** `npm run bench:size`: what each entry weighs in a browser, against its budget and against others. */
import { gzipSync } from "node:zlib"
import { budgets, peers } from "./budgets.ts"
import { writePart } from "./page.ts"
import { installPeers } from "./peers.ts"

installPeers()
const { build } = await import("esbuild")

/** Kilobytes of what these lines pull in, minified and compressed. */
const weigh = async (contents: string, external: ReadonlyArray<string>): Promise<number> => {
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
const outgrown: Array<string> = []
for (const { budget, entry, external, names } of budgets) {
  const what = names === "*" ? `export * from "${entry.file}"` : `export { ${names} } from "${entry.file}"`
  const weight = await weigh(what, external)
  const label = names === "*" ? `\`${entry.name}\`` : `\`${names}\` of \`${entry.name}\``
  rows.push(`| ${label} | ${weight.toFixed(2)} | ${budget.toFixed(2)} |`)
  if (weight > budget) outgrown.push(`${label}: ${weight.toFixed(2)} kB, and its budget is ${budget.toFixed(2)} kB`)
}
for (const { contents, name } of peers) rows.push(`| ${name} | ${(await weigh(contents, [])).toFixed(2)} | |`)

const table = ["| | kB | budget, kB |", "|---|---|---|", ...rows].join("\n")
process.stdout.write(`${table}\n`)
writePart("size", table)
for (const line of outgrown) process.stdout.write(`outgrown: ${line}\n`)
process.exitCode = outgrown.length > 0 ? 1 : 0
