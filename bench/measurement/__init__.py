"""How the benchmarks measure: agreement first, then times in rotation, then whole processes."""
