import { readFileSync, writeFileSync } from "node:fs"
import { cpus } from "node:os"
import { fileURLToPath } from "node:url"

const PAGE = fileURLToPath(new URL("../docs/benchmarks.md", import.meta.url))

const versions = (): string => {
  const own = readFileSync(new URL("package.json", import.meta.url), "utf8")
  const { dependencies }: { readonly dependencies: { readonly [name: string]: string } } = JSON.parse(own)
  return Object.entries(dependencies)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ")
}

/** The machine and the versions a figure is worth something with. */
export const circumstances = (): string =>
  `Node ${process.versions.node}, ${cpus()[0]?.model ?? process.arch}, ${cpus().length} cores; ${versions()}.`

/** Puts a part of the page in the place that is marked for it. */
export const writePart = (part: string, markdown: string): void => {
  const page = readFileSync(PAGE, "utf8")
  const [begin, end] = [`<!-- ${part}:begin -->`, `<!-- ${part}:end -->`]
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`docs/benchmarks.md has no place marked for ${part}.`)
  writeFileSync(PAGE, `${page.slice(0, from)}${begin}\n\n${markdown.trim()}\n\n${page.slice(to)}`)
}
