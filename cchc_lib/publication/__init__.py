"""The recipes: one report, many reports, the audit, verifying; each readable from top to bottom."""
