import { expect, test } from 'vitest';
import type { Notice } from '../../../../../electron/contract/app.ts';
import { noticesOn } from '../../../../../renderer/features/notices/notices-on.ts';

const due: Notice = { kind: 'acknowledgement-due', id: 'a', dueOn: '2026-12-20', daysLeft: 19 };
const drill: Notice = { kind: 'drill-due', id: 'b' };
const lost: Notice = {
  kind: 'incident-record-unreadable',
  id: 'c',
  detail: 'EIO',
  restoreCommand: 'nmcli networking on',
};
const full: Notice = { kind: 'cannot-save', id: 'd', detail: 'ENOSPC' };
const nothing: Notice = { kind: 'nothing-to-restore', id: 'e' };
const all = [due, drill, lost, full, nothing];

test('the incident page keeps what bears on an incident, and lets reminders wait', () => {
  expect(noticesOn('incident', all)).toEqual([lost, full, nothing]);
});

test.each(['rules', 'acknowledgement'] as const)('the page %s says itself what its reminder would', (route) => {
  expect(noticesOn(route, all)).toEqual([drill, lost, full, nothing]);
});

test.each(['usage', 'mail', 'delivery', 'settings'] as const)('the page %s shows them all', (route) => {
  expect(noticesOn(route, all)).toEqual(all);
});
