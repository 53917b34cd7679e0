import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../../../../electron/contract/acknowledgement.ts';
import { canonicalText } from '../../../../../electron/delivery/document.ts';
import { chainFindings, inChainOrder } from '../../../../../electron/features/rules/acknowledgement/chain.ts';
import { makeKey, publicKeyFrom } from '../../../../../electron/features/rules/acknowledgement/ed25519.ts';
import {
  receiptHash,
  signEnrolment,
  signReceipt,
} from '../../../../../electron/features/rules/acknowledgement/receipt.ts';
import { VerifyingMemory, verifyReceipt } from '../../../../../electron/features/rules/acknowledgement/verify.ts';
import { type ReceiptFile, verifyFiles } from '../../../../../electron/features/rules/acknowledgement/verify-files.ts';
import { signedChain } from './signed-chain.ts';

const key = makeKey();
const chain = signedChain({ length: 5, key });
const [receipt = chain[0] as Receipt] = chain;
const bytes = Buffer.from(canonicalText(receipt));
const links = chain.map((each) => ({ claim: each.claim, sha256: receiptHash(each) }));

const kindsOf = (content: string | Uint8Array) => verifyReceipt('r', content).check.findings.map(({ kind }) => kind);
const altered = (change: (copy: Receipt) => void) => {
  const copy = structuredClone(receipt);
  change(copy);
  return canonicalText(copy);
};

describe('a receipt', () => {
  it('that is what was signed has nothing wrong with it', () => {
    const { check } = verifyReceipt('receipt.json', bytes, new Set([key.publicKey]));
    expect(check).toMatchObject({ name: 'receipt.json', valid: true, findings: [], key: 'this-pc' });
    expect(check.sha256).toBe(receiptHash(receipt));
    expect(verifyReceipt('r', bytes, new Set()).check.key).toBe('other');
    expect(verifyReceipt('r', bytes).check.key).toBe('not-compared');
  });

  it('is caught at every byte with its lowest, its case or its highest bit turned', () => {
    const memory = new VerifyingMemory();
    const missed: string[] = [];
    for (let at = 0; at < bytes.length; at++)
      for (const change of [1, 0x20, 0x80]) {
        const copy = Buffer.from(bytes);
        copy[at] = (copy[at] ?? 0) ^ change;
        if (verifyReceipt('r', copy, null, memory).check.valid) missed.push(`${at} ^ ${change}`);
      }
    expect(bytes.length).toBeGreaterThan(1500);
    expect(missed).toEqual([]);
  });

  it('is caught at any byte, whatever that byte becomes', () => {
    const memory = new VerifyingMemory();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const copy = Buffer.from(bytes);
        copy[at] = (copy[at] ?? 0) ^ change;
        return !verifyReceipt('r', copy, null, memory).check.valid;
      }),
      { numRuns: 2000 },
    );
  });

  it('is caught with any byte left out, doubled or put in', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
        const without = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
        const more = Buffer.concat([bytes.subarray(0, at), Buffer.from([byte]), bytes.subarray(at)]);
        return !verifyReceipt('r', without).check.valid && !verifyReceipt('r', more).check.valid;
      }),
    );
  });

  it('says exactly what is wrong', () => {
    expect(kindsOf('{')).toEqual(['not-json']);
    expect(kindsOf(Buffer.from([0xff]))).toEqual(['not-json']);
    expect(kindsOf(Buffer.concat([Buffer.from('\ufeff'), bytes]))).toEqual(['not-json']);
    expect(kindsOf('{}')).toEqual(['not-a-receipt']);
    expect(kindsOf(JSON.stringify(receipt, null, 2))).toEqual(['not-canonical']);
    expect(kindsOf(`${bytes}\n`)).toEqual(['not-canonical']);
    expect(kindsOf(altered((copy) => Object.assign(copy.claim.person, { name: '陳小明' })))).toEqual(['signature']);
    expect(kindsOf(altered((copy) => Object.assign(copy, { timeStampToken: 'AAAA' })))).toEqual([
      'time-stamp-unverified',
    ]);
    const text = altered((copy) => Object.assign(copy.text.articles[1]?.clauses[0] ?? {}, { text: '不限流量。' }));
    const { check } = verifyReceipt('r', text);
    expect(check.findings.map(({ kind, at }) => [kind, at])).toEqual([
      ['text-altered', ''],
      ['clause-hash', '2.1'],
    ]);
    const title = kindsOf(altered((copy) => Object.assign(copy.text, { title: '別的規範' })));
    expect(title).toEqual(['text-altered', 'text-altered']);
  });

  it('with hashes that fit another text is caught though its key signed them', () => {
    const claim = structuredClone(receipt.claim);
    claim.rules.clauses.pop();
    const signed = signReceipt(claim, receipt.text, key.privateKey);
    expect(kindsOf(canonicalText(signed))).toEqual(['clause-hash']);
  });

  it('under a key of small order, or a lax spelling of a key, is refused before any signature is tried', () => {
    const one = `${Buffer.from([1, ...new Array(31).fill(0)]).toString('base64')}`;
    expect(publicKeyFrom(one)).toBeNull();
    expect(kindsOf(altered((copy) => Object.assign(copy.claim, { publicKey: one })))).toEqual(['bad-key']);
    // 2^255 − 18, which reduces to 1.
    const unreduced = Buffer.from([0xee, ...new Array(30).fill(0xff), 0x7f]).toString('base64');
    expect(publicKeyFrom(unreduced)).toBeNull();
    expect(publicKeyFrom(key.publicKey.replace('=', ''))).toBeNull();
    expect(publicKeyFrom(key.publicKey)).not.toBeNull();
  });

  it('cannot be given a second signature by adding the group’s order to S', () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const signature = Buffer.from(receipt.signature, 'base64');
    const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + order;
    Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse().copy(signature, 32);
    expect(kindsOf(altered((copy) => Object.assign(copy, { signature: signature.toString('base64') })))).toContain(
      'signature',
    );
  });

  it('inside the document that carried it is verified as it stands there, whatever a store added', () => {
    const document = { _id: 'x', schema: 1, kind: 'acknowledgement', body: { receipt } };
    expect(kindsOf(JSON.stringify(document, null, 1))).toEqual([]);
    expect(kindsOf(JSON.stringify({ _index: 'a', _source: document }))).toEqual([]);
    const other = { ...document, body: { receipt: { ...receipt, signature: chain[1]?.signature } } };
    expect(kindsOf(JSON.stringify(other))).toEqual(['signature']);
  });

  it('with half a surrogate pair in a name is none, since it has no canonical form', () => {
    const text = bytes.toString().replace('王小明', '\\ud83d');
    expect(kindsOf(text)).toEqual(['not-a-receipt']);
  });

  it('never makes the check throw, whatever the file holds', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => !verifyReceipt('r', text).check.valid));
  });
});

