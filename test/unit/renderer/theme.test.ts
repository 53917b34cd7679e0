import { readFileSync } from 'node:fs';
import { webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../renderer/theme.css', import.meta.url), 'utf8');

/** The tokens of one rule that bear Fluent's names. */
function tokensOf(selector: string): Map<string, string> {
  const rule = css.slice(css.indexOf(`${selector} {`)).split('}', 1)[0] ?? '';
  return new Map([...rule.matchAll(/--(color\w+): (.+);/g)].map(([, name = '', value = '']) => [name, value]));
}

describe.each([
  [':root', webLightTheme],
  [':root[data-theme="dark"]', webDarkTheme],
] as const)('the first page’s tokens in %s', (selector, theme) => {
  const tokens = tokensOf(selector);

  it('are Fluent’s own, so that nothing shifts when Fluent has loaded', () => {
    expect(tokens.size).toBeGreaterThan(10);
    for (const [name, value] of tokens) expect([name, value]).toEqual([name, theme[name as keyof typeof theme]]);
  });
});

it('dark has a value for every token that light has', () => {
  expect([...tokensOf(':root[data-theme="dark"]').keys()]).toEqual([...tokensOf(':root').keys()]);
});
