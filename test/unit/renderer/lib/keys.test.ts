import { describe, expect, it } from 'vitest'
import { keyCaps, matches, worksWhileTyping } from '../../../../renderer/lib/keys.ts'

const press = (key: string, ...held: ('ctrl' | 'meta' | 'alt' | 'shift')[]) => ({
  key,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
})

describe('matches', () => {
  it.each([
    ['Mod+K', press('k', 'ctrl'), true],
    ['Mod+K', press('K', 'ctrl', 'shift'), false],
    ['Mod+Shift+N', press('N', 'ctrl', 'shift'), true],
    ['J', press('j'), true],
    ['J', press('j', 'ctrl'), false],
    ['J', press('J', 'shift'), false],
    ['?', press('?', 'shift'), true],
    ['?', press('?'), true],
    ['/', press('/'), true],
    ['Mod+,', press(',', 'ctrl'), true],
    ['F6', press('F6'), true],
    ['F6', press('F6', 'shift'), false],
    ['Shift+F6', press('F6', 'shift'), true],
    ['Mod+K', press('k', 'meta'), false],
    ['Mod+Enter', press('Enter', 'ctrl'), true],
    ['Space', press(' '), true],
    ['Mod+Plus', press('+', 'ctrl', 'shift'), true],
  ])('%s', (stroke, pressed, expected) => {
    expect(matches(stroke, pressed, false)).toBe(expected)
  })

  it('takes the command key on a Mac', () => {
    expect(matches('Mod+K', press('k', 'meta'), true)).toBe(true)
    expect(matches('Mod+K', press('k', 'ctrl'), true)).toBe(false)
  })
})

describe('worksWhileTyping', () => {
  it('lets through what types nothing', () => {
    expect(['Mod+K', 'F6', 'Shift+F6', 'Alt+I'].every(worksWhileTyping)).toBe(true)
    expect(['J', '?', '/', 'G D', 'Delete'].some(worksWhileTyping)).toBe(false)
  })
})

describe('keyCaps', () => {
  const names = {
    ctrl: 'Ctrl',
    shift: 'Shift',
    alt: 'Alt',
    escape: 'Esc',
    space: 'Spatie',
    delete: 'Del',
    home: 'Home',
    end: 'End',
  }
  it('prints keys in the language of the window', () => {
    expect(keyCaps('Mod+Shift+N', names, false)).toEqual(['Ctrl', 'Shift', 'N'])
    expect(keyCaps('Mod+Enter', names, true)).toEqual(['⌘', '↵'])
    expect(keyCaps('G D', names, false)).toEqual(['G', 'D'])
    expect(keyCaps('Space', names, false)).toEqual(['Spatie'])
  })
})