describe('a chain', () => {
  it('is put in order in a time that grows with its length, also where each key follows another or two each other', () => {
    const linkOf = (at: number, lastKey: string | null) => ({
      claim: {
        ...receipt.claim,
        publicKey: `key ${at}`,
        replaces: lastKey === null ? null : { lastReceipt: null, lastKey },
      },
      sha256: `${at}`,
    });
    const count = 30_000;
    const following = Array.from({ length: count }, (_, at) => linkOf(at, at === 0 ? null : `key ${at - 1}`));
    const circle = following.map((link, at) => (at === 0 ? linkOf(0, `key ${count - 1}`) : link));
    const startedMs = performance.now();
    expect(inChainOrder(following.toReversed()).map(({ sha256 }) => sha256)).toEqual(
      following.map((each) => each.sha256),
    );
    expect(inChainOrder(circle)).toHaveLength(count);
    expect(performance.now() - startedMs).toBeLessThan(3000);
  });

  it('in order has nothing wrong with it, from wherever it begins', () => {
    for (let from = 0; from < links.length; from++) expect(chainFindings(links.slice(from)).flat()).toEqual([]);
  });

  it('is caught in every other order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }), (order) => {
        const inOrder = order.every((each, at) => each === at);
        const found = chainFindings(order.flatMap((at) => links[at] ?? [])).flat();
        return inOrder === (found.length === 0);
      }),
    );
  });

  it('is caught with any in the middle left out', () => {
    for (let gone = 1; gone < links.length - 1; gone++) {
      const found = chainFindings(links.filter((_, at) => at !== gone)).flat();
      expect(found).toMatchObject([{ kind: 'chain-broken', at: String(gone + 2) }]);
    }
  });

  it('is caught where two receipts claim one place', () => {
    const [other] = signedChain({ length: 1, key, claim: { person: { name: '王小明', employeeNumber: 'B' } } });
    if (!other) throw new Error('no receipt');
    const found = chainFindings([...links, { claim: other.claim, sha256: receiptHash(other) }]).flat();
    expect(found).toMatchObject([{ kind: 'chain-forked', at: '1' }]);
  });

  it('of a new key holds its old one’s end, and a receipt that the old key signed later is a fork', () => {
    const next = (old: (typeof links)[number] | undefined) => {
      const replaces = { lastReceipt: old?.sha256 ?? null, lastKey: key.publicKey };
      return signedChain({ length: 2, claim: { replaces } }).map((each, at) => ({
        claim: { ...each.claim, replaces: at === 0 ? replaces : null },
        sha256: receiptHash(each),
      }))[0];
    };
    const [good, early] = [next(links[4]), next(links[3])];
    if (!good || !early) throw new Error('no receipt');
    expect(chainFindings([...links, good]).flat()).toEqual([]);
    expect(chainFindings([...links, early]).flat()).toMatchObject([{ kind: 'chain-forked' }]);
  });

  it('of files needs no order of names, and each file says what is wrong with it', () => {
    const files = chain.map((each, at) => ({ name: `${9 - at}.json`, content: canonicalText(each) })).reverse();
    expect(verifyFiles(files).every(({ valid }) => valid)).toBe(true);
    const without = files.filter(({ name }) => name !== '7.json');
    const found = verifyFiles(without).map(({ name, findings }) => [name, findings.map(({ kind, at }) => [kind, at])]);
    expect(found).toEqual([
      ['5.json', []],
      ['6.json', [['chain-broken', '4']]],
      ['8.json', []],
      ['9.json', []],
    ]);
    expect(verifyFiles(without).every(({ valid }) => valid)).toBe(true);
  });
});

