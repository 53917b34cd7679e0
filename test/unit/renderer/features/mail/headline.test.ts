import { expect, it } from 'vitest';
import type { MailItem } from '../../../../../electron/contract/mail.ts';
import { headlineOf } from '../../../../../renderer/features/mail/sending/headline.ts';
import { MAIL_SCENES } from '../../../../fixtures/mail-scenes.ts';

const { view } = MAIL_SCENES.inOrder;
const withResult = (id: MailItem['id'], result: MailItem['result']) => ({
  ...view,
  items: view.items.map((item) => (item.id === id ? { ...item, result } : item)),
});

it('says in order only where nothing required is left', () => {
  expect(headlineOf(view).kind).toBe('in-order');
  expect(headlineOf(withResult('scan', 'unknown'))).toEqual({ kind: 'unknown', count: 1 });
  expect(headlineOf({ items: [], progress: null }).kind).toBe('unknown');
});

it('a recommendation is no fault and does not keep the rest from being in order', () => {
  expect(headlineOf(withResult('plain-text', 'advice')).kind).toBe('in-order');
  expect(headlineOf(withResult('recipients', 'unknown')).kind).toBe('in-order');
});

it('what a clause demands and is not quite so is never called in order', () => {
  expect(headlineOf(withResult('size', 'advice'))).toEqual({ kind: 'advice', count: 1 });
  const alsoPlain = {
    ...view,
    items: withResult('size', 'advice').items.map((item) =>
      item.id === 'plain-text' ? { ...item, result: 'advice' as const } : item,
    ),
  };
  expect(headlineOf(alsoPlain)).toEqual({ kind: 'advice', count: 2 });
  expect(headlineOf({ ...alsoPlain, ...withResult('size', 'unknown') }).kind).toBe('unknown');
});

it('what to change comes before what is not known, and is said while the check still runs', () => {
  const { view: troubled } = MAIL_SCENES.troubled;
  expect(headlineOf(troubled)).toEqual({ kind: 'change', count: 3 });
  const progress = { bytesDone: 0, bytesTotal: 1, filesDone: 0, filesTotal: 1 };
  expect(headlineOf({ ...troubled, progress }).kind).toBe('change');
  expect(headlineOf({ ...view, progress }).kind).toBe('checking');
});
