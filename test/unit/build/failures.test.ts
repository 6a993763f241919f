import { describe, expect, it } from 'vitest'
import { drivenFailures, unitFailures } from '../../../build/failures.mjs'

describe('the end of a run names what failed', () => {
  it('a unit test by its file and name, with what it said in plain text', () => {
    const report = {
      testResults: [
        {
          name: 'test/unit/dateline.test.ts',
          assertionResults: [
            { status: 'passed', fullName: 'dateline keeps the place' },
            {
              status: 'failed',
              fullName: 'dateline keeps the credit',
              failureMessages: ['\u001b[31mexpected ANP\u001b[39m\nreceived AFP', 'a second one'],
            },
          ],
        },
      ],
    }
    expect(unitFailures(report)).toEqual([
      {
        name: 'test/unit/dateline.test.ts: dateline keeps the credit',
        said: 'expected ANP\nreceived AFP',
      },
    ])
  })

  it('a unit test that was skipped or is still to be written, by what it was', () => {
    const report = {
      testResults: [
        {
          name: 'test/unit/rail.test.ts',
          assertionResults: [
            { status: 'passed', fullName: 'the rail holds' },
            { status: 'skipped', fullName: 'the rail is seen', failureMessages: [] },
            { status: 'todo', fullName: 'the rail turns' },
          ],
        },
      ],
    }
    expect(unitFailures(report)).toEqual([
      { name: 'test/unit/rail.test.ts: the rail is seen', said: 'skipped' },
      { name: 'test/unit/rail.test.ts: the rail turns', said: 'todo' },
    ])
  })

  it('a file that could not be read, of which no test ran', () => {
    const report = {
      testResults: [{ name: 'test/unit/rail.test.ts', message: 'Unexpected token', assertionResults: [] }],
    }
    expect(unitFailures(report)).toEqual([{ name: 'test/unit/rail.test.ts', said: 'Unexpected token' }])
  })

  it('a driven test however deep it stands, if it failed, was skipped, was not run or needed a second try', () => {
    const passed = { status: 'passed' }
    const report = {
      suites: [
        {
          title: 'trouble.e2e.ts',
          specs: [{ title: 'goes on', file: 'trouble.e2e.ts', tests: [{ results: [passed] }] }],
          suites: [
            {
              title: 'without a network',
              specs: [
                {
                  title: 'says so',
                  file: 'trouble.e2e.ts',
                  tests: [
                    {
                      results: [
                        {
                          status: 'timedOut',
                          error: { message: 'no line', location: { file: 'trouble.e2e.ts', line: 12 } },
                        },
                      ],
                    },
                  ],
                },
                {
                  title: 'is left out',
                  file: 'trouble.e2e.ts',
                  tests: [{ results: [{ status: 'skipped' }] }],
                },
                { title: 'never came to it', file: 'trouble.e2e.ts', tests: [{ results: [] }] },
                {
                  title: 'had to be tried twice',
                  file: 'trouble.e2e.ts',
                  tests: [{ results: [{ status: 'failed', error: { message: 'at first' } }, passed] }],
                },
              ],
            },
          ],
        },
      ],
    }
    expect(drivenFailures(report)).toEqual([
      { name: 'trouble.e2e.ts: says so', said: 'no line\nat trouble.e2e.ts:12' },
      { name: 'trouble.e2e.ts: is left out', said: 'skipped' },
      { name: 'trouble.e2e.ts: never came to it', said: 'not run' },
      { name: 'trouble.e2e.ts: had to be tried twice', said: 'at first' },
    ])
  })

  it('a runner that could not begin', () => {
    expect(drivenFailures({ suites: [], errors: [{ message: 'no such project' }] })).toEqual([
      { name: 'end to end', said: 'no such project' },
    ])
  })

  it('only the beginning of what says very much, and nothing without a report', () => {
    const report = {
      testResults: [
        {
          name: 'a.test.ts',
          assertionResults: [
            { status: 'failed', fullName: 'a', failureMessages: [Array(200).fill('line').join('\n')] },
          ],
        },
      ],
    }
    expect(unitFailures(report)[0]?.said.split('\n')).toHaveLength(24)
    expect([unitFailures(undefined), drivenFailures(undefined)]).toEqual([[], []])
  })
})
