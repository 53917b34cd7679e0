import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ChannelName, SealedDocument } from '../../../electron/contract/delivery.ts';
import { finishDocument } from '../../../electron/delivery/document.ts';
import { withStanding } from '../../../electron/delivery/item-record.ts';
import { Outbox } from '../../../electron/delivery/outbox.ts';
import { Packer } from '../../../electron/delivery/parcel.ts';
import { FOLDER, PowerCutFs, Steps } from './power-cut-fs.ts';
import { ScriptedChannel } from './scripted-channel.ts';

const ID = '01ARYZ6S410000000000000000';
const document = {
  schema: 1,
  id: ID,
  kind: 'acknowledgement',
  createdAt: '2026-11-20T09:00:00+08:00',
  clock: { timeZone: 'Asia/Taipei', unixMs: 1_795_136_400_000, offsetMs: null },
  body: { name: '王小明' },
  attachments: [],
};
const [oldIdentity, newIdentity] = [await generateX25519Identity(), await generateX25519Identity()];
const [oldKey, newKey] = [await identityToRecipient(oldIdentity), await identityToRecipient(newIdentity)];

class SealingChannel extends ScriptedChannel {
  override async needsSealing(): Promise<boolean> {
    return true;
  }
}

describe('what leaves of a personal document', () => {
  let fs: PowerCutFs;
  let outbox: Outbox;
  let sealTo: string[];
  let packer: Packer;

  beforeEach(async () => {
    fs = new PowerCutFs(new Steps());
    outbox = new Outbox({ fs: fs.asFs(), folder: FOLDER, nowMs: Date.now });
    sealTo = [oldKey];
    packer = new Packer({ outbox, sealTo: () => sealTo, monotonicMs: () => performance.now(), onAccess: () => {} });
    await outbox.add(finishDocument(document, 1_000_000), { personal: true, urgent: false, mustGo: false });
  });

  async function packed(): Promise<string> {
    const parcel = await packer.pack(ID, new SealingChannel(), false, AbortSignal.timeout(5_000));
    return 'held' in parcel ? parcel.held : parcel.text;
  }

  /** Whether the form can be opened with each of the two. */
  async function opensWith(text: string): Promise<{ old: boolean; new: boolean }> {
    const { sealed } = SealedDocument.parse(JSON.parse(text));
    const opens = (identity: string) => {
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      const opened = decrypter.decrypt(Buffer.from(sealed, 'base64'), 'text');
      return opened.then((plain) => plain.includes('王小明')).catch(() => false);
    };
    return { old: await opens(oldIdentity), new: await opens(newIdentity) };
  }

  function mayHaveLeftBy(channel: ChannelName): void {
    const rest = { place: '', reason: null, detail: '', attempts: 1, atMs: 0, isFinal: false } as const;
    const standing = { ...rest, state: 'queued', mayHaveLeft: true } as const;
    void outbox.update(ID, (record) => withStanding(record, channel, standing));
  }

  async function asAnEarlierVersionKeptIt(): Promise<void> {
    const path = `${FOLDER}/sealed/${ID}.json`;
    const { sealedTo: _, ...sealed } = JSON.parse(await fs.asFs().readFile(path, 'utf8'));
    await fs.asFs().unlink(path);
    const file = await fs.asFs().open(path, 'wx', 0o666);
    const bytes = Buffer.from(JSON.stringify(sealed));
    await file.write(bytes, 0, bytes.length, 0);
    await file.close();
  }

  it('stays sealed as it is while the keys are the same, in whatever order', async () => {
    sealTo = [oldKey, newKey];
    const first = await packed();
    sealTo = [newKey, oldKey];
    expect(await packed()).toBe(first);
  });

  it('is one form for two channels that ask at the same time', async () => {
    const [one, other] = await Promise.all([packed(), packed()]);
    expect(other).toBe(one);
    expect(await packed()).toBe(one);
  });

  it('is sealed anew to the key that replaced another, where nothing may have left', async () => {
    expect(await opensWith(await packed())).toEqual({ old: true, new: false });
    sealTo = [newKey];
    expect(await opensWith(await packed())).toEqual({ old: false, new: true });
    expect(await packed()).toBe(await packed());
  });

  it.each(['http', 'folder'] as const)('is the same again where it may have left by %s', async (channel) => {
    const first = await packed();
    mayHaveLeftBy(channel);
    sealTo = [newKey];
    expect(await packed()).toBe(first);
    sealTo = [];
    expect(await packed()).toBe(first);
  });

  it('is sealed anew where only a mail may have left, which is not sealed', async () => {
    await packed();
    mayHaveLeftBy('smtp');
    sealTo = [newKey];
    expect(await opensWith(await packed())).toEqual({ old: false, new: true });
  });

  it('goes as without a key once the key is withdrawn and none replaces it', async () => {
    await packed();
    sealTo = [];
    expect(await packed()).toBe('access-unknown');
    expect(await outbox.sealedForms.read(ID)).toBeNull();
  });

  it('that an earlier version sealed, to whom it did not note, is sealed anew only if nothing may have left', async () => {
    const first = await packed();
    await asAnEarlierVersionKeptIt();
    const anew = await packed();
    expect(anew).not.toBe(first);
    await asAnEarlierVersionKeptIt();
    mayHaveLeftBy('http');
    sealTo = [newKey];
    expect(await packed()).toBe(anew);
  });
});
