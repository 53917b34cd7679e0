import { describe, expect, it } from 'vitest';
import { authenticationOf } from '../../../../../electron/features/mail/message/authentication.ts';
import { fieldsAbove, outsideHopOf } from '../../../../../electron/features/mail/message/received.ts';

const results = (...values: string[]) => values.map((value) => ({ name: 'authentication-results', value }));
const trusted = ['MX.yuncheng.gov.tw'];
const received = (...values: string[]) => values.map((value) => ({ name: 'received', value }));
const own = ['yuncheng.gov.tw'];

describe('what the agency’s own server found out (RFC 8601)', () => {
  it('counts a DMARC pass, and a signature or an envelope of the sender’s own domain', () => {
    const proofOf = (value: string) =>
      authenticationOf(results(`mx.yuncheng.gov.tw; ${value}`), trusted, 'news.shop.com.tw')?.proof;
    expect(proofOf('dmarc=pass header.from=shop.com.tw')).toBe('passed');
    expect(proofOf('dkim=pass header.d=shop.com.tw')).toBe('passed');
    expect(proofOf('spf=pass smtp.mailfrom=bounce@mail.shop.com.tw')).toBe('passed');
    expect(proofOf('dkim=pass header.d=mailer.example; spf=pass smtp.mailfrom=mailer.example')).toBe('none');
    expect(proofOf('spf=pass smtp.mailfrom=mailer.example; dkim=pass header.d=shop.com.tw; dmarc=fail')).toBe('failed');
    expect(proofOf('spf=fail smtp.mailfrom=shop.com.tw')).toBe('failed');
    expect(proofOf('spf=softfail smtp.mailfrom=shop.com.tw; dkim=none')).toBe('none');
    expect(proofOf('none')).toBe('none');
  });

  it('believes no other server, whatever it says', () => {
    expect(authenticationOf(results('mx.evil.example; dmarc=pass'), trusted, 'a.example')).toBeNull();
    expect(authenticationOf(results('mx.yuncheng.gov.tw; dmarc=pass'), [], 'a.example')).toBeNull();
  });

  it('believes no result below a stranger’s: it came with the message', () => {
    const fields = results('mx.other.example; dmarc=fail', 'mx.yuncheng.gov.tw; dmarc=pass');
    expect(authenticationOf(fields, trusted, 'a.example')).toBeNull();
  });

  it('believes no result that does not follow the topmost at once', () => {
    const fields = [
      ...results('mx.yuncheng.gov.tw; dmarc=fail'),
      ...received('from x (x [203.0.113.1]) by mx'),
      ...results('mx.yuncheng.gov.tw; dmarc=pass'),
    ];
    expect(authenticationOf(fields, trusted, 'a.example')).toMatchObject({ proof: 'failed', dmarc: 'fail' });
  });

  it('reads nothing out of comments', () => {
    const fields = results(
      'mx.yuncheng.gov.tw (a (nested) one); dmarc=fail (p=none; dmarc=pass) header.from=a.example',
    );
    expect(authenticationOf(fields, trusted, 'a.example')).toMatchObject({ proof: 'failed', dmarc: 'fail' });
  });

  it('reads nothing out of quoted strings, nor a domain that a sender quotes before his own', () => {
    const said = (value: string) =>
      authenticationOf(results(`mx.yuncheng.gov.tw; ${value}`), trusted, 'yuncheng.gov.tw');
    expect(
      said('spf=fail smtp.mailfrom="a; dmarc=pass "@evil.example; dmarc=fail header.from=yuncheng.gov.tw'),
    ).toMatchObject({ spf: 'fail', dmarc: 'fail', proof: 'failed' });
    expect(said('spf=pass smtp.mailfrom="x@yuncheng.gov.tw "@evil.example')?.proof).toBe('none');
    expect(said('spf=pass smtp.mailfrom="\\"; dmarc=pass (\\""@evil.example; dmarc=fail')?.proof).toBe('failed');
    expect(said('spf=pass (a \\) dmarc=pass) smtp.mailfrom=evil.example; dmarc=fail')?.proof).toBe('failed');
    expect(said('dkim=pass header.d="yuncheng.gov.tw"')?.proof).toBe('passed');
  });

  it('joins the results that one server wrote into several fields', () => {
    const fields = results('mx.yuncheng.gov.tw; spf=pass smtp.mailfrom=a.example', 'mx.yuncheng.gov.tw 1; dmarc=pass');
    expect(authenticationOf(fields, trusted, 'a.example')).toMatchObject({
      spf: 'pass',
      dmarc: 'pass',
      proof: 'passed',
    });
  });
});

