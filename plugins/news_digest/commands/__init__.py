"""The commands of `digest`: arguments in, one call into the core, its result printed, an exit status out."""
