# Runs one script after the other in one R, each as in an R of its own: from its folder, in an empty workspace, with nothing
# attached, R's own options, random numbers not begun. Loaded packages stay loaded, which is what saves the time, but a script
# that does not attach what it uses still fails. Kept as an option, so that a script's workspace is its own.
options(whyvary.tests = local({
  attached <- search()
  settings <- options()
  locale <- Sys.getlocale()
  variables <- Sys.getenv()
  status <- "failed"

  clean <- function(loaded) {
    while (sink.number() > 0) sink()
    for (name in setdiff(search(), attached)) detach(name, character.only = TRUE)
    rm(list = ls(globalenv(), all.names = TRUE), envir = globalenv())
    RNGkind("default", "default", "default")
    suppressWarnings(rm(".Random.seed", envir = globalenv()))
    # What a package sets while it is loaded is not set again.
    fresh <- setdiff(names(options()), names(settings))
    if (!setequal(loaded, loadedNamespaces())) settings[fresh] <<- options()[fresh]
    else if (length(fresh) > 0) options(structure(rep(list(NULL), length(fresh)), names = fresh))
    options(settings)
    if (Sys.getlocale() != locale) stop("a script changed the locale")
    Sys.unsetenv(setdiff(names(Sys.getenv()), names(variables)))
    do.call(Sys.setenv, as.list(variables))
    if (!identical(search(), attached)) stop("a script detached what R attaches")
  }

  list(
    run = function(folder) {
      status <<- "failed"
      loaded <- loadedNamespaces()
      setwd(folder)
      try({
        source("script.R", local = globalenv(), echo = FALSE, print.eval = TRUE, keep.source = FALSE)
        status <<- "done"
      })
      # An R that could not be made clean is not used again.
      tryCatch(clean(loaded), error = function(e) {
        message(conditionMessage(e))
        quit("no", if (status == "done") 0L else 1L)
      })
      invisible()
    },
    tell = function() cat("<<whyvary: ", status, ">>\n", sep = "", file = stderr())
  )
}))
