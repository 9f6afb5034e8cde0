# Completions of llsedge for bash: add this line to ~/.bashrc
#   eval "$(llsedge completions bash)"
_llsedge() {
    local current="${COMP_WORDS[COMP_CWORD]}" word
    local line="llsedge${COMP_LINE:${#COMP_WORDS[0]}:COMP_POINT-${#COMP_WORDS[0]}}"
    COMPREPLY=()
    while IFS= read -r word; do
        # Options where one is begun; else commands and values, and where there are none, bash's own: files.
        if [[ -n "$word" && "$word" == "$current"* && ( "$word" != -* || "$current" == -* ) ]]; then
            COMPREPLY+=("$word")
        fi
    done < <("$1" "[suggest:${#line}]" "$line" 2>/dev/null </dev/null)
}
complete -o bashdefault -o default -F _llsedge llsedge
