# Switches on what cut-network.ps1 switched off, and nothing else: an adapter that an administrator keeps off stays
# off. Run as SYSTEM by the task "\CityNet Desk\Restore network", or by IT by hand. Needs no network.
# Exit code 1: at least one is not on again; it stays remembered, so that a later run tries once more.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
. "$PSScriptRoot\network-state.ps1"

$script:failures = @()
Invoke-InTurn {
    $left = @()
    # Stop is said each time: commands of a module do not see this script's preference.
    $present = @(Get-NetAdapter -Physical -IncludeHidden -ErrorAction Stop)
    foreach ($guid in @(Get-RememberedAdapter)) {
        # By GUID: names may be changed by anybody, and indexes change when an adapter is switched off and on.
        $adapter = $present | Where-Object { $_.InterfaceGuid -eq $guid } | Select-Object -First 1
        try {
            if (-not $adapter) { throw 'this adapter is not plugged in' }
            $adapter | Enable-NetAdapter -Confirm:$false -ErrorAction Stop
        }
        catch {
            $left += $guid
            $script:failures += "${guid}: $_"
        }
    }
    Set-CutState -Adapters $left -Errors $script:failures
}
if ($script:failures.Count -gt 0) { exit 1 }
