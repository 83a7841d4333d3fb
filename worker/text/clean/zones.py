"""A time of day without a zone, in the zone that its source is known to write in."""

from datetime import datetime, tzinfo

from schemas.article import Stamp


def in_zone(stamp: Stamp | None, zone: tzinfo | None) -> Stamp | None:
    """A stamp with the offset that `zone` had then, and `source` as where the zone is from.

    Only a time of day that states no zone gets one: a day by itself is written without. Of a time that the clocks
    showed twice it is the first, of one that they passed over the offset before.

    >>> from zoneinfo import ZoneInfo
    >>> said = Stamp(at="2022-07-04T13:55", precision="minute", zone="unknown", evidence="field")
    >>> in_zone(said, ZoneInfo("Europe/Oslo")).at
    '2022-07-04T13:55+02:00'
    """
    if stamp is None or zone is None or stamp.zone != "unknown" or stamp.precision not in ("minute", "second"):
        return stamp
    at = datetime.fromisoformat(stamp.at)
    if at.tzinfo is not None:
        return stamp
    timespec = "minutes" if stamp.precision == "minute" else "seconds"
    return stamp.model_copy(update={"at": at.replace(tzinfo=zone).isoformat(timespec=timespec), "zone": "source"})
