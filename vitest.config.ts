import { globSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"
import tsconfig from "./tsconfig.json" with { type: "json" }

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Tests and samples in the docs import the package by its public names, and get its sources. */
const publicNames = Object.entries(tsconfig.compilerOptions.paths).map(([name, [path]]) => ({
  find: new RegExp(`^${name}$`, "u"),
  replacement: here(path as string),
}))

const all = "{src,adapters,test,cli,docs,examples}/**/*.test.ts"
/** Those that put something in the place of a module, or say what it finds, before they load it. */
const alone = globSync(all).filter((file) => /\bvi\.mock\(|process\.env\[.*\] = /.test(readFileSync(file, "utf8")))

export default defineConfig({
  resolve: { alias: publicNames },
  test: {
    // Files share a process, one after another: loading everything again for each took a third of the time.
    projects: [
      { extends: true, test: { name: "shared", include: [all], exclude: alone, isolate: false } },
      { extends: true, test: { name: "alone", include: alone } },
    ],
    reporters: ["default", ["json", { outputFile: "node_modules/.cache/mon-compte/tests.json" }]],
    maxWorkers: "100%",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts", "adapters/**/*.ts", "cli/**/*.ts"],
      exclude: ["**/*.test.ts", "**/*.arbitrary.ts"],
    },
  },
})
