/** A format known by its content. */
export interface FileKind {
  readonly extension: string;
  readonly mediaType: string;
  /** Other endings under which this content is no disguise. */
  readonly alsoNamed: readonly string[];
  readonly nature: 'document' | 'picture' | 'media' | 'text' | 'archive' | 'program' | 'script' | 'shortcut' | 'other';
}

/** What is played, shown, or judged as what runs already; all else may hold files of its own, and be encrypted. */
export const HOLD_NOTHING = new Set<FileKind['nature']>(['picture', 'media', 'program', 'script', 'shortcut']);

const kind = (
  extension: string,
  mediaType: string,
  nature: FileKind['nature'] = 'other',
  alsoNamed = '',
): readonly [string, FileKind] => [
  extension,
  { extension, mediaType, nature, alsoNamed: alsoNamed ? alsoNamed.split(' ') : [] },
];

const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';

/** By the usual ending. `bin` is deliberately absent: what is not known has no kind. */
const KINDS = new Map([
  kind('pdf', 'application/pdf', 'document'),
  kind('docx', `${OOXML}.wordprocessingml.document`, 'document', 'dotx docm dotm'),
  kind('xlsx', `${OOXML}.spreadsheetml.sheet`, 'document', 'xltx xlsm xltm xlsb xlam'),
  kind('pptx', `${OOXML}.presentationml.presentation`, 'document', 'potx ppsx pptm potm ppsm ppam'),
  // What Office encrypts is a compound file, whichever of its formats stands in it.
  kind(
    'ooxml',
    'application/vnd.ms-office.encrypted',
    'document',
    'docx docm dotx xlsx xlsm xlsb xltx pptx pptm potx ppsx',
  ),
  kind('odt', `${ODF}.text`, 'document', 'ott fodt'),
  kind('ods', `${ODF}.spreadsheet`, 'document', 'ots fods'),
  kind('odp', `${ODF}.presentation`, 'document', 'otp fodp'),
  kind('odg', `${ODF}.graphics`, 'document', 'otg'),
  kind('doc', 'application/msword', 'document', 'dot wiz'),
  kind('xls', 'application/vnd.ms-excel', 'document', 'xlt xla et'),
  kind('ppt', 'application/vnd.ms-powerpoint', 'document', 'pot pps ppa dps'),
  kind('msg', 'application/vnd.ms-outlook', 'document', 'oft'),
  kind('vsd', 'application/vnd.visio', 'document', 'vst'),
  kind('rtf', 'application/rtf', 'document', 'doc'),
  kind('epub', 'application/epub+zip', 'document'),
  kind('eml', 'message/rfc822', 'text', 'txt mht mhtml'),
  kind('html', 'text/html', 'text', 'htm xhtml shtml mht xls doc txt'),
  kind('xml', 'text/xml', 'text', 'xsd xsl xslt svg rdf rels kml gpx plist config fodt fods fodp di xls doc txt'),
  kind('txt', 'text/plain', 'text'),
  kind('png', 'image/png', 'picture'),
  kind('jpg', 'image/jpeg', 'picture', 'jpeg jpe jfif'),
  kind('gif', 'image/gif', 'picture'),
  kind('bmp', 'image/bmp', 'picture', 'dib'),
  kind('tif', 'image/tiff', 'picture', 'tiff dng nef cr2 arw'),
  kind('webp', 'image/webp', 'picture'),
  kind('heic', 'image/heic', 'picture', 'heif avif'),
  kind('ico', 'image/vnd.microsoft.icon', 'picture', 'cur'),
  kind('psd', 'image/vnd.adobe.photoshop', 'picture', 'psb'),
  kind('mp3', 'audio/mpeg', 'media'),
  kind('wav', 'audio/wav', 'media'),
  kind('avi', 'video/x-msvideo', 'media'),
  kind('ogg', 'audio/ogg', 'media', 'oga ogv opus'),
  kind('flac', 'audio/flac', 'media'),
  kind('mp4', 'video/mp4', 'media', 'm4a m4v mov 3gp qt'),
  kind('mkv', 'video/x-matroska', 'media', 'webm mka'),
  kind('asf', 'video/x-ms-asf', 'media', 'wmv wma'),
  kind('zip', 'application/zip', 'archive', 'cbz kmz xpi vsix nupkg whl gadget'),
  kind('7z', 'application/x-7z-compressed', 'archive'),
  kind('rar', 'application/vnd.rar', 'archive', 'r00'),
  kind('gz', 'application/gzip', 'archive', 'tgz svgz emz wmz'),
  kind('bz2', 'application/x-bzip2', 'archive', 'tbz tbz2'),
  kind('xz', 'application/x-xz', 'archive', 'txz'),
  kind('zst', 'application/zstd', 'archive'),
  kind('tar', 'application/x-tar', 'archive'),
  kind('cab', 'application/vnd.ms-cab-compressed', 'archive', 'msu'),
  kind('iso', 'application/x-iso9660-image', 'archive', 'img'),
  kind('vhd', 'application/x-vhd', 'archive', 'vhdx'),
  kind('ace', 'application/x-ace-compressed', 'archive'),
  kind('arj', 'application/x-arj', 'archive'),
  kind('lzh', 'application/x-lzh-compressed', 'archive', 'lha'),
  kind('exe', 'application/vnd.microsoft.portable-executable', 'program', 'dll scr com cpl sys ocx drv efi ax pif mui'),
  kind('elf', 'application/x-elf', 'program', 'so o appimage'),
  kind('macho', 'application/x-mach-binary', 'program', 'dylib bundle'),
  kind('msi', 'application/x-msi', 'program', 'msp mst'),
  kind('jar', 'application/java-archive', 'program', 'war ear'),
  kind('class', 'application/java-vm', 'program'),
  kind('apk', 'application/vnd.android.package-archive', 'program'),
  kind('wasm', 'application/wasm', 'program'),
  kind('sh', 'text/x-shellscript', 'script', 'py pl rb bash txt js mjs command'),
  kind('lnk', 'application/x-ms-shortcut', 'shortcut'),
  kind('url', 'application/x-mswinurl', 'shortcut', 'website'),
  kind('sqlite', 'application/vnd.sqlite3', 'other', 'db db3 sqlite3'),
  kind('chm', 'application/vnd.ms-htmlhelp', 'script'),
  kind('one', 'application/onenote', 'other'),
  kind('pst', 'application/vnd.ms-outlook-pst', 'other', 'ost'),
  kind('dwg', 'image/vnd.dwg', 'document'),
  kind('asc', 'application/pgp-encrypted', 'text', 'pgp gpg sig'),
  kind('ttf', 'font/ttf', 'other', 'ttc otf'),
  kind('evtx', 'application/x-ms-evtx', 'other'),
  kind('cfb', 'application/x-cfb', 'other', 'db'),
]);

