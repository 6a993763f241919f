/** Which of the two panels about the way to the hub is open. Outside React, because commands and buttons open them. */
import { createStore } from '../../lib/store.ts'

export const panel = createStore<'none' | 'tray' | 'question'>('none')

export const openTray = (): void => panel.set('tray')
export const toggleTray = (): void => panel.set((now) => (now === 'tray' ? 'none' : 'tray'))
export const openQuestion = (): void => panel.set('question')
export const closePanel = (): void => panel.set('none')
