"""Times: dates on two calendars, times of day, lengths, intervals, repeated times, and what is relative to a release."""

from tasks.extract.times.find import find_times

__all__ = ["find_times"]
