# Restores the network, then removes both tasks and their keys: nobody could switch the adapters on by them afterwards.
# The uninstaller runs this as an administrator. Where an adapter is not back, its GUID stays in the registry for IT.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$restored = $true
try {
    # Unset as long as no script or program has ended with a code.
    $global:LASTEXITCODE = 0
    & "$PSScriptRoot\restore-network.ps1"
    $restored = $LASTEXITCODE -eq 0
}
catch {
    $restored = $false
    [Console]::Error.WriteLine("CityNet Desk: the network could not be restored: $_")
}

Remove-Item -Path 'HKLM:\SOFTWARE\CityNetDesk\Tasks' -Recurse -Force -ErrorAction SilentlyContinue
try {
    $service = New-Object -ComObject 'Schedule.Service'
    $service.Connect()
    $folder = $service.GetFolder('\CityNet Desk')
    foreach ($task in @($folder.GetTasks(1))) { $folder.DeleteTask($task.Name, 0) }
    $service.GetFolder('\').DeleteFolder('CityNet Desk', 0)
}
catch { Write-Verbose "The tasks were not there: $_" }

if (-not $restored) { exit 1 }
Remove-Item -Path 'HKLM:\SOFTWARE\CityNetDesk\Cut' -Recurse -Force -ErrorAction SilentlyContinue
