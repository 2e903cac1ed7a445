"""What a change of a policy would do to a register: who gains, who loses, what it costs, and which change did it."""
