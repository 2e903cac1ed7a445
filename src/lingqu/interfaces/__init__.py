"""The faces of Lingqu; they ask the law and show its answers, and have no rules of their own."""
