"""What other sites show of a page when somebody shares a link to it (https://ogp.me): its language, its picture."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ..urls import joined
from .pictured import images_of, may_show
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
    return next(filter(None, (_picture(image, url) for image in images_of(body))), None)


def _picture(found: Mapping[str, str], url: str) -> Picture | None:
    address = web_address(joined(url, found.get("src", "")))
    if address is None or not may_show(found):
        return None
    return Picture(address, found.get("alt", ""), _pixels(found.get("width")), _pixels(found.get("height")))


def _pixels(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None
