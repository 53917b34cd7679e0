import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../electron/dev/run-program.mjs';

const script = (source: string, timeoutMs?: number) =>
  runProgram(process.execPath, ['-e', source], timeoutMs ? { timeoutMs } : {});

describe('runProgram', () => {
  it('keeps standard output apart and says what both streams said', async () => {
    const { code, stdout, said } = await script(
      'console.log("out"); console.error("\\u001b[31merr\\u001b[0m"); process.exit(3)',
    );
    expect({ code, stdout }).toEqual({ code: 3, stdout: 'out\n' });
    expect(said.split('\n').sort()).toEqual(['err', 'out']);
  });

  it('answers null with the reason where the program does not exist', async () => {
    const { code, said } = await runProgram('/no/such/program', []);
    expect(code).toBeNull();
    expect(said).toContain('ENOENT');
  });

  it('stops a program that takes too long, and says so', async () => {
    const { code, said } = await script('setInterval(() => {}, 1000)', 300);
    expect(code).toBeNull();
    expect(said).toContain('stopped after 0.3 s');
  });

  it('keeps the first and last lines of a long complaint', async () => {
    const { said } = await script('for (let i = 1; i <= 100; i++) console.error("line " + i)');
    const lines = said.split('\n');
    expect(lines).toHaveLength(31);
    expect([lines[0], lines.at(-1)]).toEqual(['line 1', 'line 100']);
  });
});
