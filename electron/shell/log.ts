import { join } from 'node:path';

/** Writes to `logs/main.log` in the data folder, at most 1 MiB and one old file. Never names, notes or addresses. */
export type Log = (line: string) => void;

export function logTo(folder: string): Log {
  let ready: Promise<Log> | undefined;
  // Loaded with the first line: most starts have nothing to log.
  const open = async (): Promise<Log> => {
    const { default: log } = await import('electron-log/node');
    log.transports.file.resolvePathFn = () => join(folder, 'logs', 'main.log');
    log.transports.file.maxSize = 1024 * 1024;
    log.transports.console.level = false;
    return (line) => log.info(line);
  };
  return (line) => {
    ready ??= open();
    // A log that cannot be written must not take down what it reports on.
    ready.then((write) => write(line)).catch(() => {});
  };
}
