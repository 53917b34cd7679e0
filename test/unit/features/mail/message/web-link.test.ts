import { domainToASCII } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readHtml } from '../../../../../electron/features/mail/message/html/read-html.ts';
import {
  defanged,
  hostsNamedIn,
  linksInText,
  webLink,
} from '../../../../../electron/features/mail/message/web-link.ts';

const host = (target: string) => webLink({ words: '', target, from: 'anchor' }).host;

describe('where a link leads', () => {
  it.each([
    ['HTTPS://Evil.Example/x', 'evil.example'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://3405803786/', '203.0.113.10'],
    ['http://www.bank.com@evil.example/', 'evil.example'],
    ['http:\\\\evil.example\\x', 'evil.example'],
    ['www.evil.example', 'www.evil.example'],
    ['http://[2001:db8::1]:8080/', '2001:db8::1'],
    ['https://apc01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example%2Fa&data=1', 'evil.example'],
    ['https://www.google.com/url?q=https://evil.example/', 'evil.example'],
    [
      'https://apc01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fevil.example%252F',
      'evil.example',
    ],
    ['//evil.example/x', 'evil.example'],
    ['\\\\evil.example/x', 'evil.example'],
    ['javascript:alert(1)', ''],
    ['mailto:a@b.example', ''],
    ['not an address', ''],
  ])('%s leads to %j', (target, expected) => {
    expect(host(target)).toBe(expected);
  });

  it.each([
    ['https://www.post.gov.tw/track', 'www.post.gov.tw'],
    ['請點 www.bank.com.tw 登入', 'www.bank.com.tw'],
    ['bank.com.tw', 'bank.com.tw'],
    ['報告.pdf', ''],
    ['archive.zip', ''],
    ['Traffic.forecast in cities', ''],
    ['第 3.2 節', ''],
    ['service@bank.com.tw', ''],
    ['按此', ''],
    ['請上www.yuncheng.gov.tw查詢', 'www.yuncheng.gov.tw'],
    ['請上https://www.yuncheng.gov.tw查詢', 'www.yuncheng.gov.tw'],
    ['請上bank.com.tw', 'bank.com.tw'],
    ['網址：www.yuncheng.gov.tw', 'www.yuncheng.gov.tw'],
    ['"https://www.yuncheng.gov.tw"', 'www.yuncheng.gov.tw'],
    ['【https://www.yuncheng.gov.tw】', 'www.yuncheng.gov.tw'],
    ['《https://www.yuncheng.gov.tw》', 'www.yuncheng.gov.tw'],
    ['[https://www.yuncheng.gov.tw]', 'www.yuncheng.gov.tw'],
    ['https://www.yuncheng.gov.tw.', 'www.yuncheng.gov.tw'],
    ['www.yuncheng.gov.tw。', 'www.yuncheng.gov.tw'],
    ['www.yun\u200bcheng\u00ad.gov.tw', 'www.yuncheng.gov.tw'],
    ['ｗｗｗ．yuncheng．gov．tw', 'www.yuncheng.gov.tw'],
    ['政府.台灣', domainToASCII('政府.台灣')],
    ['請見 中文網址.tw/a', domainToASCII('中文網址.tw')],
    ['下載docs/readme.md並閱讀', ''],
    ['見附件report.pdf。', ''],
    ['a.service@bank.com.tw信箱', ''],
    ['共3.5公里', ''],
  ])('the words %j name %j', (words, expected) => {
    expect(hostsNamedIn(words).at(-1) ?? '').toBe(expected);
  });

  it.each([
    ['https://evil.example/a.b?c=d.e', 'hxxps://evil[.]example/a.b?c=d.e'],
    ['http://1.2.3.4:80/x', 'hxxp://1[.]2[.]3[.]4:80/x'],
    ['https://a@evil.example/', 'hxxps://a[@]evil[.]example/'],
    ['javascript:alert(1)', 'javascript[:]alert(1)'],
    ['mailto:a@b.example', 'mailto:a[@]b[.]example'],
    ['www.evil.example', 'www[.]evil[.]example'],
    ['ftp://evil.example', 'fxp://evil[.]example'],
  ])('%s is written as %s', (target, expected) => {
    expect(defanged(target)).toBe(expected);
  });

  it('goes at most five wrappings deep', () => {
    let address = 'https://evil.example/';
    for (let times = 0; times < 6; times++) address = `https://www.google.com/url?q=${encodeURIComponent(address)}`;
    expect(host(address)).toBe('www.google.com');
  });

  it('tells both readings of a name in Chinese and Latin letters', () => {
    expect(hostsNamedIn('台灣abc.tw')).toEqual([domainToASCII('台灣abc.tw'), 'abc.tw']);
  });

  it('finds the addresses in a text without the marks about them', () => {
    expect(
      linksInText('見（https://a.example/x）。或 http://b.example/y, www.c.example!').map(({ target }) => target),
    ).toEqual(['https://a.example/x', 'http://b.example/y', 'www.c.example']);
  });
});

describe('reading a message’s page', () => {
  it('takes the words of each link, with the text for a picture', () => {
    const { links } = readHtml(
      '<a href=" https://a.ex\nample/ "><b>按</b>此 <img alt="登入" src="x"></a><area href="http://c.example/"><form action="/f"></form>',
    );
    expect(links).toEqual([
      { words: '按此 登入', target: 'https://a.example/', from: 'anchor' },
      { words: '', target: 'http://c.example/', from: 'anchor' },
      { words: '', target: '/f', from: 'form' },
    ]);
  });

  it('takes what a button sends to, and the links of drawings', () => {
    const { links } = readHtml(
      '<button formaction="https://evil.example/f">a</button><svg><a xlink:href="https://evil.example/s">b</a></svg>',
    );
    expect(links.map(({ target }) => target)).toEqual(['https://evil.example/f', 'https://evil.example/s']);
  });

  it('resolves addresses against the base that the page names', () => {
    expect(readHtml('<base href="https://evil.example/d/"><a href="x">a</a>').links[0]?.target).toBe(
      'https://evil.example/d/x',
    );
  });

  it.each([
    'display:none',
    'DISPLAY : NONE',
    'font-size:0px',
    'opacity:0',
    'color:#fff;background-color:#fff',
    'text-indent:-999px',
  ])('knows text that %s hides', (style) => {
    const { text, hiddenText } = readHtml(`<p>seen <span style="${style}">not <b>seen</b></span> again</p>`);
    expect(text).toBe('seen again');
    expect(hiddenText).toBe('not seen');
  });

  it('tells what is drawn from what is written for programs', () => {
    const page = readHtml(
      '<title>t</title><style>p{}</style><script>var a="<b>"</script><p>a &amp; b&nbsp;c</p><!-- no -->d',
    );
    expect(page.text).toBe('a & b c\nd');
    expect(page.scripts).toEqual(['<script>']);
  });

  it('finds pictures of no size, fields for passwords, frames, handlers and pages that lead on', () => {
    const page = readHtml(
      '<img src="https://t.example/o" width=1 height="1px"><img src="https://t.example/p" width=100 height=1><input type=PASSWORD><input type=hidden><iframe src=x></iframe><body onload=go()><meta http-equiv=Refresh content="0; url=https://e.example/">',
    );
    expect(page.pictures.map(({ isTiny }) => isTiny)).toEqual([true, false]);
    expect(page.inputs).toEqual(['password']);
    expect(page.frames).toEqual(['<iframe> x']);
    expect(page.scripts).toEqual(['onload=']);
    expect(page.links).toEqual([{ words: '', target: 'https://e.example/', from: 'refresh' }]);
  });
});
