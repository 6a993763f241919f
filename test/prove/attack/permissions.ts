/** Everything that a page may ask of the system (quality.md, S8): refused, but for writing plain text to the clipboard. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Outcome, type Probe, runProbes, type Target } from './target.ts'

/** Every name that Chromium or Electron knows for a permission. */
const NAMES = [
  'accelerometer',
  'accessibility-events',
  'ambient-light-sensor',
  'background-fetch',
  'background-sync',
  'bluetooth',
  'camera',
  'captured-surface-control',
  'clipboard-read',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hand-tracking',
  'hid',
  'idle-detection',
  'keyboard-lock',
  'local-fonts',
  'local-network-access',
  'magnetometer',
  'mediaKeySystem',
  'microphone',
  'midi',
  'nfc',
  'notifications',
  'openExternal',
  'payment-handler',
  'periodic-background-sync',
  'persistent-storage',
  'pointer-lock',
  'push',
  'serial',
  'speaker-selection',
  'storage-access',
  'system-wake-lock',
  'top-level-storage-access',
  'usb',
  'window-management',
  'web-printing',
  'smart-card',
  'unknown',
  'fileSystem',
  'deprecated-sync-clipboard-read',
  'screen-wake-lock',
  'media',
]

const ASKED: readonly Probe[] = [
  {
    name: 'where I am',
    act: () =>
      new Promise((done) =>
        navigator.geolocation.getCurrentPosition(
          () => done('through'),
          () => done(0),
          { timeout: 800 },
        ),
      ),
  },
  { name: 'camera', act: () => navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'through') },
  {
    name: 'microphone',
    act: () => navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'through'),
  },
  {
    name: 'screen',
    act: () => navigator.mediaDevices.getDisplayMedia({ video: true }).then(() => 'through'),
  },
  {
    name: 'notification',
    act: () => Notification.requestPermission().then((answer) => (answer === 'granted' ? 'through' : answer)),
  },
  { name: 'midi', act: () => navigator.requestMIDIAccess({ sysex: true }).then(() => 'through') },
  {
    name: 'usb',
    act: () =>
      Reflect.get(navigator, 'usb')
        .requestDevice({ filters: [] })
        .then(() => 'through'),
  },
  {
    name: 'serial',
    act: () =>
      Reflect.get(navigator, 'serial')
        .requestPort()
        .then(() => 'through'),
  },
  {
    name: 'hid',
    act: () =>
      Reflect.get(navigator, 'hid')
        .requestDevice({ filters: [] })
        .then((all: unknown[]) => (all.length > 0 ? 'through' : 0)),
  },
  {
    name: 'bluetooth',
    act: () =>
      Reflect.get(navigator, 'bluetooth')
        .requestDevice({ acceptAllDevices: true })
        .then(() => 'through'),
  },
  { name: 'reading the clipboard', act: () => navigator.clipboard.read().then(() => 'through') },
  { name: 'reading the clipboard as text', act: () => navigator.clipboard.readText().then(() => 'through') },
  {
    name: 'idleness',
    act: () =>
      Reflect.get(window, 'IdleDetector')
        .requestPermission()
        .then((answer: string) => (answer === 'granted' ? 'through' : answer)),
  },
  { name: 'wake lock', act: () => navigator.wakeLock.request('screen').then(() => 'through') },
  { name: 'lasting storage', act: () => navigator.storage.persist().then((kept) => (kept ? 'through' : 0)) },
  { name: 'full screen', act: () => document.documentElement.requestFullscreen().then(() => 'through') },
  {
    name: 'pointer lock',
    act: () =>
      new Promise((done) => {
        document.addEventListener('pointerlockchange', () =>
          done(document.pointerLockElement ? 'through' : 0),
        )
        document.addEventListener('pointerlockerror', () => done(0))
        document.body.requestPointerLock()
        setTimeout(() => done(0), 500)
      }),
  },
  {
    name: 'keyboard lock',
    act: () =>
      Reflect.get(navigator, 'keyboard')
        .lock()
        .then(() => 'through'),
  },
  { name: 'screens', act: () => Reflect.get(window, 'getScreenDetails')().then(() => 'through') },
  {
    name: 'fonts of the computer',
    act: () =>
      Reflect.get(window, 'queryLocalFonts')().then((all: unknown[]) => (all.length > 0 ? 'through' : 0)),
  },
  { name: 'a file picker', act: () => Reflect.get(window, 'showOpenFilePicker')().then(() => 'through') },
  { name: 'a folder picker', act: () => Reflect.get(window, 'showDirectoryPicker')().then(() => 'through') },
  {
    name: 'another protocol for itself',
    act: () => {
      navigator.registerProtocolHandler('web+kopij', '/index.html?%s')
      return 0
    },
  },
  {
    name: 'a payment',
    act: () =>
      new PaymentRequest([{ supportedMethods: 'basic-card' }], {
        total: { label: 'x', amount: { currency: 'EUR', value: '1' } },
      })
        .show()
        .then(() => 'through'),
  },
  {
    name: 'a password kept',
    act: () =>
      navigator.credentials
        .get({ publicKey: { challenge: new Uint8Array(16), timeout: 500 } })
        .then(() => 'through'),
  },
]

export const attackPermissions = async (target: Target): Promise<Outcome> => {
  const asked = await runProbes(target, ASKED)
  await sleep(100)
  const granted = await target.page.evaluate(async (names) => {
    const found: string[] = []
    for (const name of names) {
      try {
        const { state } = await navigator.permissions.query({ name: name as PermissionName })
        if (state !== 'denied') found.push(`${name}: ${state}`)
      } catch {
        // A name that this Chromium does not know.
      }
    }
    return found
  }, NAMES)
  return { probes: NAMES.length + asked.probes, through: [...granted, ...asked.through] }
}
