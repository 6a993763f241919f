// The window's first script is small, so that its picture does not wait for the app. The page names what that script
// fetches next, so that Chromium reads and compiles it meanwhile and not only when the script has run.

/**
 * @param {Record<string, unknown>} bundle
 * @param {string} name
 */
const chunkOf = (bundle, name) => {
  const chunk = /** @type {import('vite').Rolldown.OutputChunk | undefined} */ (bundle[name])
  return chunk?.type === 'chunk' ? chunk : undefined
}

/**
 * The files of a chunk and of all that it cannot do without.
 * @param {Record<string, unknown>} bundle
 * @param {string} name
 * @param {Set<string>} scripts
 * @param {Set<string>} styles
 */
const gather = (bundle, name, scripts, styles) => {
  const chunk = chunkOf(bundle, name)
  if (!chunk || scripts.has(name)) return
  scripts.add(name)
  for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style)
  for (const needed of chunk.imports) gather(bundle, needed, scripts, styles)
}

/**
 * A Vite plugin for the built page, which is the only one: `npm run dev` builds it as well.
 * @returns {import('vite').Plugin}
 */
export const preloadApp = () => ({
  name: 'kopij:preload-app',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_page, { bundle, chunk }) {
      if (!bundle || !chunk) throw new Error('the page is built without its bundle')
      /** @type {Set<string>} */
      const scripts = new Set()
      /** @type {Set<string>} */
      const styles = new Set()
      gather(bundle, chunk.fileName, scripts, styles)
      const own = new Set([...scripts, ...styles])
      for (const name of chunk.dynamicImports) gather(bundle, name, scripts, styles)
      const next = (/** @type {Set<string>} */ files) => [...files].filter((file) => !own.has(file))
      const link = (/** @type {Record<string, string>} */ attrs) => ({
        tag: 'link',
        attrs: { ...attrs, crossorigin: '' },
        injectTo: /** @type {const} */ ('head'),
      })
      return [
        ...next(scripts).map((file) => link({ rel: 'modulepreload', href: `./${file}` })),
        ...next(styles).map((file) => link({ rel: 'preload', as: 'style', href: `./${file}` })),
      ]
    },
  },
})
