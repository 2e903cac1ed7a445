"""The pages in the browser: server-rendered, Chinese first, no rules of their own."""
