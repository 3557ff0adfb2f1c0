// Builds every component into one file, and beside it the licence texts of what went in. Use: node build.mjs [folder]
import { build } from "esbuild"
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const here = dirname(fileURLToPath(import.meta.url))
const out = process.argv[2] ?? join(here, "..", "components", "build")
const COMPONENTS = ["graph", "editor"]

// The package a bundled file belongs to, "" for a file of our own.
const owner = (path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1] ?? ""

// Name, version, licence and the licence text of one package; a package without a text stops the build.
function licence(name) {
  const folder = join(here, "node_modules", name)
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  const file = readdirSync(folder).sort().find((each) => /^licen[cs]e/i.test(each))
  if (!file) throw new Error(`${name}: no licence text in the package`)
  const text = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim()
  return `${name} ${about.version} (${about.license})\n\n${text}\n`
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
for (const name of COMPONENTS) {
  if (!existsSync(join(here, `${name}.js`))) throw new Error(`${name}.js is missing`)
  const made = await build({
    absWorkingDir: here,
    entryPoints: [`${name}.js`],
    outfile: join(out, `${name}.js`),
    bundle: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    minify: true,
    legalComments: "eof",
    metafile: true,
    logLevel: "warning",
  })
  const used = Object.values(made.metafile.outputs).flatMap((output) => Object.keys(output.inputs))
  const packages = [...new Set(used.map(owner).filter(Boolean))].sort()
  writeFileSync(join(out, `${name}.licences.txt`), packages.map(licence).join(`\n${"-".repeat(80)}\n\n`))
}
