; Included by electron-builder's installer and uninstaller, both of which run as administrator (perMachine).

!macro RunTaskScript SCRIPT
  ; The installer is a 32-bit program: what it calls System32 is another folder, with another registry behind it.
  StrCpy $R8 "$WINDIR\Sysnative\WindowsPowerShell\v1.0\powershell.exe"
  ${IfNot} ${FileExists} "$R8"
    StrCpy $R8 "$SYSDIR\WindowsPowerShell\v1.0\powershell.exe"
  ${EndIf}
  nsExec::ExecToLog '"$R8" -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "$INSTDIR\resources\windows-tasks\${SCRIPT}"'
  Pop $R9
  ; Not fatal: the app itself says what it can and cannot cut.
  DetailPrint "${SCRIPT}: $R9"
!macroend

; The red button without an open window, beside the app's own two shortcuts. 1028 is zh-TW.
!define CUT_NAME_ZH "${U+7ACB}${U+5373}${U+65B7}${U+7DDA}${U+4E26}${U+901A}${U+5831}"
!define CUT_NAME_EN "Disconnect now and report"

!macro CreateCutShortcuts NAME
  CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}" "--incident"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}" "--incident"
!macroend

!macro DeleteCutShortcuts NAME
  Delete "$DESKTOP\${NAME}.lnk"
  Delete "$SMPROGRAMS\${NAME}.lnk"
!macroend

!macro customInstall
  !insertmacro RunTaskScript "register-tasks.ps1"
  ; Where the app updates itself, what an administrator has taken off the desktop stays off it.
  ${IfNot} ${isUpdated}
    ${If} $LANGUAGE == 1028
      !insertmacro CreateCutShortcuts "${CUT_NAME_ZH}"
    ${Else}
      !insertmacro CreateCutShortcuts "${CUT_NAME_EN}"
    ${EndIf}
  ${EndIf}
!macroend

!macro customUnInstall
  ; An update in the middle of an incident must not bring the network back.
  ${IfNot} ${isUpdated}
    !insertmacro RunTaskScript "unregister-tasks.ps1"
    !insertmacro DeleteCutShortcuts "${CUT_NAME_ZH}"
    !insertmacro DeleteCutShortcuts "${CUT_NAME_EN}"
  ${EndIf}
!macroend
