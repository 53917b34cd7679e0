import { join } from 'node:path';
import { app } from 'electron';
import { OfficialFigure } from '../features/usage/official-figure.ts';
import { readOnce } from '../features/usage/read-once.ts';
import type { Platform } from '../platform/platform.ts';
import { SettingsStore } from '../settings/settings-store.ts';
import { systemLanguage } from './app-info.ts';
import { badCommandLine, type Command } from './command-line.ts';
import { type ExitCode, runStatus } from './status-report.ts';
import { type Words, wordsIn } from './words.ts';

const write = {
  out: (text: string) => void process.stdout.write(`${text}\n`),
  err: (line: string) => void process.stderr.write(`${line}\n`),
};

export interface CommandParts {
  readonly platform: Platform;
  readonly folder: string;
}

/** Answers a command line that opens no window. Of the data folder reads only: the app may be running on it. */
export async function runCommand(
  command: Exclude<Command, { kind: 'window' }>,
  parts: CommandParts,
): Promise<ExitCode> {
  const settings = new SettingsStore({ ...parts, readOnly: true });
  const own = settings.values.language;
  const language = own === 'system' ? systemLanguage() : own;
  const words: Words = (key, values) =>
    wordsIn(language)(key, { commission: settings.values.commission.name, ...values });
  switch (command.kind) {
    case 'help':
      write.out(words('cli:help.text', { version: app.getVersion() }));
      return 0;
    case 'version':
      write.out(app.getVersion());
      return 0;
    case 'bad':
      write.err(badCommandLine(command, words));
      return 2;
    case 'import-rules': {
      const { importRules } = await import('./import-rules.ts');
      return importRules({ ...command, folder: join(parts.folder, 'rules'), t: words, write });
    }
    case 'verify-receipt': {
      const { verifyReceipts } = await import('./receipt-commands.ts');
      return verifyReceipts(command, { folder: parts.folder, language, write });
    }
    case 'roster': {
      const { roster } = await import('./receipt-commands.ts');
      return roster(command, { folder: parts.folder, language, write }, settings.values, parts.platform);
    }
    case 'status':
      return runStatus({
        takeSnapshot: () => takeSnapshot(parts, settings),
        settingsView: settings.view(),
        versions: {
          app: app.getVersion(),
          electron: process.versions.electron,
          node: process.versions.node,
          os: parts.platform.osName,
        },
        json: command.json,
        language,
        t: words,
        write,
      });
  }
}

function takeSnapshot({ platform, folder }: CommandParts, settings: SettingsStore) {
  return readOnce({
    platform,
    folder: join(folder, 'usage'),
    settings: () => settings.values,
    official: (today) =>
      new OfficialFigure({
        // The network stack needs a display's session; the command line shows what the app last fetched.
        fetch: () => Promise.reject(new Error('not asked from the command line')),
        settings: () => settings.values,
        account: platform.account().accountName,
        day: () => today,
        folder,
      }).current(),
  });
}