/** Throws for a name that is not in the table: that is a mistake of ours. */
export function kindNamed(extension: string): FileKind {
  const found = KINDS.get(extension);
  if (!found) throw new Error(`no file kind ${extension}`);
  return found;
}

/** The kinds that an ending stands for; none for an ending that says nothing (`.dat`). */
export function kindsUnder(extension: string): readonly FileKind[] {
  return [...KINDS.values()].filter((each) => each.extension === extension || each.alsoNamed.includes(extension));
}

const words = (list: string) => new Set(list.split(' '));

/** Endings that Windows runs, beyond those in the table. */
export const PROGRAM_ENDINGS = words(
  'exe com scr pif cpl msi msp mst dll ocx sys jar apk app appx appxbundle msix msixbundle gadget application appref-ms xll',
);
/** Endings that Windows hands to an interpreter. */
export const SCRIPT_ENDINGS = words(
  'js jse vbs vbe wsf wsh ws hta bat cmd ps1 ps1xml ps2 psc1 psd1 psm1 msh sct shb reg inf chm hlp msc vb py pyw rb pl sh',
);
/** Endings of files that only point elsewhere. */
export const SHORTCUT_ENDINGS = words(
  'lnk url website library-ms search-ms searchconnector-ms settingcontent-ms desktop webloc scf',
);
/** Endings under which people expect a document, a picture or the like: what stands before the last in a disguise. */
export const HARMLESS_ENDINGS = words(
  'pdf doc docx xls xlsx ppt pptx odt ods odp rtf txt csv jpg jpeg png gif bmp tif tiff heic mp3 mp4 avi mov wav htm html xml eml msg zip rar 7z',
);
