"""What an invented tag and an invented source tell of all their stories."""

from __future__ import annotations

from dataclasses import replace

from ..site.views import Link, Moment, Profile, Run
from . import stories

RUN = Run(
    "month", 56, 48, "M0 48v-12h2v12zM4 48v-48h2v48zM12 48v-24h2v24zM20 48v-6h2v6zM44 48v-36h2v36zM52 48v-24h2v24z",
    "February 2023", "March 2024", "March 2023", 8,
)  # fmt: skip
OF_A_TAG = Profile(
    Moment("2023-02-11", "11 February 2023", ""), Moment("2024-03-05", "5 March 2024", ""), RUN, stories.TAGS[1:6]
)
OF_A_SOURCE = replace(
    OF_A_TAG,
    companions=(),
    home=Link("harbour.example", "https://harbour.example/"),
    languages=(Link("العربية", None, "ar", "rtl"), Link("English", None, "en", "ltr")),
)
