"""What other sites show of a page when somebody shares a link to it (https://ogp.me): its language, its picture."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from ..urls import joined
from .records import web_address
from .views import Picture

# Where a language is mostly at home, for the format asks for a country (Unicode CLDR, likely subtags).
_HOMES = dict(
    pair.split("_")
    for pair in """
    af_ZA am_ET ar_EG az_AZ be_BY bg_BG bn_BD bs_BA ca_ES cs_CZ cy_GB da_DK de_DE el_GR en_US es_ES et_EE eu_ES fa_IR
    fi_FI fil_PH fr_FR ga_IE gl_ES gu_IN ha_NG he_IL hi_IN hr_HR hu_HU hy_AM id_ID is_IS it_IT ja_JP ka_GE kk_KZ km_KH
    kn_IN ko_KR ku_TR ky_KG lo_LA lt_LT lv_LV mk_MK ml_IN mn_MN mr_IN ms_MY mt_MT my_MM nb_NO ne_NP nl_NL nn_NO no_NO
    pa_IN pl_PL ps_AF pt_BR ro_RO ru_RU si_LK sk_SK sl_SI so_SO sq_AL sr_RS sv_SE sw_TZ ta_IN te_IN th_TH tr_TR uk_UA
    ur_PK uz_UZ vi_VN zh_CN zh-hant_TW zu_ZA
    """.split()  # noqa: SIM905 - as a list it would have a line for each
)
_REGION = re.compile(r"[a-z]{2}|[0-9]{3}", re.IGNORECASE)
_IMAGE = re.compile(r"<img ([^>]*)>")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
# No preview shows a drawing.
_DRAWINGS = (".svg", ".svgz")


@lru_cache
def locale_of(lang: str) -> str:
    """Return a BCP 47 language tag as Open Graph writes it, "en_GB"; alone where no country is known."""
    language, *subtags = lang.replace("_", "-").split("-")
    region = next((subtag for subtag in subtags if _REGION.fullmatch(subtag)), None)
    script = next((subtag for subtag in subtags if len(subtag) == len("hant")), "")
    language = language.lower()
    home = region or _HOMES.get(f"{language}-{script.lower()}") or _HOMES.get(language)
    return f"{language}_{home.upper()}" if home else language


def picture_of(body: str, url: str) -> Picture | None:
    """Return the first picture of a body that a preview can show; `url` is the address of its page."""
    if "<img " not in body:
        return None
    pictures = (_picture(match[1], url) for match in _IMAGE.finditer(body))
    return next(filter(None, pictures), None)


def _picture(attributes: str, url: str) -> Picture | None:
    found = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
    address = web_address(joined(url, found.get("src", "")))
    if not found.get("src") or address is None or address.partition("?")[0].lower().endswith(_DRAWINGS):
        return None
    return Picture(address, found.get("alt", ""), _pixels(found.get("width")), _pixels(found.get("height")))


def _pixels(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None
