/** One of everything, without any trouble on the way: what comes of it is looked at as readers and as the site see it. */
import { randomUUID } from 'node:crypto'
import type { Receipt, Target } from '../../../main/hub/targets/target.ts'
import { FaultError } from '../../../shared/errors.ts'
import type { Release } from '../../../shared/formats/release.ts'
import { AGENCIES } from '../../support/arbitrary-copy.ts'
import { freePort } from '../../support/free-port.ts'
import { aRelease } from '../../support/release.ts'
import { startTargetServer } from '../../support/target-server.ts'
import type { SiteRole, TestWordpress } from '../../support/wordpress.ts'
import {
  doubledTerms,
  type Row,
  rowsOf,
  seenByReaders,
  utcTime,
  wallTime,
  wordsOf,
  wordsWanted,
} from './readers.ts'
import { deliveryOf, type Entrance, openTarget } from './target.ts'

const MINUTE = 60_000

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'ok'
  } catch (thrown) {
    if (!(thrown instanceof FaultError)) throw thrown
    return thrown.fault.code
  }
}

/** The next two moments after `from` at which a zone changes its clocks. */
const transitions = (zone: string, from: number): number[] => {
  const offset = (at: number): number => Date.parse(`${wallTime(at, zone)}Z`) - at
  const found: number[] = []
  for (let at = Math.ceil(from / 3_600_000) * 3_600_000; found.length < 2; at += 3_600_000)
    if (offset(at) !== offset(at - 3_600_000)) found.push(at)
  return found
}

