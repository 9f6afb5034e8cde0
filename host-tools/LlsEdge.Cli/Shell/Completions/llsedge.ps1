# Completions of llsedge for PowerShell: add this line to $PROFILE
#   llsedge completions pwsh | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName llsedge -ScriptBlock {
    param($current, $ast, $cursor)
    $words = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.Extent.Text })
    $line = (@('llsedge') + @($words | Select-Object -Skip 1) + @($current)) -join ' '

    # Options where one is begun; else commands and values, and where there are none, PowerShell's own: files.
    & $words[0] "[suggest:$($line.Length)]" $line 2>$null |
        Where-Object { $_ -and $_.StartsWith($current) -and ($current.StartsWith('-') -or -not $_.StartsWith('-')) } |
        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
