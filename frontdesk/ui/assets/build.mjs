// Compiles styles and script, copies the typeface. The same input gives the same bytes: versions are locked, no source
// maps, no times, no paths. Where to: the first argument (the static folder), by default ../static/frontdesk.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { gzipSync } from 'fflate'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const out = resolve(process.argv[2] || join(here, '../static/frontdesk'))
const modules = join(here, 'node_modules')
const banner = (name) => `/* Frontdesk ${name}. Contains GOV.UK Frontend and MOJ Frontend (MIT, Crown Copyright). */\n`

rmSync(out, { recursive: true, force: true })
mkdirSync(join(out, 'fonts'), { recursive: true })

for (const name of ['public', 'staff']) {
  const compiled = sass.compile(join(here, 'scss', `${name}.scss`), {
    loadPaths: [here, modules],
    style: 'compressed',
    quietDeps: true,
    charset: false,
  })
  writeFileSync(join(out, `${name}.css`), banner(`${name} styles`) + compiled.css + '\n')
  for (const [, image] of compiled.css.matchAll(/url\("?images\/([^")]+)"?\)/g)) {
    cpSync(join(modules, '@ministryofjustice/frontend/moj/assets/images', image), join(out, 'images', image))
  }
}

await build({
  entryPoints: [join(here, 'js/frontdesk.js'), join(here, 'js/live-worker.js')],
  outdir: out,
  absWorkingDir: here,
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2020'],
  legalComments: 'none',
  banner: { js: banner('script').trim() },
  logLevel: 'warning',
})

const typeface = join(modules, '@fontsource/atkinson-hyperlegible-next')
for (const weight of ['400', '700']) {
  const font = readFileSync(join(typeface, `files/atkinson-hyperlegible-next-latin-${weight}-normal.woff2`))
  writeFileSync(join(out, `fonts/atkinson-hyperlegible-next-latin-${weight}.woff2`), font)
}
cpSync(join(typeface, 'LICENSE'), join(out, 'fonts/LICENSE.txt'))
cpSync(join(here, 'img'), out, { recursive: true })

// Compressed copies, which WhiteNoise serves. By fflate, whose bytes do not depend on the version of Node.
for (const name of readdirSync(out)) {
  if (!/\.(css|js)$/.test(name)) continue
  writeFileSync(join(out, `${name}.gz`), gzipSync(readFileSync(join(out, name)), { level: 9, mtime: 0, mem: 12 }))
}
