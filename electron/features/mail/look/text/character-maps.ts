declare global {
  interface ImportMeta {
    /** Vite's: the files that fit, each loaded when it is asked for. */
    glob<T>(pattern: string, options: { import: string }): Record<string, () => Promise<T>>;
  }
}

/**
 * Adobe's character maps for Chinese and Japanese, as pdf.js packs them, in base64: what a PDF needs to be read that
 * names a map instead of holding one. Each is a chunk of its own, loaded when a document asks for it.
 */
const MAPS = import.meta.glob<string>('../../../../../assets/cmaps/*.json', { import: 'packed' });

/** pdf.js asks this class for a map by name. */
export class CharacterMaps {
  async fetch({ name }: { name: string }): Promise<{ cMapData: Uint8Array<ArrayBuffer>; isCompressed: boolean }> {
    const load = MAPS[`../../../../../assets/cmaps/${name}.json`];
    if (!load) throw new Error(`no character map ${name}`);
    return { cMapData: new Uint8Array(Buffer.from(await load(), 'base64')), isCompressed: true };
  }
}
