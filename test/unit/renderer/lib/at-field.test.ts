import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askedField, fieldTaken, openAtField, placeOfField } from '../../../../renderer/lib/at-field.ts'
import { go, here } from '../../../../renderer/lib/navigation.tsx'
import { DoorField } from '../../../../shared/domain/door-profile.ts'

const ITEM = 'f6f0c0de-0000-4000-8000-000000000001'

let narrow = false
beforeEach(() => {
  narrow = false
  vi.stubGlobal('matchMedia', () => ({ matches: narrow }))
  // Keys are held until the caret is where it was asked for; nobody types here.
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
  go({ view: 'deliveries', item: null, inspector: false })
})
afterEach(() => {
  fieldTaken()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the way to a field', () => {
  it('ends in the text for what is written there, and in the details for the rest', () => {
    const places = Object.fromEntries(DoorField.options.map((field) => [field, placeOfField(field)]))
    expect(places).toEqual({
      ...{
        kicker: 'headline',
        headline: 'headline',
        dateline: 'dateline',
        credits: 'dateline',
        body: 'body',
      },
      ...{ byline: 'details', section: 'details', slug: 'details', urgency: 'details', language: 'details' },
    })
    expect(placeOfField(null)).toBe('body')
  })

  it.each(DoorField.options)('%s: opens the item and promises the focus to it', (field) => {
    vi.useFakeTimers()
    openAtField(ITEM, field)
    const place = placeOfField(field)
    expect(here()).toMatchObject({
      view: 'desk',
      item: ITEM,
      drawer: 'none',
      focus: place === 'details' ? 'none' : place,
    })
    expect(askedField.get()).toEqual(place === 'details' ? { item: ITEM, field } : null)
    if (place === 'details') expect(here().inspector).toBe(true)
  })

  it('opens the details over the item in a narrow window', () => {
    narrow = true
    openAtField(ITEM, 'slug')
    expect(here()).toMatchObject({ item: ITEM, drawer: 'inspector' })
  })
})
