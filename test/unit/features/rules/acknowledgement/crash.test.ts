import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../../../../electron/contract/acknowledgement.ts';
import { canonicalText } from '../../../../../electron/delivery/document.ts';
import { verifyFiles } from '../../../../../electron/features/rules/acknowledgement/verify-files.ts';
import { PowerCutFs, Steps } from '../../../delivery/power-cut-fs.ts';
import { AcknowledgementWorld } from './acknowledgement-world.ts';

/** A whole first acknowledgement, until it is done or the power goes. */
async function live(fs: PowerCutFs): Promise<AcknowledgementWorld> {
  const world = new AcknowledgementWorld(fs);
  await world.service.start().catch(() => {});
  await world.readAndSign().catch(() => {});
  return world;
}

const whole = new Steps();
await live(new PowerCutFs(whole));

describe('a power cut', () => {
  it('is tried after every step of a whole acknowledgement, and there are many', () => {
    expect(whole.count).toBeGreaterThan(60);
  });

  it.each(['lost', 'kept'] as const)(
    'after any step leaves the person with exactly one receipt in the end, handed over once (unconfirmed writes %s)',
    async (unconfirmed) => {
      const ends = { signedBefore: 0, signedAfter: 0 };
      for (let last = 0; last <= whole.count; last++) {
        const world = await live(new PowerCutFs(new Steps(last)));
        await world.restart(world.fs.afterPowerCut(unconfirmed, new Steps()));
        if (world.view.last) ends.signedBefore++;
        else {
          // The person finds it undone, and finishes.
          await world.readAndSign();
          ends.signedAfter++;
        }
        await world.restart();
        const receipts = world.ofKind('acknowledgement').map(({ body }) => body.receipt as unknown as Receipt);
        expect([last, receipts.length, world.service.receipts().length]).toEqual([last, 1, 1]);
        expect(world.view.last?.documentId).toBe(receipts[0]?.claim.receiptId);
        expect(world.view.progress).toBeNull();
        expect(world.view.problems).toEqual([]);
        expect(world.differs).toEqual([]);
        const [check] = verifyFiles(receipts.map((receipt) => ({ name: 'r', content: canonicalText(receipt) })));
        expect(check?.findings).toEqual([]);
        const enrolled = world.ofKind('key-enrolment').map(({ body }) => body.publicKey);
        expect(enrolled).toContain(receipts[0]?.claim.publicKey);
        const kinds = [...world.posted.values()].map(({ kind }) => kind);
        expect(kinds.indexOf('key-enrolment')).toBeLessThan(kinds.indexOf('acknowledgement'));
      }
      expect(ends.signedBefore).toBeGreaterThan(3);
      expect(ends.signedAfter).toBeGreaterThan(20);
    },
  );
});
