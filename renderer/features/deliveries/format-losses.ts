import type { OutFormatName } from '../../../shared/domain/target.ts'
import { type Loss, lossesOf, type WrittenFormat } from '../../../shared/formats/losses.ts'

/** The name under which the losses of a format are known. A test holds it to the writers, which are too much to read here. */
const WRITTEN: Readonly<Record<OutFormatName, WrittenFormat>> = {
  'ninjs-3.1': 'ninjs-3',
  'ninjs-2.2': 'ninjs-2',
  'ninjs-superdesk': 'ninjs-superdesk',
  'newsml-g2-nitf': 'newsml-g2',
  'newsml-g2-xhtml': 'newsml-g2',
  nitf: 'nitf',
  html: 'html',
  markdown: 'markdown',
  'wire-text': 'wire-text',
  'iptc-7901': 'iptc-7901',
  'anpa-1312': 'anpa-1312',
}

/** What an item loses on its way out in a format. */
export const lossesOfFormat = (format: OutFormatName): readonly Loss[] => lossesOf(WRITTEN[format])
