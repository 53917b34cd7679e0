# Registers both tasks; the installer runs this as an administrator. Deletes before it creates: what an earlier
# version, or somebody else, left under our names must not stay. Exit code 1, and nothing registered, where the tasks
# would not be safe: then the app says beforehand that it can only switch the radio off.

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$TasksKey = 'HKLM:\SOFTWARE\CityNetDesk\Tasks'
$TasksVersion = 1
$FolderName = 'CityNet Desk'
$Tasks = @{ 'Cut network' = 'cut-network.xml'; 'Restore network' = 'restore-network.xml' }
$Sddl = 'D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;GRGX;;;IU)'

# Task Scheduler's own numbers (taskschd.h).
$TASK_CREATE = 2
$TASK_LOGON_SERVICE_ACCOUNT = 5
$DACL_SECURITY_INFORMATION = 4

# A mask with any of these lets its holder change the task, or who may: write, append, attributes, delete, DAC, owner,
# and the generic rights that contain them.
$ChangingRights = 0x00000002 -bor 0x00000004 -bor 0x00000010 -bor 0x00000100 -bor 0x00010000 -bor 0x00040000 -bor
    0x00080000 -bor 0x10000000 -bor 0x40000000
$PrivilegedAccounts = @('S-1-5-18', 'S-1-5-32-544')

function Assert-OnlyRunnable($Task) {
    $found = $Task.GetSecurityDescriptor($DACL_SECURITY_INFORMATION)
    $descriptor = New-Object System.Security.AccessControl.RawSecurityDescriptor($found)
    if ($null -eq $descriptor.DiscretionaryAcl) { throw "anybody may change the task: $found" }
    foreach ($ace in $descriptor.DiscretionaryAcl) {
        if ($PrivilegedAccounts -contains $ace.SecurityIdentifier.Value) { continue }
        if ($ace.AceQualifier -eq 'AccessAllowed' -and ($ace.AccessMask -band $ChangingRights) -ne 0) {
            throw "others may change the task: $found"
        }
    }
}

try {
    # SYSTEM runs these scripts, so nobody else may be able to write them.
    $protected = [Environment]::GetFolderPath('ProgramFiles').TrimEnd('\') + '\'
    if (-not $PSScriptRoot.StartsWith($protected, [StringComparison]::OrdinalIgnoreCase)) {
        throw "the scripts stand in $PSScriptRoot; the tasks are registered only from below $protected"
    }
    Remove-Item -Path $TasksKey -Recurse -Force -ErrorAction SilentlyContinue

    $service = New-Object -ComObject 'Schedule.Service'
    $service.Connect()
    $root = $service.GetFolder('\')
    try { $folder = $service.GetFolder("\$FolderName") }
    catch { $folder = $root.CreateFolder($FolderName, $Sddl) }

    foreach ($name in $Tasks.Keys) {
        try { $folder.DeleteTask($name, 0) } catch { Write-Verbose "There was no task ${name}: $_" }
        $xml = Get-Content -Path "$PSScriptRoot\$($Tasks[$name])" -Raw -Encoding UTF8
        $xml = $xml.Replace('{{folder}}', [Security.SecurityElement]::Escape($PSScriptRoot))
        $task = $folder.RegisterTask($name, $xml, $TASK_CREATE, 'S-1-5-18', $null, $TASK_LOGON_SERVICE_ACCOUNT, $Sddl)
        try { Assert-OnlyRunnable $task }
        catch {
            $folder.DeleteTask($name, 0)
            throw
        }
    }
    # The app reads this to know that the tasks stand.
    New-Item -Path $TasksKey -Force | Out-Null
    New-ItemProperty -Path $TasksKey -Name 'Version' -PropertyType DWord -Value $TasksVersion -Force | Out-Null
}
catch {
    [Console]::Error.WriteLine("CityNet Desk: the tasks that cut and restore the network were not registered: $_")
    exit 1
}
