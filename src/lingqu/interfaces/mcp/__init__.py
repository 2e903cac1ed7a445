"""The face for programs that speak MCP: read-only tools over the law, started by `lingqu mcp`."""
