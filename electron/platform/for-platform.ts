import type { Platform } from './platform.ts';

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
