# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
#
# Completion of uitweg for bash. What there is to complete, the program says
# itself, so that this file never falls behind.

_uitweg ()
{
  local word=${COMP_WORDS[COMP_CWORD]}
  local before=${COMP_WORDS[COMP_CWORD - 1]}
  local verb= connector= i
  local -a ask words

  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      -*) ;;
      *)
        verb=${COMP_WORDS[i]}
        break
        ;;
    esac
  done
  ask=("${COMP_WORDS[0]}")
  test -z "$verb" || ask+=("$verb")
  if [[ $verb == collect && $((i + 1)) -lt $COMP_CWORD ]]; then
    connector=${COMP_WORDS[i + 1]}
    [[ $connector == -* ]] || ask+=("$connector")
  fi

  case $before in
    --lang) words=(en nl) ;;
    --color) words=(auto always never) ;;
    --format | -f)
      words=(text json html)
      [[ $verb != graph ]] || words=(svg dot mermaid graphml)
      ;;
    *)
      if [[ $word == -* ]]; then
        mapfile -t words < <("${ask[@]}" --list-options 2>/dev/null \
          | sed -n 's/^\(-[A-Za-z], \)\{0,1\}\(--[a-z-]*\).*/\2/p')
      elif [[ -z $verb || $verb == help ]]; then
        mapfile -t words < <("${COMP_WORDS[0]}" --list-verbs 2>/dev/null)
      elif [[ $verb == collect && $before == collect ]]; then
        mapfile -t words < <("${COMP_WORDS[0]}" connectors 2>/dev/null \
          | sed 's/ .*//')
      elif [[ $verb == catalog && $before == catalog ]]; then
        words=(list show check search)
      else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        return
      fi
      ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "${words[*]}" -- "$word")
}

complete -o filenames -F _uitweg uitweg
