"""What was sold on one day."""

import os
from datetime import date
from decimal import Decimal

import psycopg

QUERY = "SELECT count(*), coalesce(sum(total), 0) FROM orders WHERE placed_on = %s"


def on_day(day: date) -> tuple[int, Decimal]:
    """The number of orders placed on a day, and their total."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        return connection.execute(QUERY, (day,)).fetchone()
