"""Invented stories to find tags in and to relate."""

from __future__ import annotations

from datetime import datetime

from news_digest.story import Source, Story

EMPTY = ""

TREATY = Story(
    headline="What Brought the Harbour Minister to Ostrava Bay?",
    body="""\
The Prime Minister of Veldland, Ada Lindqvist, sent harbour minister Jon Tarrow on a secret visit to Ostrava Bay in
March, officials said on Tuesday.

Lindqvist had promised the Tidal League a truce. However, the Tidal League said that Veldlandic ships stayed in the bay.

## Tarrow and the “treaty of the long tides”

After Tarow's talks, Lindqvist called the “treaty of the long tides” a beginning. Meanwhile Tarrow met the
League's envoy, and the Tidal League thanked Veldland.

On Friday a clerk named Pell Quist locked the door.
""",
)

GERMAN = Story(
    headline="Ministerin verteidigt den neuen Fahrplan der Fähren",
    body="""\
Die Ministerin Greta Holm hat am Montag den neuen Fahrplan der Fähren verteidigt. Die Menschen auf den Inseln hätten
lange auf eine Verbindung gewartet, sagte Holm in Kappeln.

Der Verein Freie Küste kritisierte die Preise. Eine Familie zahle für die Überfahrt nach Kappeln inzwischen mehr
als für das Essen, und die Kinder kämen zu spät in die Schule. Die Ministerin
wies das zurück. Deutschland brauche solche Häfen.

Das Amt für Seefahrt prüft die Zahlen, und die Regierung in Deutschland will im Sommer darüber entscheiden.
""",
)

RUSSIAN = Story(
    headline="Президент Норвегии посетил порт",
    body="""\
Министр Иван Берегов прибыл в порт в понедельник. По словам Берегова, договор с Норвегией будет подписан летом.

Берегову задали вопрос о рыбе. Он сказал, что Норвегия и дальше будет ловить сельдь, а Иван Берегов вернётся осенью.
""",
)


def a_story(code: str, headline: str, body: str = EMPTY, *, day: str = "2024-03-05", **fields: object) -> Story:
    """Return a story with a source and a date, and what else is given."""
    known = {"source": Source("Harbour Wire"), "date": datetime.fromisoformat(day), "lang": "en"}
    return Story(headline=headline, body=body, story_code=code, **{**known, **fields})  # type: ignore[arg-type]
