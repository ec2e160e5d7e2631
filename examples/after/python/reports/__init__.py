"""Sales reports, from the orders database."""
