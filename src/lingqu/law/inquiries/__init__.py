"""What machines may ask of the law, and the shapes of what they get: one set of inquiries for every interface."""
