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

/** The machine and the versions of a run. Figures are comparable only within the same environment. */
export const environment = (): string =>
  `Node ${process.versions.node}, ${cpus()[0]?.model ?? process.arch}, ${cpus().length} cores; ${versions()}.`

/** Replaces a marked section of docs/benchmarks.md. */
export const writeSection = (section: string, markdown: string): void => {
  const page = readFileSync(PAGE, "utf8")
  const [begin, end] = [`<!-- ${section}:begin -->`, `<!-- ${section}:end -->`]
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`docs/benchmarks.md has no markers for the section ${section}.`)
  writeFileSync(PAGE, `${page.slice(0, from)}${begin}\n\n${markdown.trim()}\n\n${page.slice(to)}`)
}
