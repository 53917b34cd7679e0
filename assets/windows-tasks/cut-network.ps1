# Switches off every physical network adapter that is on, and remembers which. Run as SYSTEM by the task
# "\CityNet Desk\Cut network". Exit code 1: at least one could not be switched off (HKLM\SOFTWARE\CityNetDesk\Cut, Errors).

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
. "$PSScriptRoot\network-state.ps1"

$script:failures = @()
Invoke-InTurn {
    $AdministrativelyDown = 2
    # Stop is said each time: commands of a module do not see this script's preference.
    $adapters = @(Get-NetAdapter -Physical -ErrorAction Stop | Where-Object { $_.InterfaceAdminStatus -ne $AdministrativelyDown })
    # Before anything is switched off: a crash in between must not leave an adapter that nobody switches on again.
    $remembered = @(@(Get-RememberedAdapter) + @($adapters | ForEach-Object { $_.InterfaceGuid }) | Sort-Object -Unique)
    Set-CutState -Adapters $remembered -Errors @()
    foreach ($adapter in $adapters) {
        try { $adapter | Disable-NetAdapter -Confirm:$false -ErrorAction Stop }
        catch { $script:failures += "$($adapter.Name): $_" }
    }
    Set-CutState -Adapters $remembered -Errors $script:failures
}
if ($script:failures.Count -gt 0) { exit 1 }
