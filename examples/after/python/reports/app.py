"""The HTTP face: GET /sales/2026-10-31."""

from datetime import date

from flask import Flask, abort

from reports import sales

app = Flask(__name__)


@app.get("/healthz")
def healthz():
    return "ok"


@app.get("/sales/<day>")
def sales_on(day: str):
    try:
        when = date.fromisoformat(day)
    except ValueError:
        abort(400, "expected a date such as 2026-10-31")
    orders, total = sales.on_day(when)
    return {"day": day, "orders": orders, "total": str(total)}