describe('the hop by which a message came in', () => {
  it('passes over the agency’s own by private address or looked-up name', () => {
    const fields = received(
      'from a.yuncheng.gov.tw (a.yuncheng.gov.tw [10.1.2.3]) by mx',
      'from gw (gw.yuncheng.gov.tw [198.51.100.9]) by a',
      'from mail.shop.example (mail.shop.example [203.0.113.5]) by gw',
    );
    expect(outsideHopOf(fields, own)).toEqual({ from: 'mail.shop.example', address: '203.0.113.5', at: 2 });
  });

  it('does not believe the name that a server gives itself', () => {
    const fields = received('from mx.yuncheng.gov.tw (unknown [203.0.113.5]) by mx.yuncheng.gov.tw');
    expect(outsideHopOf(fields, own)).toMatchObject({ address: '203.0.113.5' });
  });

  it('reads Exchange’s comments, and IPv6', () => {
    expect(outsideHopOf(received('from TYZ.apc.example (2603:1096:400::14) by X'), own)?.address).toBe(
      '2603:1096:400::14',
    );
    expect(outsideHopOf(received('from a (a [IPv6:fd00::1]) by b', 'from desk (10.1.1.1) by a'), own)).toBeNull();
  });

  it.each([
    ['qmail', 'from unknown (HELO evil.example) (203.0.113.5) by mx with SMTP'],
    ['qmail, with a name in figures', 'from unknown (HELO 10.0.0.1) (boss@203.0.113.5) by mx with SMTP'],
    ['Postfix, with a name in figures', 'from [10.0.0.1] (unknown [203.0.113.5]) by mx (Postfix)'],
    ['the address alone', 'from 203.0.113.5 by mx'],
    ['Exim', 'from [203.0.113.5] (helo=mx.yuncheng.gov.tw) by mx with esmtp (Exim 4.97)'],
    ['Exim, with a port', 'from host.evil.example ([203.0.113.5]:4567 helo=10.0.0.1) by mx with esmtps'],
    ['sendmail’s doubt', 'from x (mail.yuncheng.gov.tw [203.0.113.5] (may be forged)) by mx (8.18.1/8.18.1)'],
    ['a comment of TLS first', 'from x (using TLSv1.3) (gw.evil.example [203.0.113.5]) by mx'],
    ['fetchmail', 'from pop.evil.example [203.0.113.5] by desk with POP3 (fetchmail-6.5.2)'],
    ['IPv4 as IPv6', 'from x (x [::ffff:203.0.113.5]) by mx'],
    ['a comment that never ends', 'from ((( (evil.example [203.0.113.5]) by mx (10.1.1.1)'],
    ['a greeting that reads like a delivery', 'from x by y with lmtp (evil.example [203.0.113.5]) by mx with SMTP', ''],
    ['a mark that never ends', 'from " (evil.example [203.0.113.5]) by mx (10.1.1.1)'],
  ])('is read as each server writes it: %s', (_, value, address = '203.0.113.5') => {
    expect(outsideHopOf(received(value), own)?.address).toBe(address);
  });

  it.each([
    [
      'Exchange, within one server',
      'from EX1.yuncheng.gov.tw ([fe80::a1b2%12]) by EX1.yuncheng.gov.tw ([fe80::a1b2%12]) with mapi id 15.1',
    ],
    ['Exchange', 'from EX1.yuncheng.gov.tw (10.1.2.3) by EX2.yuncheng.gov.tw (203.0.113.9) with Microsoft SMTP Server'],
    ['a mailbox’s delivery', 'from mail.yuncheng.gov.tw by mail.yuncheng.gov.tw with LMTP id abc'],
    ['a program on the server', 'from www-data by web.yuncheng.gov.tw with local (Exim 4.97)'],
    ['Windows’ own queue', 'from mail pickup service by WEB1 with Microsoft SMTPSVC'],
    ['IPv4 as IPv6', 'from a (a [::ffff:10.1.2.3]) by mx'],
    ['a name with its dot', 'from gw (gw.yuncheng.gov.tw. [198.51.100.9]) by mx'],
    ['a queue’s note', '(qmail 4321 invoked from network); 20 Nov 2026 02:15:03 -0000'],
  ])('is none within the agency: %s', (_, value) => {
    expect(outsideHopOf(received(value), own)).toBeNull();
  });

  it('is one whose address cannot be read', () => {
    expect(outsideHopOf(received('from mx.yuncheng.gov.tw by mx.yuncheng.gov.tw with ESMTP'), own)).toEqual({
      from: 'mx.yuncheng.gov.tw',
      address: '',
      at: 0,
    });
  });
});

describe('what a sender writes beforehand under the agency’s name', () => {
  const forged = results('mx.yuncheng.gov.tw; dmarc=pass');
  const hop = received('from mail.evil.example (mail.evil.example [203.0.113.5]) by mx.yuncheng.gov.tw');
  const inside = received('from gw (gw.yuncheng.gov.tw [198.51.100.9]) by mail.yuncheng.gov.tw');
  const proofOf = (...fields: { name: string; value: string }[]) =>
    authenticationOf(fieldsAbove(outsideHopOf(fields, own), fields), trusted, 'yuncheng.gov.tw')?.proof;

  it('is not believed below the hop from outside', () => {
    expect(proofOf(...hop, ...forged)).toBeUndefined();
    expect(proofOf(...inside, ...hop, ...forged)).toBeUndefined();
    expect(proofOf(...results('mx.yuncheng.gov.tw; dmarc=fail'), ...hop, ...forged)).toBe('failed');
  });

  it('is believed above it, also below the agency’s own hops', () => {
    expect(proofOf(...forged, ...hop)).toBe('passed');
    expect(proofOf(...inside, ...forged, ...hop)).toBe('passed');
  });

  it('is not believed where no hop is told', () => {
    expect(proofOf(...forged)).toBeUndefined();
  });
});
