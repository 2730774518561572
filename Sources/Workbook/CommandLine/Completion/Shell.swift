/// A shell that completes what is being written when Tab is pressed.
enum Shell: String, CaseIterable {
  case bash, zsh, fish

  /// What makes it ask `workbook complete`, for its startup file or its folder of completions.
  ///
  /// A script passes on words as they are and lets the shell quote what comes back. It asks the very
  /// program that is being called, which may be another one than that on the path.
  var completionScript: String {
    switch self {
    case .bash:
      #"""
      # Completions of workbook for bash.
      _workbook() {
        local word help
        COMPREPLY=()
        while IFS=$'\t' read -r word help; do
          case $word in
            :files) compopt -o default 2>/dev/null ;;
            :folders) compopt -o plusdirs 2>/dev/null ;;
            *) COMPREPLY+=("$word") ;;
          esac
        done < <("${COMP_WORDS[0]/#\~/$HOME}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
      }
      complete -F _workbook workbook

      """#
    case .zsh:
      #"""
      #compdef workbook
      # Completions of workbook for zsh.
      _workbook() {
        local word help
        local -a candidates
        while IFS=$'\t' read -r word help; do
          case $word in
            :files) compset -P '--*='; _files ;;
            :folders) compset -P '--*='; _files -/ ;;
            *) candidates+=("${word//:/\\:}:$help") ;;
          esac
        done < <("${words[1]/#\~/$HOME}" complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)
        _describe workbook candidates
      }
      if [[ $funcstack[1] == _workbook ]]; then
        _workbook
      else
        (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
        compdef _workbook workbook
      fi

      """#
    case .fish:
      #"""
      # Completions of workbook for fish.
      function __workbook_complete
          set -l words (commandline -opc)
          set -l current (commandline -ct)
          set -l value (string replace -r -- '^--[^=]*=' '' $current)
          set -l option (string match -r -- '^--[^=]*=' $current)
          set -l program (string replace -r -- '^~' $HOME $words[1])
          for line in ($program complete -- $words[2..] "$current" 2>/dev/null)
              switch $line
                  case :files
                      printf '%s\n' "$option"(__fish_complete_path $value)
                  case :folders
                      printf '%s\n' "$option"(__fish_complete_directories $value)
                  case '*'
                      printf '%s\n' $line
              end
          end
      end
      complete -c workbook -f -a '(__workbook_complete)'

      """#
    }
  }
}
