import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { read } from '#platform/database/transaction.ts'
import { atWork } from '#test/office.ts'
import { ProviderNav, providerCrumbs, providers, visibleProvider } from './index.ts'

const entry = (text: string, path = '') => ({
  text,
  href: `/providers/:provider_id${path}`,
  needs: 'providers.see' as const,
  order: 0,
})

test('the pages of a provider stand beside each other, and the one that is open is marked', () => {
  const providerNav = [entry('Overview'), entry('Offer', '/offer')]
  const at = (url: string) => renderToString(<ProviderNav provider_id={7} ask={{ url, providerNav }} />)
  assert.match(at('/providers/7?x=1'), /href="\/providers\/7" aria-current="page">Overview/)
  assert.match(at('/providers/7/offer/3'), /href="\/providers\/7">Overview.*aria-current="page">Offer/)
  assert.equal(at('/providers/70').includes('aria-current'), false)
  assert.equal(providers.providerNav?.[0]?.text, 'Overview')
  assert.equal(ProviderNav({ provider_id: 7, ask: { url: '/', providerNav: [entry('Overview')] } }), null)
})

test('whoever works at a provider opens their own provider, and no other exists for them', () =>
  atWork(async ({ as, aProvider, db, actor }) => {
    const [own, other] = [await aProvider({ name: 'Ash House' }), await aProvider({ name: 'Birch House' })]
    for (const role of ['provider_manager', 'senco'] as const) {
      const manager = await as(role, { institutions: [own] })
      assert.match((await manager.get('/providers/mine')).body, new RegExp(`href="/providers/${own}">Ash House`))
      assert.doesNotMatch((await manager.get('/providers/mine')).body, /Birch House/)
      const page = await manager.get(`/providers/${own}`)
      assert.equal(page.statusCode, 200)
      assert.match(page.body, /href="\/providers\/mine">Your providers/)
      assert.equal((await manager.get(`/providers/${other}`)).statusCode, 404)
      assert.equal((await manager.get('/providers')).statusCode, 404)
    }
    const limited = { ...actor(), scope: 'placed' as const, institutions: [own] }
    assert.equal((await read(db, limited, tx => visibleProvider(tx, limited, own)))?.name, 'Ash House')
    assert.equal(await read(db, limited, tx => visibleProvider(tx, limited, other)), undefined)
    const seen = await read(db, limited, tx => tx.selectFrom('provider').select('name').execute())
    assert.deepEqual(seen, [{ name: 'Ash House' }])
    assert.deepEqual(providerCrumbs(limited, { id: own, name: 'Ash House' }).at(-1)?.href, `/providers/${own}`)
  }))
