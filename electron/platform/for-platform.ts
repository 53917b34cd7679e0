import type { MailProgramSources } from './mail-program-sources.ts';
import type { Antivirus, Platform } from './platform.ts';

export interface PlatformOptions {
  /**
   * Interfaces to treat as physical whatever the system says of them: how tests count a veth pair.
   * Only ever set in unpackaged runs; Linux only.
   */
  readonly physicalNames?: readonly string[];
  /** Read managed settings from this file instead, without the ownership check. Only ever set in unpackaged runs. */
  readonly managedFile?: string;
}

/** The app runs on Linux and Windows only. */
export class UnsupportedSystem extends Error {
  constructor(osName: string) {
    super(`CityNet Desk runs on Windows and Linux; this system calls itself "${osName}".`);
    this.name = 'UnsupportedSystem';
  }
}

/**
 * The one switch between operating systems. Only the side needed is loaded, so that Linux never loads koffi.
 * Rejects with UnsupportedSystem, or with the loader's error where the Windows caller (koffi) does not load.
 */
export async function platformFor(osName: NodeJS.Platform, options: PlatformOptions = {}): Promise<Platform> {
  switch (osName) {
    case 'linux':
      return (await import('./linux/platform.ts')).linuxPlatform(options);
    case 'win32':
      return (await import('./windows/platform.ts')).windowsPlatform(options);
    default:
      throw new UnsupportedSystem(osName);
  }
}

/** The antivirus alone, for the process that scans. Rejects as `platformFor` does. */
export async function antivirusFor(osName: NodeJS.Platform = process.platform): Promise<Antivirus> {
  switch (osName) {
    case 'linux':
      return new (await import('./linux/antivirus.ts')).LinuxAntivirus();
    case 'win32':
      return new (await import('./windows/antivirus.ts')).WindowsAntivirus();
    default:
      throw new UnsupportedSystem(osName);
  }
}

/** Where the mail programs keep their settings alone, for the process that reads them. Rejects as `platformFor` does. */
export async function mailProgramsFor(osName: NodeJS.Platform = process.platform): Promise<MailProgramSources> {
  switch (osName) {
    case 'linux':
      return new (await import('./linux/mail-programs.ts')).LinuxMailPrograms();
    case 'win32':
      return new (await import('./windows/mail-programs.ts')).WindowsMailPrograms();
    default:
      throw new UnsupportedSystem(osName);
  }
}