export const drill = async (site: TestWordpress) => {
  const entrance = (role: SiteRole, url = site.url): Entrance => ({ url, ...site.person(role) })
  const wrong: string[] = []
  let looked = 0
  const expect = (what: string, holds: boolean): void => {
    looked += 1
    if (!holds) wrong.push(what)
  }
  const expectCode = async (what: string, code: string, work: Promise<unknown>): Promise<void> => {
    const found = await codeOf(work)
    expect(`${what}: ${found} instead of ${code}`, found === code)
  }

  const releaseOf = (change: Partial<Release> = {}): Release =>
    aRelease({ item: randomUUID(), agencies: AGENCIES, shownAt: Date.now() - MINUTE, ...change })
  const withCopy = (release: Release, change: Partial<Release['copy']>): Release => ({
    ...release,
    copy: { ...release.copy, ...change },
  })
  const rowOf = async ({ item }: Release): Promise<Row | undefined> =>
    (await rowsOf(site)).find(({ content }) => content.includes(item))
  const editor = openTarget(entrance('editor'))
  const send = (release: Release, before: readonly Receipt[] = [], target: Target = editor) =>
    target.deliver(deliveryOf(release.version > 1 ? 'update' : 'publish', release, before))
  const killOf = (release: Release): Release => ({ ...release, status: 'canceled', note: 'klopt niet' })

  const times = async (): Promise<void> => {
    const made = new Map<number, number>()
    const past = [Date.UTC(2025, 2, 30, 0, 59), Date.UTC(2025, 2, 30, 1, 0), Date.UTC(2025, 9, 26, 0, 30)]
    const ahead = transitions(site.zone, Date.now() + 10 * MINUTE).flatMap((at) => [
      at - MINUTE,
      at,
      at + 30 * MINUTE,
    ])
    for (const at of [...past, Date.UTC(2025, 9, 26, 1, 30), ...ahead]) {
      const release = releaseOf({ shownAt: at })
      const receipt = await send(release)
      made.set(Number(receipt.id), at)
      const { state, when } = (await editor.status?.(receipt, deliveryOf('publish', release))) ?? {}
      const waits = at > Date.now()
      expect(
        `${utcTime(at)} is ${state}`,
        state === (waits ? 'scheduled' : 'live') && (!waits || when === at),
      )
    }
    const rows = JSON.parse(
      await site.php(
        `echo json_encode(array_map(fn($p) => [$p->ID, $p->post_date_gmt, $p->post_date, $p->post_status], get_posts(['include' => [${[...made.keys()].join(',')}], 'post_status' => 'any', 'numberposts' => -1])));`,
      ),
    ) as [number, string, string, string][]
    expect('all are there', rows.length === made.size)
    for (const [id, utc, own, status] of rows) {
      const at = made.get(id) ?? Number.NaN
      expect(`${utc} for ${utcTime(at)}`, utc.replace(' ', 'T') === utcTime(at))
      expect(`${own} for ${wallTime(at, site.zone)}`, own.replace(' ', 'T') === wallTime(at, site.zone))
      expect(`${utc} is ${status}`, status === (at > Date.now() ? 'future' : 'publish'))
    }
  }

  const missedSchedule = async (): Promise<boolean> => {
    const release = releaseOf({ shownAt: Date.now() - 5 * MINUTE })
    const receipt = await send(release)
    await site.php(
      `global $wpdb; $wpdb->update('wp_posts', ['post_status' => 'future'], ['ID' => ${receipt.id}]);`,
    )
    const { state, when } = (await editor.status?.(receipt, deliveryOf('publish', release))) ?? {}
    expect('a missed schedule is seen', state === 'scheduled' && (when ?? 0) < Date.now())
    await send(release)
    return (await rowOf(release))?.status === 'publish'
  }

  const lives = async (): Promise<void> => {
    const first = releaseOf({ sectionName: 'Kunst & cultuur' })
    const receipt = await send(first)
    const second = withCopy(
      { ...first, version: 2, signal: 'correction', note: "CORRECTIE: in de kop stond 's middags." },
      { headline: "Veerboot vaart 's avonds", slug: 'andere woorden', dateline: ['IJMUIDEN'] },
    )
    const again = await send(second, [receipt])
    const seen = (await seenByReaders(site)).get(Number(receipt.id))
    expect('a correction goes to the same post', again.id === receipt.id && again.address === receipt.address)
    expect('readers see the correction', wordsOf(seen?.content.rendered ?? '') === wordsWanted(second))
    expect('with its headline', wordsOf(seen?.title.rendered ?? '') === "Veerbootvaart'savonds")
    const row = await rowOf(first)
    expect('one category', row?.categories.join() === 'Kunst & cultuur')
    expect(
      `tags follow: ${row?.tags.join()}`,
      row?.tags.toSorted().join() === 'Algemeen Nederlands Persbureau,IJmuiden',
    )
    await expectCode('an older version', 'target-has-newer', send(first))

    await editor.deliver(deliveryOf('unpublish', { ...second, version: 3 }, [receipt]))
    const off = await rowOf(first)
    expect('taken off, with its words', off?.status === 'draft' && off.content.includes('veerboot vaart'))
    await send({ ...second, version: 4 }, [receipt])
    expect('and out again', (await rowOf(first))?.status === 'publish')

    for (const onKill of ['trash', 'draft'] as const) {
      const release = releaseOf()
      const target = openTarget(entrance('editor'), { onKill })
      await send(release, [], target)
      const kill = deliveryOf('kill', killOf({ ...release, version: 2 }))
      const gone = await target.deliver(kill)
      await target.deliver(kill)
      const dead = await rowOf(release)
      expect(`a kill leaves ${dead?.status}`, dead?.status === onKill)
      expect('and no word', !/veerboot/iu.test(`${dead?.title} ${dead?.content}`))
      expect('readers have it no more', !(await seenByReaders(site)).has(Number(gone.id)))
      expect('and it is said to be gone', (await target.status?.(gone, kill))?.state === 'gone')
      await expectCode('what was killed stays dead', 'target-has-newer', send(release, [], target))
      const address = await fetch(`${site.url}/?p=${gone.id}`)
      expect('its address leads nowhere', address.status === 404)
    }
    const never = releaseOf()
    await expectCode('a kill of what never came', 'ok', editor.deliver(deliveryOf('kill', killOf(never))))
    expect('makes nothing', (await rowOf(never)) === undefined)
  }

  const hands = async (): Promise<void> => {
    const release = releaseOf()
    const receipt = await send(release)
    const change = (code: string): Promise<string> => site.php(`$id = ${receipt.id}; ${code}`)
    await change(`wp_update_post(['ID' => $id, 'post_name' => 'heel-anders', 'post_title' => wp_slash('Kop van hen')]);
      wp_set_post_tags($id, ['van hen'], true); wp_set_post_categories($id, [1], true);`)
    expect(
      'words changed there',
      (await editor.status?.(receipt, deliveryOf('publish', release)))?.state === 'changed',
    )
    const found = await send(release)
    expect('found under another slug', found.id === receipt.id)
    expect('the same version leaves their words', (await rowOf(release))?.title === 'Kop van hen')
    await send({ ...release, version: 2 })
    const row = await rowOf(release)
    expect('the next version brings ours', row?.title === release.copy.headline)
    expect('their slug stays', row?.slug === 'heel-anders')
    expect('so does their tag', row?.tags.includes('van hen') === true)
    expect('and their category', row?.categories.length === 2)

    const copied = releaseOf()
    const original = await send(copied)
    const copy =
      await site.php(`$p = get_post(${original.id}); echo wp_insert_post(wp_slash(['post_title' => $p->post_title,
      'post_content' => $p->post_content, 'post_excerpt' => $p->post_excerpt, 'post_status' => 'publish']));`)
    await editor.deliver(deliveryOf('kill', killOf({ ...copied, version: 2 }), [original]))
    const seen = await seenByReaders(site)
    expect('a kill reaches a copy', !seen.has(Number(copy)) && !seen.has(Number(original.id)))

    await change(`wp_trash_post($id);`)
    expect(
      'what they took off is gone',
      (await editor.status?.(receipt, deliveryOf('publish', release)))?.state === 'gone',
    )
    await expectCode('and stays off', 'target-taken-down', send({ ...release, version: 3 }, [receipt]))
    expect('for readers too', (await rowOf(release))?.status === 'trash')
    await change(`wp_delete_post($id, true);`)
    const anew = await send({ ...release, version: 3 }, [receipt])
    expect(
      'deleted for good it is made anew',
      anew.id !== receipt.id && (await rowOf(release))?.status === 'publish',
    )
  }

  const together = async (): Promise<void> => {
    const releases = Array.from({ length: 4 }, () =>
      withCopy(releaseOf({ sectionName: 'Nieuwe rubriek' }), { dateline: ['NIEUWSTAD'], credits: ['DPA'] }),
    )
    await Promise.all(releases.map((release) => send(release, [], openTarget(entrance('editor')))))
    const rows = await Promise.all(releases.map(rowOf))
    expect(
      'four at once, one category',
      rows.every((row) => row?.categories.join() === 'Nieuwe rubriek'),
    )
    const doubled = await doubledTerms(site)
    expect(`terms twice: ${doubled.join()}`, doubled.length === 0)
  }

  const troubles = async (): Promise<void> => {
    const author = openTarget(entrance('author'))
    for (const role of ['administrator', 'editor', 'author'] as const)
      await expectCode(`the test of an ${role}`, 'ok', openTarget(entrance(role)).check())
    await expectCode('a contributor', 'target-right-missing', openTarget(entrance('contributor')).check())
    await expectCode(
      'a contributor who sends',
      'target-right-missing',
      send(releaseOf({ sectionName: '' }), [], openTarget(entrance('contributor'), { tags: false })),
    )
    const password = { ...entrance('editor'), password: 'abcd efgh ijkl mnop qrst uvwx' }
    await expectCode('a wrong password', 'target-secret-dropped', openTarget(password).check())
    await expectCode(
      'a wrong password that sends',
      'target-secret-dropped',
      send(releaseOf(), [], openTarget(password)),
    )
    await expectCode(
      'no password',
      'target-secret-missing',
      openTarget({ ...password, password: '' }).check(),
    )
    const nobody = `http://127.0.0.1:${await freePort()}`
    await expectCode('nobody there', 'target-unreachable', openTarget(entrance('editor', nobody)).check())
    const missing = releaseOf({ sectionName: 'Alleen een redacteur' })
    await expectCode('a category that an author may not make', 'target-category', send(missing, [], author))
    expect('nothing is left of it', (await rowOf(missing)) === undefined)
    const mapped = openTarget(entrance('author'), { categories: { [missing.copy.section]: 'Ook niet' } })
    await expectCode('the test says so beforehand', 'target-category', mapped.check())
    const other = await startTargetServer(() => ({
      status: 404,
      headers: { 'content-type': 'text/html' },
      body: '<h1>Niets</h1>',
    }))
    await expectCode(
      'another program',
      'target-no-wordpress',
      openTarget(entrance('editor', other.url)).check(),
    )
    other.answer = () => ({
      status: 503,
      headers: { 'retry-after': '60' },
      body: 'Briefly unavailable for scheduled maintenance.',
    })
    await expectCode('maintenance', 'target-maintenance', openTarget(entrance('editor', other.url)).check())
    await other.stop()
  }

  await times()
  const publishedLate = await missedSchedule()
  await lives()
  await hands()
  await together()
  await troubles()
  return { looked, wrong, publishedLate }
}
