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

!macro customInstall
  !insertmacro RunTaskScript "register-tasks.ps1"
!macroend

!macro customUnInstall
  ; An update in the middle of an incident must not bring the network back.
  ${IfNot} ${isUpdated}
    !insertmacro RunTaskScript "unregister-tasks.ps1"
  ${EndIf}
!macroend
