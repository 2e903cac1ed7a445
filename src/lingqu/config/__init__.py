"""The one place that knows everything: settings, addresses, the entrance for the server."""
