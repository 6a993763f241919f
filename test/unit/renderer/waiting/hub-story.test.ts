import { describe, expect, it } from 'vitest'
import { hubStory, stopOf } from '../../../../renderer/features/waiting/hub-story.ts'
import type { HubState } from '../../../../shared/ipc/syncing.ts'

const far = (part: Partial<HubState> = {}): HubState => ({
  where: 'elsewhere',
  state: 'connected',
  fault: null,
  choices: [],
  since: null,
  skew: 0,
  progress: null,
  diverged: [],
  ...part,
})

describe('hubStory', () => {
  it('says nothing of a way for a desk on this computer, whatever its clock does', () => {
    const story = hubStory(far({ where: 'here', skew: 900_000, progress: { done: 1, total: 2 } }))
    expect(story).toMatchObject({ way: 'here', skew: null, progress: null, since: null })
    expect(hubStory(null).way).toBe('here')
  })

  it('asks for a desk on this computer as well where its hub stopped', () => {
    const fault = { code: 'hub-older' as const, params: {} }
    const story = hubStory(far({ where: 'here', state: 'stopped', fault, choices: ['send-ours'] }))
    expect(story).toMatchObject({ way: 'stopped', stop: 'choose', fault })
  })

  it('says since when it is offline, and only then', () => {
    expect(hubStory(far({ state: 'offline', since: 5 }))).toMatchObject({ way: 'offline', since: 5 })
    expect(hubStory(far({ since: 5 })).since).toBe(null)
  })

  it('tells a clock beyond a minute, in whole minutes and with its direction', () => {
    expect(hubStory(far({ skew: 60_000 })).skew).toBe(null)
    expect(hubStory(far({ skew: 60_001 })).skew).toBe(1)
    expect(hubStory(far({ skew: -61_000 })).skew).toBe(-1)
    expect(hubStory(far({ skew: 200_000 })).skew).toBe(3)
  })

  it('never counts beyond the end', () => {
    expect(hubStory(far({ progress: { done: 12, total: 10 } })).progress).toEqual({ done: 10, total: 10 })
    expect(hubStory(far({ progress: { done: 0, total: 0 } })).progress).toBe(null)
  })
})

describe('stopOf', () => {
  it('asks for a passphrase, for a choice, or only to be read', () => {
    const at = (code: 'device-revoked' | 'sign-in-needed' | 'hub-empty' | 'protocol-too-old') => ({
      code,
      params: {},
    })
    expect(stopOf({ fault: at('device-revoked'), choices: [] })).toBe('signIn')
    const left = { code: 'device-revoked' as const, params: { why: 'left' } }
    expect(stopOf({ fault: left, choices: [] })).toBe('left')
    expect(stopOf({ fault: at('sign-in-needed'), choices: [] })).toBe('signIn')
    expect(stopOf({ fault: at('hub-empty'), choices: ['send-ours', 'take-theirs'] })).toBe('choose')
    expect(stopOf({ fault: at('protocol-too-old'), choices: [] })).toBe('look')
  })
})
