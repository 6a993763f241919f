/** Documents of word processors, as small as they can be and still are ones. */
import { type ZipEntry, zip } from './zip.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const P = 'http://schemas.openxmlformats.org/package/2006/relationships'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

const style = (id: string, name: string): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`

const STYLES = `${XML}<w:styles xmlns:w="${W}">${style('Title', 'Title')}${style('Heading1', 'heading 1')}${style('Quote', 'Quote')}</w:styles>`

const NUMBERING = `${XML}<w:numbering xmlns:w="${W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`

const CONTENT_TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`

/** A run of text, with its properties as XML. */
export const run = (text: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`

/** A paragraph of runs; `styleId` is Title, Heading1 or Quote, `list` a numbering. */
export const paragraph = (runs: string, { styleId = '', list = 0 } = {}): string => {
  const properties = [
    styleId === '' ? '' : `<w:pStyle w:val="${styleId}"/>`,
    list === 0 ? '' : `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr>`,
  ].join('')
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`
}

/** The main part round a body. */
export const documentXml = (body: string): string =>
  `${XML}<w:document xmlns:w="${W}" xmlns:r="${R}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>${body}</w:body></w:document>`

/** A relationship of the main part; outside the archive where `external`. */
export const relationship = (id: string, type: string, target: string, external = false): string =>
  `<Relationship Id="${id}" Type="${R}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`

/** A DOCX. `parts` come beside what every one has, or in its place. */
export const docx = (
  main: string,
  { relations = '', parts = [] }: { relations?: string; parts?: readonly ZipEntry[] } = {},
): Buffer => {
  const usual: ZipEntry[] = [
    { name: '[Content_Types].xml', data: CONTENT_TYPES },
    {
      name: '_rels/.rels',
      data: `${XML}<Relationships xmlns="${P}">${relationship('rId1', 'officeDocument', 'word/document.xml')}</Relationships>`,
    },
    { name: 'word/document.xml', data: main },
    {
      name: 'word/_rels/document.xml.rels',
      data: `${XML}<Relationships xmlns="${P}">${relationship('rIdS', 'styles', 'styles.xml')}${relationship('rIdN', 'numbering', 'numbering.xml')}${relations}</Relationships>`,
    },
    { name: 'word/styles.xml', data: STYLES },
    { name: 'word/numbering.xml', data: NUMBERING },
  ]
  const named = new Set(parts.map(({ name }) => name))
  return zip([...usual.filter(({ name }) => !named.has(name)), ...parts])
}

/** A part of notes or comments. */
export const notesXml = (element: 'footnotes' | 'comments', inside: string): string =>
  `${XML}<w:${element} xmlns:w="${W}">${inside}</w:${element}>`

/** An ODT round the content of `office:text`. */
export const odt = (text: string, styles = ''): Buffer =>
  zip([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', method: 0 },
    {
      name: 'content.xml',
      data: `${XML}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${text}</office:text></office:body></office:document-content>`,
    },
  ])
