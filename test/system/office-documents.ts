import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runProgram } from '../../electron/dev/run-program.mjs';

export const OFFICE = '/usr/bin/soffice';

/** How one document becomes another: LibreOffice's filter, and a password where it shall have one. */
export interface Conversion {
  readonly from: string;
  readonly to: string;
  readonly filter: string;
  readonly password?: string;
}

/**
 * Has the real LibreOffice write documents, by a macro in a profile of its own under `folder`.
 * @param conversions file names in `folder`
 * @throws where LibreOffice fails, with what it said
 */
export async function convertByOffice(folder: string, conversions: readonly Conversion[]): Promise<void> {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
  // The first start of a profile writes over what stands in it.
  await office([profile, '--terminate_after_init']);
  const library = join(folder, 'profile/user/basic/Standard');
  await writeFile(join(library, 'script.xlb'), scriptList('Standard', 'Convert'));
  await writeFile(join(library, 'Convert.xba'), module('Convert', macro(folder, conversions)));
  await office([profile, 'macro:///Standard.Convert.Main']);
}

async function office(args: readonly string[]): Promise<void> {
  const always = ['--headless', '--norestore', '--nolockcheck'];
  const { code, said } = await runProgram(OFFICE, [...always, ...args], { timeoutMs: 100_000 });
  if (code !== 0) throw new Error(`LibreOffice ended with ${code}: ${said}`);
}

function macro(folder: string, conversions: readonly Conversion[]): string {
  const url = (name: string) => `"${pathToFileURL(join(folder, name))}"`;
  const calls = conversions.map(
    ({ from, to, filter, password = '' }) => `Store ${url(from)}, ${url(to)}, "${filter}", "${password}"`,
  );
  return `Sub Main
${calls.join('\n')}
StarDesktop.terminate()
End Sub

Sub Store(source As String, target As String, filterName As String, password As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  Dim options(1) As New com.sun.star.beans.PropertyValue
  options(0).Name = "FilterName"
  options(0).Value = filterName
  options(1).Name = "Overwrite"
  options(1).Value = True
  If password &lt;&gt; "" Then
    ReDim Preserve options(2) As New com.sun.star.beans.PropertyValue
    If InStr(filterName, "pdf") &gt; 0 Then
      Dim pdf(1) As New com.sun.star.beans.PropertyValue
      pdf(0).Name = "EncryptFile"
      pdf(0).Value = True
      pdf(1).Name = "DocumentOpenPassword"
      pdf(1).Value = password
      options(2).Name = "FilterData"
      options(2).Value = pdf()
    ElseIf InStr(filterName, "2007") &gt; 0 Then
      Dim secret(1) As New com.sun.star.beans.NamedValue
      secret(0).Name = "CryptoType"
      secret(0).Value = "Standard"
      secret(1).Name = "OOXPassword"
      secret(1).Value = password
      options(2).Name = "EncryptionData"
      options(2).Value = secret()
    Else
      options(2).Name = "Password"
      options(2).Value = password
    End If
  End If
  document.storeToURL(target, options())
  document.close(True)
End Sub`;
}

const MODULE_TYPES = '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">';
const SCRIPT = 'xmlns:script="http://openoffice.org/2000/script"';
const LIBRARY = 'xmlns:library="http://openoffice.org/2000/library"';

const module = (name: string, source: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>${MODULE_TYPES}<script:module ${SCRIPT} script:name="${name}" script:language="StarBasic">${source}</script:module>`;

const scriptList = (library: string, name: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd"><library:library ${LIBRARY} library:name="${library}" library:readonly="false" library:passwordprotected="false"><library:element library:name="${name}"/></library:library>`;
