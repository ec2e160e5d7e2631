"""Run by the CronJob: prints yesterday's sales, for the log to keep."""

from datetime import date, timedelta

from reports import sales

if __name__ == "__main__":
    day = date.today() - timedelta(days=1)
    orders, total = sales.on_day(day)
    print(f"{day}: {orders} orders, {total} in total")
