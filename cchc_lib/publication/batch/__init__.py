"""Building the reports of a run file: the plan, the cache, the executors and the manifest."""
