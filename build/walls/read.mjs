// What one source file imports and which guarded names it uses, read from its syntax tree: a comment is not an import,
// and a type import is one.
import { parseSync } from 'vite'

/** @typedef {{ to: string, line: number }} Import `to` is what is written between the quotes */
/** @typedef {{ imports: Import[], names: { name: string, line: number }[], unclear: { what: string, line: number }[] }} Source */

/** @typedef {Record<string, unknown> & { type: string, start: number }} Node */

/** @param {unknown} value @returns {value is Node} */
const isNode = (value) =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** @param {unknown} node the text of a string literal, or of a template without holes */
const literal = (node) => {
  if (!isNode(node)) return undefined
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type === 'TSLiteralType') return literal(node.literal)
  return undefined
}

/** @param {unknown} node @param {string} name */
const isIdentifier = (node, name) => isNode(node) && node.type === 'Identifier' && node.name === name

/**
 * @param {string} path only for its ending: TypeScript or TSX
 * @param {string} text
 * @returns {Source}
 */
export const read = (path, text) => {
  const parsed = parseSync(path, text)
  const error = parsed.errors[0]
  if (error) throw new Error(`${path} cannot be read: ${error.message}`)
  /** @type {Source} */
  const source = { imports: [], names: [], unclear: [] }
  const lineOf = (/** @type {number} */ at) => text.slice(0, at).split('\n').length

  /** @param {Node} node @param {unknown} target @param {string} what */
  const imports = (node, target, what) => {
    const to = literal(target)
    if (to === undefined) source.unclear.push({ what, line: lineOf(node.start) })
    else source.imports.push({ to, line: lineOf(node.start) })
  }

  /** @param {Node} node */
  const visit = (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        imports(node, node.source, 'an import')
        break
      case 'ExportNamedDeclaration':
        if (node.source) imports(node, node.source, 'an export')
        break
      case 'ImportExpression':
        imports(node, node.source, 'import() of something that is not a plain string')
        break
      case 'TSImportType':
        imports(node, node.source ?? node.argument, 'a type import')
        break
      case 'TSExternalModuleReference':
        imports(node, node.expression, 'import = require()')
        break
      case 'CallExpression':
        if (isIdentifier(node.callee, 'require')) {
          imports(
            node,
            /** @type {unknown[]} */ (node.arguments)[0],
            'require() of something that is not a plain string',
          )
        }
        break
      case 'MemberExpression':
        if (
          isNode(node.object) &&
          node.object.type === 'MetaProperty' &&
          isIdentifier(node.property, 'glob')
        ) {
          source.unclear.push({ what: 'import.meta.glob', line: lineOf(node.start) })
        }
        break
      case 'Identifier':
        source.names.push({ name: String(node.name), line: lineOf(node.start) })
        break
      // `electron['ipcMain']` is the same door.
      case 'Literal':
        if (typeof node.value === 'string') source.names.push({ name: node.value, line: lineOf(node.start) })
        break
    }
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) value.filter(isNode).forEach(visit)
      else if (isNode(value)) visit(value)
    }
  }
  visit(/** @type {Node} */ (/** @type {unknown} */ (parsed.program)))
  return source
}
