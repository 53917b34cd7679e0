// Which room may import from which. The table is the wall; everything not named is refused.
import { importsOf, resolveImport } from '../imports.mjs';

const CONTRACT = 'electron/contract/';
const PLATFORM = 'electron/platform/';
const PLATFORM_INTERFACE = 'electron/platform/platform.ts';
const MAIL_PROGRAM_SOURCES = 'electron/platform/mail-program-sources.ts';
const LINUX = 'electron/platform/linux/';
const WINDOWS = 'electron/platform/windows/';
const STORAGE = 'electron/storage/';
const SETTINGS = 'electron/settings/';
const DELIVERY = 'electron/delivery/';
const IPC = 'electron/ipc/';
const FEATURES = 'electron/features/';
const SHELL = 'electron/shell/';

/** Packages by what they are for. A new one is entered here by hand: that is the moment to ask whether it belongs. */
const SCHEMAS = ['zod'];
const DATA = ['zod', 'temporal-polyfill'];
const PAGE = [
  'react',
  'react-dom',
  '@fluentui/react-components',
  '@fluentui/react-icons',
  '@fluentui/react-charts',
  'i18next',
  'react-i18next',
];

/**
 * First match wins. `files`: folders (ending in `/`) or single files; a room's own folder is always open to it.
 * `closed`: folders within these that stay shut. `packages`: with their sub-paths. `node`: Node's own modules.
 * `loadsByPath`: may import a path found while running.
 */
const ROOMS = [
  {
    at: /^(electron|renderer)\/vite\.[\w.]+\.ts$/,
    files: [CONTRACT, 'electron/vite.chunks.ts'],
    packages: ['vite', '@vitejs/plugin-react'],
    node: true,
  },
  {
    at: /^electron\/dev\//,
    own: 'electron/dev/',
    files: [],
    packages: ['electron', 'vite', '@electron/fuses', '@electron/asar'],
    node: true,
    loadsByPath: true,
  },
  { at: /^electron\/contract\//, own: CONTRACT, files: [], packages: SCHEMAS, node: false },
  { at: /^electron\/preload\.ts$/, files: [CONTRACT, IPC], packages: ['electron'], node: false },
  { at: /^electron\/ipc\//, own: IPC, files: [CONTRACT], packages: ['electron', ...SCHEMAS], node: true },
  {
    at: /^electron\/features\/([^/]+)\//,
    own: 'electron/features/$1/',
    files: [CONTRACT, PLATFORM_INTERFACE, MAIL_PROGRAM_SOURCES, DELIVERY, STORAGE, SETTINGS, 'assets/'],
    packages: [...DATA, 'unpdf', 'uqr', 'nodemailer', '@zip.js/zip.js', 'tldts', 'htmlparser2'],
    node: true,
  },
  {
    at: /^electron\/delivery\//,
    own: DELIVERY,
    files: [CONTRACT, PLATFORM_INTERFACE, STORAGE, SETTINGS],
    packages: [...DATA, 'canonicalize', 'age-encryption', '@noble/ciphers', 'nodemailer'],
    node: true,
  },
  { at: /^electron\/storage\//, own: STORAGE, files: [CONTRACT], packages: DATA, node: true },
  {
    at: /^electron\/settings\//,
    own: SETTINGS,
    files: [CONTRACT, PLATFORM_INTERFACE, STORAGE, 'assets/'],
    packages: DATA,
    node: true,
  },
  { at: /^electron\/platform\/for-platform\.ts$/, own: PLATFORM, files: [CONTRACT], packages: [], node: true },
  {
    at: /^electron\/platform\/linux\//,
    own: PLATFORM,
    files: [CONTRACT],
    closed: [WINDOWS],
    packages: [...DATA, 'dbus-native'],
    node: true,
  },
  {
    at: /^electron\/platform\/windows\//,
    own: PLATFORM,
    files: [CONTRACT],
    closed: [LINUX],
    packages: [...DATA, 'koffi'],
    node: true,
  },
  {
    at: /^electron\/platform\//,
    own: PLATFORM,
    files: [CONTRACT],
    closed: [LINUX, WINDOWS],
    packages: SCHEMAS,
    node: true,
  },
  {
    at: /^electron\/shell\//,
    own: SHELL,
    files: [CONTRACT, PLATFORM_INTERFACE, IPC, FEATURES, DELIVERY, SETTINGS, STORAGE, 'locales/', 'assets/'],
    packages: ['electron', 'electron-log', 'i18next', ...DATA],
    node: true,
  },
  {
    at: /^electron\/[^/]+\.ts$/,
    own: 'electron/',
    files: ['locales/', 'assets/'],
    closed: ['electron/dev/', LINUX, WINDOWS],
    packages: ['electron', 'electron-log', ...DATA],
    node: true,
  },
  { at: /^renderer\//, own: 'renderer/', files: [CONTRACT, 'locales/'], packages: PAGE, node: false },
];

export const rooms = {
  name: 'rooms',
  check(source) {
    const entry = ROOMS.find((room) => room.at.test(source.path));
    if (!entry)
      return [
        {
          node: source.nodes[0],
          found: 'a file in no known room',
          instead: 'put it in a room of ROOMS (test/walls/rules/rooms.mjs), or enter its room there',
        },
      ];
    const match = entry.at.exec(source.path);
    const own = entry.own?.replace('$1', match[1]);
    const open = own ? [own, ...entry.files] : entry.files;
    return importsOf(source).flatMap((each) => {
      // Outside the page an address made from import.meta.url is a file's path, and loads nothing.
      if (each.isAddress && !source.path.startsWith('renderer/')) return [];
      if (each.specifier === null) {
        if (entry.loadsByPath) return [];
        return [
          {
            node: each.node,
            found: 'an import whose target is known only when running',
            instead: 'name the module in a plain string',
          },
        ];
      }
      const target = resolveImport(source.path, each.specifier);
      if (isOpen(target, entry, open)) return [];
      return [{ node: each.node, found: `an import of ${target.name}`, instead: wayOut(source.path, entry, open) }];
    });
  },
};

function isOpen(target, entry, open) {
  const within = (place) => (place.endsWith('/') ? target.name.startsWith(place) : target.name === place);
  switch (target.kind) {
    case 'file':
      return open.some(within) && !entry.closed?.some(within);
    case 'package':
      return entry.packages.some((name) => target.name === name || target.name.startsWith(`${name}/`));
    case 'node':
      return entry.node;
    default:
      return false;
  }
}

function wayOut(path, entry, open) {
  const may = [...open, ...entry.packages, ...(entry.node ? ['node:*'] : [])].join(', ');
  const hint = path.startsWith('renderer/')
    ? 'ask the main process through renderer/main-process.ts'
    : 'take what you need as an argument from the composition root (electron/main.ts)';
  return `${hint}; this room may import ${may}`;
}
