import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may } from '#platform/access/actor.ts'
import { type Role, roles } from '#platform/access/permission.ts'
import { addressIn, aWorld, everyRole, everyRoute } from './every-page.ts'
import { atWork, type Browser, type Office } from './office.ts'

type Seen = { address: string; html: string }

let asked: Promise<Seen[]> | undefined

/** Asked for once: the tests here only read. */
const everyPage = (): Promise<Seen[]> => {
  asked ??= new Promise((resolve, reject) => {
    atWork(async office => resolve(await visitEveryPage(office))).catch(reject)
  })
  return asked
}

/** Each page as everybody sees it who may, and the pages of the door. */
async function visitEveryPage(office: Office): Promise<Seen[]> {
  const ids = await aWorld(office, 206, await office.as('coordinator'))
  const browsers = new Map<Role, Browser>(await everyRole(office, ids))
  const pages = [
    { address: '/sign-in', html: (await office.app.inject('/sign-in')).body },
    { address: '/no/such/page', html: (await browsers.get('coordinator')?.get('/no/such/page'))?.body ?? '' },
  ]
  for (const { path, method, needs } of everyRoute()) {
    if (method !== 'GET') continue
    for (const role of Object.keys(roles) as Role[]) {
      // A letter is a document of its own, kept as it was sent.
      if (!may({ role }, needs) || /^\/(letters\/:letter_id\/|tenders\/letters\/)/.test(path)) continue
      const answer = await browsers.get(role)?.get(addressIn(path, ids))
      if (!String(answer?.headers['content-type']).startsWith('text/html')) continue
      pages.push({ address: `${path} (${role})`, html: answer?.body ?? '' })
    }
  }
  return pages
}

const tags = (html: string) => [...html.matchAll(/<[a-z][\w-]*(?:\s(?:"[^"]*"|[^">])*)?>/gi)].map(([tag]) => tag)

test('no page has a script or a style of its own, and none leads out by one', () =>
  everyPage().then(pages => {
    assert.ok(pages.length > 100, `only ${pages.length} pages were seen`)
    const wrong = pages.flatMap(({ address, html }) => [
      ...tags(html)
        .filter(tag => /^<style\b/i.test(tag) || /\s(?:style|on[a-z]+)\s*=/i.test(tag.replaceAll(/"[^"]*"/g, '""')))
        .map(tag => `${address}: ${tag}`),
      ...tags(html)
        .filter(tag => /\s(?:href|src|action|formaction)="\s*(?:javascript|data|vbscript):/i.test(tag))
        .map(tag => `${address}: ${tag}`),
      ...tags(html)
        .filter(tag => /\s(?:src|srcset|data|action|formaction)="(?:https?:)?\/\//i.test(tag))
        .map(tag => `${address}: ${tag}`),
      ...[...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)]
        .filter(([, how = '', what]) => !/\bsrc="\/assets\//.test(how) || what !== '')
        .map(([script]) => `${address}: ${script}`),
      ...(/<base\b|<iframe\b|<object\b|<embed\b|<meta http-equiv/i.test(html)
        ? [`${address}: what no page needs`]
        : []),
    ])
    assert.deepEqual([...new Set(wrong)], [])
  }))

test('every page says in which language it is, what it is called and, once, what it is about', () =>
  everyPage().then(pages => {
    const wrong = pages.flatMap(({ address, html }) => {
      const said = [
        /<html lang="en-GB"/.test(html) || 'no language',
        /<title>[^<]{3,} – Waymark<\/title>/.test(html) || 'no title',
        (html.match(/<h1\b/g)?.length ?? 0) === 1 || `${html.match(/<h1\b/g)?.length ?? 0} first headings`,
        /<main\b[^>]*id="main-content"/.test(html) || 'no main part',
        !/\bundefined\b|\[object Object\]|\bNaN\b/.test(html.replaceAll(/<[^>]*>/g, ' ')) || 'a value that is none',
      ]
      return said.filter(one => one !== true).map(one => `${address}: ${one}`)
    })
    assert.deepEqual(wrong, [])
  }))

test('every form that writes carries the session’s token and one of its own, and goes nowhere but here', () =>
  everyPage().then(pages => {
    const wrong = pages.flatMap(({ address, html }) =>
      [...html.matchAll(/<form\b((?:"[^"]*"|[^">])*)>([\s\S]*?)<\/form>/g)]
        .filter(([, how = '']) => /method="post"/i.test(how))
        .filter(
          ([, how = '', what = '']) =>
            !/name="_csrf" value="[\w-]{32}"/.test(what) ||
            (!address.startsWith('/sign-in') && !/name="_once" value="[\w-]{36}"/.test(what)) ||
            !(/action="\/(?!\/)/.test(how) || !/action=/.test(how)),
        )
        .map(([form]) => `${address}: ${form.slice(0, 200)}`),
    )
    assert.deepEqual(wrong, [])
  }))
