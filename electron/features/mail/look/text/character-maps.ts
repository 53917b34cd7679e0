declare global {
  interface ImportMeta {
    /** Vite's: the files that fit, each loaded when it is asked for. */
    glob<T>(pattern: string, options: { query: string; import: string }): Record<string, () => Promise<T>>;
  }
}

/**
 * Adobe's character maps for Chinese, Japanese and Korean, as packed by pdf.js: what a PDF needs to be read that names
 * a map instead of holding one. Each is a chunk of its own, loaded when a document asks for it.
 */
const MAPS = import.meta.glob<string>('../../../../../assets/cmaps/*.bcmap', { query: '?inline', import: 'default' });

/** pdf.js asks this class for a map by name. */
export class CharacterMaps {
  async fetch({ name }: { name: string }): Promise<{ cMapData: Uint8Array<ArrayBuffer>; isCompressed: boolean }> {
    const load = MAPS[`../../../../../assets/cmaps/${name}.bcmap`];
    if (!load) throw new Error(`no character map ${name}`);
    const dataUrl = await load();
    const packed = Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
    return { cMapData: new Uint8Array(packed), isCompressed: true };
  }
}
