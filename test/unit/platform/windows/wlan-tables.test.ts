import { describe, expect, it } from 'vitest';
import {
  CONNECTED,
  connectByProfile,
  ENTRY_BYTES,
  LIST_HEADING_BYTES,
  NOT_READY,
  parseInterfaceList,
  profileIn,
} from '../../../../electron/platform/windows/wlan-tables.ts';

function list(...entries: { guidHex: string; description: string; state: number }[]): Buffer {
  const buffer = Buffer.alloc(LIST_HEADING_BYTES + entries.length * ENTRY_BYTES);
  buffer.writeUInt32LE(entries.length, 0);
  entries.forEach(({ guidHex, description, state }, index) => {
    const at = LIST_HEADING_BYTES + index * ENTRY_BYTES;
    buffer.write(guidHex, at, 'hex');
    buffer.write(description, at + 16, 'utf16le');
    buffer.writeUInt32LE(state, at + 528);
  });
  return buffer;
}

describe('the list of wireless adapters', () => {
  it('gives each with the GUID that GetIfTable2 gives it', () => {
    const radio = { guidHex: '40fc296b47ca6710b31d00dd010662da', description: 'Intel Wi-Fi 6', state: CONNECTED };
    const found = parseInterfaceList(list(radio, { ...radio, description: '第二張無線網卡', state: NOT_READY }));
    expect(found.map(({ guidBytes, ...rest }) => ({ ...rest, guidHex: guidBytes.toString('hex') }))).toEqual([
      {
        guid: '{6b29fc40-ca47-1067-b31d-00dd010662da}',
        guidHex: radio.guidHex,
        description: 'Intel Wi-Fi 6',
        state: CONNECTED,
      },
      expect.objectContaining({ description: '第二張無線網卡', state: NOT_READY }),
    ]);
  });

  it('may be empty', () => {
    expect(parseInterfaceList(list())).toEqual([]);
  });

  it('that is shorter than its own count says is refused', () => {
    const short = list({ guidHex: '', description: '', state: 0 }).subarray(0, -1);
    expect(() => parseInterfaceList(short)).toThrow(RangeError);
  });
});

it('a connection’s profile is read from behind its state and mode', () => {
  const attributes = Buffer.alloc(520);
  attributes.writeUInt32LE(CONNECTED, 0);
  attributes.write('桃園市府 Wi-Fi', 8, 'utf16le');
  expect(profileIn(attributes)).toBe('桃園市府 Wi-Fi');
});

it('joining again names the profile and nothing else', () => {
  const parameters = connectByProfile(0x1122334455667788n);
  expect(parameters).toHaveLength(40);
  expect(parameters.readUInt32LE(0)).toBe(0);
  expect(parameters.readBigUInt64LE(8)).toBe(0x1122334455667788n);
  expect(parameters.readBigUInt64LE(16)).toBe(0n);
  expect(parameters.readBigUInt64LE(24)).toBe(0n);
  expect(parameters.readUInt32LE(32)).toBe(3);
});
