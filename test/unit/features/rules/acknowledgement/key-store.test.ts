import { beforeEach, describe, expect, it } from 'vitest';
import { AcknowledgementWorld, refusal } from './acknowledgement-world.ts';

let world: AcknowledgementWorld;
beforeEach(async () => {
  world = new AcknowledgementWorld();
  await world.service.start();
  await world.service.checkKey();
});

describe('the key store', () => {
  it.each(['locked', 'absent', 'late'] as const)(
    'that is %s signs nothing, says so, and loses no answer',
    async (is) => {
      await world.read();
      world.box.is = is;
      expect(await refusal(world.sign())).toEqual(['no-key-store', 'key']);
      expect(world.view.key).toBe(is);
      expect(world.posted.size).toBe(0);
      await world.restart();
      world.box.is = 'ready';
      await world.service.checkKey();
      expect(world.view.key).toBe('ready');
      await world.sign();
      expect(world.chainFindings()).toEqual([]);
    },
  );

  it('that is absent is done without only where the agency allows it, and the receipt says so', async () => {
    world.box.is = 'absent';
    world.rule({ allowUnprotectedKey: true });
    await world.service.checkKey();
    expect(world.view.key).toBe('unprotected');
    await world.readAndSign();
    expect(world.receiptsPosted()[0]?.claim.keyProtection).toBe('unprotected');
    world.rule({ allowUnprotectedKey: false });
    await world.read();
    expect(await refusal(world.sign())).toEqual(['no-key-store', 'key']);
    expect(world.view.key).toBe('absent');
  });

  it('that is there once the permission is withdrawn takes the place of the unprotected key', async () => {
    world.box.is = 'absent';
    world.rule({ allowUnprotectedKey: true });
    await world.readAndSign();
    world.rule({ allowUnprotectedKey: false });
    world.box.is = 'ready';
    await world.read();
    expect(await refusal(world.sign())).toEqual(['no-key-store', 'key']);
    expect(world.view.key).toBe('withdrawn');
    await world.service.startNewChain();
    await world.sign();
    const [first, second] = world.receiptsPosted();
    expect(second?.claim).toMatchObject({
      keyProtection: 'os-key-store',
      replaces: { lastKey: first?.claim.publicKey },
    });
    expect(world.chainFindings()).toEqual([]);
  });

  it('that is not there for the moment loses no key that it sealed, and no plain one takes its place', async () => {
    world.rule({ allowUnprotectedKey: true });
    await world.readAndSign();
    world.box.is = 'absent';
    await world.read();
    expect(await refusal(world.sign())).toEqual(['no-key-store', 'key']);
    expect(world.view.key).toBe('out-of-reach');
    world.rule({ allowUnprotectedKey: false });
    await world.service.checkKey();
    expect(world.view.key).toBe('absent');
    expect(await refusal(world.service.startNewChain())).toEqual(['not-allowed', null]);
    world.box.is = 'ready';
    await world.sign();
    expect(world.receiptsPosted().map(({ claim }) => claim.number)).toEqual([1, 2]);
  });

  it('that is gone for good is done without by the person’s own choice, where the agency allows it', async () => {
    world.rule({ allowUnprotectedKey: true });
    await world.readAndSign();
    world.box.is = 'absent';
    await world.read();
    await world.service.checkKey();
    await world.service.startNewChain();
    expect(world.view.key).toBe('unprotected');
    await world.sign();
    const [first, second] = world.receiptsPosted();
    expect(second?.claim).toMatchObject({
      number: 1,
      keyProtection: 'unprotected',
      replaces: { lastKey: first?.claim.publicKey },
    });
    expect(world.chainFindings()).toEqual([]);
  });

  it.each(['locked', 'absent', 'late'] as const)(
    'that becomes %s between question and use loses no key',
    async (is) => {
      await world.readAndSign();
      await world.read();
      const { open } = world.box;
      world.box.open = async () => {
        world.box.is = is;
        throw new Error(`the key store is ${is}`);
      };
      expect(await refusal(world.sign())).toEqual(['no-key-store', 'key']);
      expect(world.view.key).toBe(is);
      Object.assign(world.box, { is: 'ready', open });
      await world.sign();
      expect(world.receiptsPosted().map(({ claim }) => claim.number)).toEqual([1, 2]);
    },
  );

  it('that opens no file that was damaged makes a new key, also an unprotected one where that is allowed', async () => {
    await world.readAndSign();
    const path = world.fs.paths().find((each) => each.includes('/keys/')) ?? '';
    world.fs.overwrite(path, '{}');
    world.rule({ allowUnprotectedKey: true });
    world.box.is = 'absent';
    await world.restart();
    await world.service.checkKey();
    expect(world.view.key).toBe('lost');
    await world.service.startNewChain();
    expect(world.view.key).toBe('unprotected');
  });

  it('that is locked is not got round by that permission', async () => {
    world.box.is = 'locked';
    world.rule({ allowUnprotectedKey: true });
    await world.read();
    expect(await refusal(world.sign())).toEqual(['no-key-store', 'key']);
  });

  it('that cannot open the key any more offers a new chain, which names the old one’s end', async () => {
    await world.readAndSign();
    world.passDays(365);
    expect(await refusal(world.service.startNewChain())).toEqual(['not-allowed', null]);
    world.box.secret = 0x11;
    await world.read();
    expect(await refusal(world.sign())).toEqual(['no-key-store', 'key']);
    expect(world.view.key).toBe('lost');
    await world.service.startNewChain();
    expect(world.view.key).toBe('ready');
    await world.sign();
    const [first, second] = world.receiptsPosted();
    expect(second?.claim).toMatchObject({ number: 1, previous: null, replaces: { lastKey: first?.claim.publicKey } });
    expect(world.ofKind('key-enrolment')[1]?.body.replaces).toEqual(second?.claim.replaces);
    expect(world.chainFindings()).toEqual([]);
  });
});
