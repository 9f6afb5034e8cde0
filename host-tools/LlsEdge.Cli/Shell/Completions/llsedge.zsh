#compdef llsedge
# Completions of llsedge for zsh: add these lines to ~/.zshrc
#   autoload -U compinit && compinit
#   eval "$(llsedge completions zsh)"
_llsedge() {
    local line="llsedge ${(j: :)words[2,CURRENT-1]}${words[2,CURRENT-1]:+ }$PREFIX"
    local -a found
    found=("${(@f)$("${(Q)words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null </dev/null)}")

    # Options where one is begun; else commands and values, and where there are none, files.
    [[ "$PREFIX" == -* ]] || found=("${(@)found:#-*}")
    found=("${(@)found:#}")
    if (( ${#found} )); then
        compadd -- "${found[@]}"
    else
        _files
    fi
}
compdef _llsedge llsedge