describe('keys', () => {
  const fileOf = (name: string, value: object) => ({ name, content: canonicalText(value) });
  const kinds = (files: readonly ReceiptFile[]) =>
    verifyFiles(files).map(({ findings }) => findings.map(({ kind }) => kind));
  const [mine] = signedChain({ length: 1, key });
  const later = { startMs: Date.parse('2025-05-05T09:00:00+08:00') };
  const facts = { accountName: 'wang', machineName: 'PC-7', replaces: null, keyProtection: 'os-key-store' as const };
  const enrolment = (by: typeof key, publicKey = by.publicKey) => {
    const body = { schema: 1 as const, publicKey, madeAt: '2024-03-01T09:00:00+08:00', ...facts };
    return { schema: 1, kind: 'key-enrolment', body: signEnrolment(body, by.privateKey) };
  };

  it('of one account on one PC that follow one another unexplained are found, whoever signed', () => {
    const [other] = signedChain({ length: 1, ...later, claim: { person: { name: '陳', employeeNumber: 'B' } } });
    expect(kinds([fileOf('new', other ?? {}), fileOf('old', mine ?? {})])).toEqual([['key-changed'], []]);
    const both = verifyFiles([fileOf('new', other ?? {}), fileOf('old', mine ?? {})]);
    expect(both.map(({ valid }) => valid)).toEqual([true, true]);
  });

  it('that say whom they follow, are another PC’s, or may have said so in a receipt that is not here, are not held against it', () => {
    const replaces = { lastReceipt: receiptHash(mine ?? receipt), lastKey: key.publicKey };
    const [following] = signedChain({ length: 1, ...later, claim: { replaces } });
    const [laptop] = signedChain({ length: 1, ...later, claim: { machineName: 'NB-1' } });
    const [, second] = signedChain({ length: 2, ...later });
    for (const each of [following, laptop, second])
      expect(kinds([fileOf('old', mine ?? {}), fileOf('new', each ?? {})])).toEqual([[], []]);
  });

  it('are compared with the enrolments that come along', () => {
    const [stranger] = signedChain({ length: 1, ...later, claim: { machineName: 'NB-1' } });
    const files = [fileOf('mine', mine ?? {}), fileOf('stranger', stranger ?? {}), fileOf('key', enrolment(key))];
    expect(kinds(files)).toEqual([[], ['unknown-key'], []]);
    expect(verifyFiles(files, new Set([key.publicKey]))[2]).toMatchObject({ valid: true, claim: null, key: 'this-pc' });
    expect(kinds(files.slice(0, 2))).toEqual([[], []]);
  });

  it('are enrolled by nobody else', () => {
    const [forged, none] = [enrolment(makeKey(), key.publicKey), { kind: 'key-enrolment', body: {} }];
    const files = [fileOf('mine', mine ?? {}), fileOf('forged', forged), fileOf('none', none)];
    expect(kinds(files)).toEqual([[], ['signature'], ['not-a-receipt']]);
    expect(verifyFiles(files).map(({ valid }) => valid)).toEqual([true, false, false]);
  });
});
