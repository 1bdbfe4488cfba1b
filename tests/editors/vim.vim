" What does somebody see who opens scenarios in Vim?
"
"     vim -N -u NONE -i NONE -n --not-a-term -S vim.vim
"
" Starts a second Vim in a terminal of the first, with $INIT as its configuration, types into it, reads its screen, and
" writes what it shows into $RESULT.
let s:told = tempname()
" What is offered where something is typed cannot be asked at the command line: it is told as long as it is there.
let s:offered = tempname()
let s:tell = 'call timer_start(50, {-> pumvisible() ? writefile([json_encode(map(complete_info(["items"]).items, "v:val.word"))], "'
    \ .. s:offered .. '") : 0}, {"repeat": -1})'
let s:command = ['vim', '-N', '-u', $INIT, '-i', 'NONE', '-n', '-c', s:tell, $BROKEN]
let s:terminal = term_start(s:command, {'term_rows': 40, 'term_cols': 160})

func Screen()
    return map(range(1, 40), {_, it -> term_getline(s:terminal, it)})
endfunc

func Type(keys)
    call term_sendkeys(s:terminal, a:keys)
endfunc

" What an expression is in the other Vim.
func Ask(expression)
    call delete(s:told)
    call Type("\<C-\>\<C-n>:call writefile([json_encode(" .. a:expression .. ")], '" .. s:told .. "')\<CR>")
    call Until('an answer to ' .. a:expression, {-> filereadable(s:told) && len(readfile(s:told)) == 1})
    return json_decode(readfile(s:told)[0])
endfunc

" Waits until something is not empty, and returns it.
func Until(what, holds)
    for _ in range(1000)
        let found = a:holds()
        if !empty(found)
            return found
        endif
        call term_wait(s:terminal, 20)
    endfor
    throw 'waited in vain: ' .. a:what .. "\n" .. join(Screen(), "\n")
endfunc

func Shown(pattern)
    return filter(Screen(), {_, it -> it =~ a:pattern})
endfunc

func Offered()
    return filereadable(s:offered) ? json_decode(get(readfile(s:offered), 0, '[]')) : []
endfunc

func Work()
    let result = {'version': v:versionlong}
    let result.diagnostics = Until('diagnostics', {-> Ask('map(getloclist(0), '
        \ .. '{_, it -> {"at": strpart(getline(it.lnum), it.col - 1), "message": it.text}})')})
    call Type(":call search('version')\<CR>K")
    let result.hover = join(Until('hover', {-> Shown('It must be written')}), "\n")
    " The version anew: what is there is taken away, and what may stand there is asked for.
    call Type(":call search('Exchange2010')\<CR>cwExchange\<C-x>\<C-o>")
    let result.completion = Until('completion', {-> Offered()})
    let ugly = readfile($UGLY)
    call Type("\<C-e>\<Esc>:edit! " .. $UGLY .. "\<CR>:write\<CR>")
    call Until('formatting', {-> readfile($UGLY) != ugly})
    " It answers once it has written all of it.
    call Ask('"there"')
    return result
endfunc

try
    let s:result = Work()
catch
    let s:result = {'failed': v:exception .. ' at ' .. v:throwpoint}
endtry
call writefile([json_encode(s:result)], $RESULT)
call job_stop(term_getjob(s:terminal), 'kill')
qall!
