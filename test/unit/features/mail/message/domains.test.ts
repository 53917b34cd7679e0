import { domainToASCII } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  isMixedScript,
  isSameOrganisation,
  lookAlikeOf,
  organisationNamedIn,
  organisationOf,
} from '../../../../../electron/features/mail/message/domains.ts';
import { addressesWithin, mailboxIn } from '../../../../../electron/features/mail/message/mailbox.ts';

const own = ['yuncheng.gov.tw'];

describe('whose domain it is', () => {
  it.each([
    ['mail.tycg.gov.tw', 'tycg.gov.tw'],
    ['a.b.shop.com.tw', 'shop.com.tw'],
    ['x.github.io', 'x.github.io'],
    ['evil.pages.dev', 'evil.pages.dev'],
    ['203.0.113.9', ''],
    ['', ''],
  ])('takes %s for %s', (domain, expected) => {
    expect(organisationOf(domain)).toBe(expected);
  });

  it('holds tenants of one host for strangers, and figures for nobody', () => {
    expect(isSameOrganisation('a.github.io', 'b.github.io')).toBe(false);
    expect(isSameOrganisation('203.0.113.9', '203.0.113.9')).toBe(false);
    expect(isSameOrganisation('www.shop.com.tw', 'mail.shop.com.tw')).toBe(true);
  });
});

describe('domains that pass for others', () => {
  it.each([
    ['yunchemg.gov.tw.example.com', 'gov.tw'],
    ['gov-tw.com', 'gov.tw'],
    ['nhi-gov.tw.com', 'gov.tw'],
    ['tax.gov.tw.refund.info', 'gov.tw'],
    ['yuncheng-gov.com', 'yuncheng.gov.tw'],
    ['yuncheng.com', 'yuncheng.gov.tw'],
    [domainToASCII('yunсheng.gov.tk'), 'yuncheng.gov.tw'],
    ['esunbamk.com', 'esunbank.com'],
    [domainToASCII('еsunbank.com'), 'esunbank.com'],
    ['micros0ft.com', 'microsoft.com'],
    ['cathaybk-tw.com', 'cathaybk.com.tw'],
  ])('%s passes for %j', (domain, like) => {
    expect(lookAlikeOf(domain, own)?.like ?? '').toBe(like);
  });

  it.each([
    'yuncheng.gov.tw',
    'mail.yuncheng.gov.tw',
    'taipei.gov.tw',
    'school.yuncheng.edu.tw',
    'www.post.gov.tw',
    'google.com.tw',
    'post.com',
    'apple.com.cn',
    'government.example.com',
    'govtech.com',
  ])('%s passes for nobody', (domain) => {
    expect(lookAlikeOf(domain, own)).toBeNull();
  });

  it('knows a name that may be there by chance', () => {
    expect(lookAlikeOf('yuncheng.webex.com', own)).toMatchObject({ mayBeChance: true });
    expect(lookAlikeOf('yuncheng-gov.com', own)).toMatchObject({ mayBeChance: false });
  });

  it('tells scripts mixed to deceive from Chinese names', () => {
    expect(isMixedScript(domainToASCII('pаypal.com'))).toBe(true);
    expect(isMixedScript(domainToASCII('台灣abc.tw'))).toBe(false);
    expect(isMixedScript(domainToASCII('яндекс.рф'))).toBe(false);
  });

  it('knows organisations by name, Latin ones as whole words', () => {
    expect(organisationNamedIn('【中華郵政】包裹')?.domains).toContain('post.gov.tw');
    expect(organisationNamedIn('ＤＨＬ Express')?.name).toBe('DHL');
    expect(organisationNamedIn('pineapples and DHLX')).toBeNull();
  });
});

describe('who writes', () => {
  it.each([
    ['"王, 小明" <a@B.example>', { name: '王, 小明', address: 'a@B.example', domain: 'b.example' }],
    ['=?utf-8?B?5Lit?= <a@b.example>', { name: '中', address: 'a@b.example', domain: 'b.example' }],
    [
      '"ceo@own.example" <x@evil.example>',
      { name: 'ceo@own.example', address: 'x@evil.example', domain: 'evil.example' },
    ],
    [
      '"a <fake@own.example>" <x@evil.example>',
      { name: 'a <fake@own.example>', address: 'x@evil.example', domain: 'evil.example' },
    ],
    ['a@b.example (Bob)', { name: 'Bob', address: 'a@b.example', domain: 'b.example' }],
    ['"中華\u200b郵\u00ad政" <a@b.example>', { name: '中華郵政', address: 'a@b.example', domain: 'b.example' }],
    ['nobody', { name: 'nobody', address: '', domain: '' }],
  ])('reads %s', (field, expected) => {
    expect(mailboxIn(field)).toEqual(expected);
  });

  it('is absent where the field is', () => {
    expect(mailboxIn(undefined)).toBeNull();
    expect(mailboxIn('  ')).toBeNull();
  });

  it('finds addresses within a name', () => {
    expect(addressesWithin('客服 service@bank.com.tw 專線')).toEqual(['service@bank.com.tw']);
  });
});
