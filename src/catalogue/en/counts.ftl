### How are things counted?

attempts =
    { $count ->
        [one] 1 attempt
       *[other] { $count } attempts
    }
clients =
    { $count ->
        [one] 1 client
       *[other] { $count } clients
    }
steps =
    { $count ->
        [one] 1 step
       *[other] { $count } steps
    }
changes-and-checks =
    { $count ->
        [one] 1 change or check
       *[other] { $count } changes and checks
    }
records =
    { $count ->
        [one] 1 record
       *[other] { $count } records
    }
re-runs =
    { $count ->
        [one] 1 re-run
       *[other] { $count } re-runs
    }
possible-repairs =
    { $count ->
        [one] 1 possible repair
       *[other] { $count } possible repairs
    }
