# What the two tasks share: one at a time, and which adapters were switched off. Dot-sourced by both.
# The key stands below HKLM\SOFTWARE, which only administrators and SYSTEM may write.

$CutKey = 'HKLM:\SOFTWARE\CityNetDesk\Cut'

# Runs $Work while no other task of ours does. Anybody may hold a mutex of that name, so nobody waits for it for ever.
function Invoke-InTurn([scriptblock] $Work) {
    $mutex = $null
    $held = $false
    try {
        $mutex = New-Object System.Threading.Mutex($false, 'Global\CityNetDesk-Network')
        try { $held = $mutex.WaitOne(10000) }
        catch [System.Threading.AbandonedMutexException] { $held = $true }
    }
    catch { Write-Warning "Not in turn: $_" }
    try { & $Work }
    finally {
        if ($held) { $mutex.ReleaseMutex() }
        if ($mutex) { $mutex.Dispose() }
    }
}

# GUIDs, braces included, of the adapters that are switched off by us.
function Get-RememberedAdapter {
    $state = Get-ItemProperty -Path $CutKey -Name 'DisabledAdapters' -ErrorAction SilentlyContinue
    if ($state) { @($state.DisabledAdapters | Where-Object { $_ }) } else { @() }
}

function Set-CutState([string[]] $Adapters, [string[]] $Errors) {
    if (-not (Test-Path -Path $CutKey)) { New-Item -Path $CutKey -Force | Out-Null }
    New-ItemProperty -Path $CutKey -Name 'DisabledAdapters' -PropertyType MultiString -Value $Adapters -Force | Out-Null
    New-ItemProperty -Path $CutKey -Name 'Errors' -PropertyType MultiString -Value $Errors -Force | Out-Null
    New-ItemProperty -Path $CutKey -Name 'ChangedAt' -PropertyType String -Value (Get-Date -Format o) -Force | Out-Null
}
