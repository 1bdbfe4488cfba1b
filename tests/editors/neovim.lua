-- What does somebody see who opens scenarios in Neovim?
--
--     nvim --headless --clean -c "luafile neovim.lua"
--
-- Starts a second Neovim with INIT as its configuration, types into it, and writes what it shows into RESULT.
local env = vim.env
local child = vim.fn.jobstart({ "nvim", "--embed", "--headless", "-n", "-i", "NONE", "-u", env.INIT }, { rpc = true })

local function lua(code, ...) return vim.rpcrequest(child, "nvim_exec_lua", code, { ... }) end
local function type_in(keys) vim.rpcrequest(child, "nvim_input", keys) end

-- What a piece of code returns once it is not empty.
local function until_there(what, code)
    local found
    local there = vim.wait(20000, function()
        found = lua(code)
        return found and found ~= vim.NIL and #found > 0
    end, 20)
    if not there then error("waited in vain: " .. what) end
    return found
end

local function work()
    local result = { version = lua("local v = vim.version() return v.major .. '.' .. v.minor .. '.' .. v.patch") }
    lua("vim.cmd('edit ' .. ...)", env.BROKEN)
    result.diagnostics = until_there("diagnostics", [[
        return vim.tbl_map(
            function(it)
                local line = vim.api.nvim_buf_get_lines(0, it.lnum, it.lnum + 1, true)[1]
                return { at = line:sub(it.col + 1), message = it.message }
            end,
            vim.diagnostic.get(0)
        )
    ]])
    -- On the version of the server.
    lua("vim.fn.search('version')")
    type_in("K")
    result.hover = until_there("hover", [[
        for _, window in ipairs(vim.api.nvim_list_wins()) do
            if vim.api.nvim_win_get_config(window).relative ~= "" then
                return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), "\n")
            end
        end
    ]])
    -- The version anew: what is there is taken away, and what may stand there is asked for.
    lua("vim.fn.search('Exchange2010')")
    type_in("cwExchange<C-x><C-o>")
    result.completion = until_there("completion", [[
        return vim.tbl_map(function(it) return it.word end, vim.fn.complete_info({ "items" }).items)
    ]])
    type_in("<C-e><Esc>")
    lua("vim.cmd('edit! ' .. ...)", env.UGLY)
    until_there("the server for the other file", [[
        local ready = {}
        for _, it in ipairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
            if it.initialized and vim.lsp.buf_is_attached(0, it.id) then table.insert(ready, it.name) end
        end
        return ready
    ]])
    lua("vim.cmd('write')")
    -- What stands above the scenario is run. It is asked for whenever somebody has typed; on a busy machine the first time
    -- may be before the server knows the other file, so somebody types again.
    lua("vim.fn.search('^Scenario')")
    for _ = 1, 10 do
        type_in("i<Esc>")
        local shown = vim.wait(1500, function()
            return lua("return vim.bo.buftype == 'nofile' or #vim.lsp.codelens.get(vim.api.nvim_get_current_buf()) > 0")
        end, 20)
        if shown then break end
    end
    result.answer = until_there("an answer", [[
        if vim.bo.buftype == "nofile" then
            return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
        end
        if #vim.lsp.codelens.get(vim.api.nvim_get_current_buf()) > 0 then vim.lsp.codelens.run() end
    ]])
    return result
end

local worked, result = pcall(work)
vim.fn.writefile({ vim.fn.json_encode(worked and result or { failed = tostring(result) }) }, env.RESULT)
pcall(vim.rpcnotify, child, "nvim_command", "qall!")
vim.fn.jobwait({ child }, 5000)
vim.cmd("qall!")
