# Completions of llsedge for fish: run once
#   llsedge completions fish > ~/.config/fish/completions/llsedge.fish
function __llsedge_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l line (string join ' ' -- llsedge $words[2..-1] "$current")
    set -l found (string match -r '.+' -- ($words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null </dev/null))

    # Options where one is begun; else commands and values, and where there are none, files.
    if not string match -q -- '-*' "$current"
        set found (string match -v -- '-*' $found)
    end
    if set -q found[1]
        string join \n -- $found
    else
        __fish_complete_path "$current"
    end
end
complete --command llsedge --no-files --arguments '(__llsedge_complete)'
